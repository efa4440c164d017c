"""What an account holds, and a shop's entries page by page."""

from collections import Counter

from flask import Flask

from marketplace.core.transactions import transaction
from marketplace.ledger.accounts import COMMISSION, HELD_BY_SELLER, SELLER, TAX_VAT, clearing_at
from marketplace.ledger.queries import (
    account_balance,
    balances,
    entries_of_shop,
    position_of,
)
from marketplace.ledger.services import Posting, post

AT_STRIPE = clearing_at("stripe")


def _sell(shop: int, shop_order: int, received_on: str) -> None:
    post(
        "received",
        f"shop_order:{shop_order}",
        [
            Posting(received_on, 100_000, shop, shop_order),
            Posting(SELLER, -100_000, shop, shop_order),
            Posting(SELLER, 4_000, shop, shop_order),
            Posting(COMMISSION, -3_000, shop, shop_order),
            Posting(TAX_VAT, -1_000, shop, shop_order),
        ],
    )


def test_a_card_sale_is_owed_to_the_seller_and_a_cash_sale_leaves_her_owing_the_fees(app: Flask) -> None:
    with transaction():
        _sell(1, 11, AT_STRIPE)
        _sell(2, 22, HELD_BY_SELLER)
    assert position_of(1) == 96_000
    assert position_of(2) == -4_000
    assert balances(1)[AT_STRIPE] == 100_000 and balances(1)[HELD_BY_SELLER] == 0
    assert account_balance(COMMISSION) == -6_000


def test_entries_come_newest_first_page_by_page_and_of_this_shop_only(app: Flask) -> None:
    with transaction():
        for number in range(5):
            _sell(1, 100 + number, HELD_BY_SELLER)
        _sell(2, 200, HELD_BY_SELLER)
    seen: list[int] = []
    cursor, pages = None, 0
    while True:
        page = entries_of_shop(1, cursor, limit=2)
        seen += [entry.id for entry in page]
        assert Counter(entry.transaction_id for entry in page).most_common()[-1][1] == 3  # none is cut in two
        pages, cursor = pages + 1, page.next_cursor
        assert all(entry.shop_id == 1 for entry in page)
        if cursor is None:
            break
    assert len(seen) == 15 and seen == sorted(seen, reverse=True) and pages == 3
    assert position_of(1, up_to_entry=seen[-1]) == -100_000
