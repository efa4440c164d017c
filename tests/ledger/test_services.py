"""Posting to the book: balanced, whole, once."""

from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.ledger.accounts import (
    CLEARING_BANK,
    COMMISSION,
    HELD_BY_SELLER,
    REFUND_DUE,
    SELLER,
    clearing_at,
    suspense_at,
)
from marketplace.ledger.errors import BadPosting, PostedOtherwise, Unbalanced
from marketplace.ledger.models import LedgerEntry, LedgerTransaction
from marketplace.ledger.promises import entries_never_change, transactions_balance
from marketplace.ledger.queries import account_balance, balances, stands
from marketplace.ledger.services import Posting, post, reverse

SALE = [Posting(CLEARING_BANK, 100_000, 1, 7), Posting(SELLER, -97_000, 1, 7), Posting(COMMISSION, -3_000, 1, 7)]


def _rows() -> tuple[int, int]:
    return session.query(LedgerTransaction).count(), session.query(LedgerEntry).count()


def test_each_provider_has_accounts_of_its_own_and_a_nameless_one_has_none(app: Flask) -> None:
    with transaction():
        post("held", "x:1", [Posting(clearing_at("river"), 5), Posting(suspense_at("river"), -5)])
    with pytest.raises(BadPosting), transaction():
        post("held", "x:2", [Posting(clearing_at(""), 5), Posting(SELLER, -5)])
    assert (account_balance("suspense:river"), account_balance("suspense:stripe")) == (-5, 0)


def test_a_balanced_event_is_booked(app: Flask) -> None:
    with transaction():
        posted = post("received", "payment:1", SALE, note="đơn mẫu")
    assert [e.amount_dong for e in posted.entries] == [100_000, -97_000, -3_000]
    assert balances(1)[SELLER] == -97_000


def test_the_same_event_twice_is_one_transaction(app: Flask) -> None:
    with transaction():
        first = post("received", "payment:1", SALE)
    with transaction():
        again = post("received", "payment:1", list(reversed(SALE)))
    assert again.id == first.id
    assert _rows() == (1, 3)


def test_the_same_event_with_other_amounts_is_refused(app: Flask) -> None:
    with transaction():
        post("received", "payment:1", SALE)
    other = [Posting(CLEARING_BANK, 1, 1, 7), Posting(SELLER, -1, 1, 7)]
    with pytest.raises(PostedOtherwise), transaction():
        post("received", "payment:1", other)
    assert _rows() == (1, 3)


@pytest.mark.parametrize(
    ("entries", "refusal"),
    [
        ([Posting(CLEARING_BANK, 5), Posting(SELLER, -4)], Unbalanced),
        ([], Unbalanced),
        ([Posting(CLEARING_BANK, 0), Posting(SELLER, 0)], BadPosting),
        ([Posting(CLEARING_BANK, 1.5), Posting(SELLER, -1.5)], BadPosting),  # type: ignore[arg-type]
        ([Posting(CLEARING_BANK, True), Posting(SELLER, -1)], BadPosting),
        ([Posting("petty cash", 1), Posting(SELLER, -1)], BadPosting),
    ],
)
def test_what_is_not_sound_is_refused_and_nothing_is_written(
    app: Flask, entries: list[Posting], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal), transaction():
        post("received", "payment:2", entries)
    assert _rows() == (0, 0)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(-(10**12), 10**12).filter(bool), min_size=1, max_size=6))
def test_only_what_sums_to_zero_is_ever_written(app: Flask, amounts: list[int]) -> None:
    entries = [Posting(REFUND_DUE if n % 2 else HELD_BY_SELLER, amount, 3) for n, amount in enumerate(amounts)]
    source = f"property:{amounts}"
    booked: Any = None
    try:
        with transaction():
            booked = post("property", source, entries)
    except Unbalanced as refusal:
        assert refusal.facts["difference_dong"] == sum(amounts) != 0
    assert (booked is not None) == (sum(amounts) == 0)
    assert list(transactions_balance()) == []


def test_what_was_posted_in_error_is_mirrored_once(app: Flask) -> None:
    with transaction():
        wrong, right = post("sale", "x:1", SALE), post("sale", "x:2", SALE)
    for _ in range(2):
        with transaction():
            assert reverse(wrong, note="by mistake").reverses_id == wrong.id
    assert _rows() == (3, 9) and balances(1)[SELLER] == -97_000
    standing = session.query(LedgerEntry.transaction_id).filter(stands()).distinct()
    assert [key for (key,) in standing] == [right.id]
    assert list(entries_never_change()) == list(transactions_balance()) == []
