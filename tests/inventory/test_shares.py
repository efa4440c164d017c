"""Who proved nothing gets a fair share of what there is: by phone, by browser, by line (8.23)."""

from types import SimpleNamespace
from typing import Any

import pytest

from marketplace.inventory.shares import MOST_LINES, Asker, unfair_share

ASKER = Asker("phone", "browser", "line")


def _has(variant_id: int, quantity: int, left: int, **of: str) -> Any:
    keys = {"asker_phone": "", "asker_browser": "", "asker_line": "line"} | {f"asker_{k}": v for k, v in of.items()}
    return SimpleNamespace(variant_id=variant_id, quantity=quantity, left=left, **keys)


@pytest.mark.parametrize(
    ("wanted", "left", "is_fair"),
    [(1, 1, True), (3, 3, True), (4, 4, False), (4, 6, False), (4, 7, True), (50, 100, True), (51, 100, False)],
)
def test_the_first_order_takes_three_pieces_or_half_of_what_there_is(wanted: int, left: int, is_fair: bool) -> None:
    assert (unfair_share(ASKER, [], {7: wanted}, {7: left}) == "") is is_fair


def test_goods_of_which_too_few_are_left_are_another_refusal() -> None:
    assert unfair_share(ASKER, [], {7: 3}, {7: 2}) == ""


def test_a_village_on_one_line_buys_of_what_is_plenty() -> None:
    """Sixty neighbours with phones and browsers of their own, a piece each of two hundred (CGNAT)."""
    has = [_has(7, 1, 140, phone=str(n), browser=str(n)) for n in range(60)]
    assert unfair_share(ASKER, has, {7: 1}, {7: 140}) == ""


def test_one_line_takes_not_the_whole_market_though_its_phones_and_browsers_change() -> None:
    """Half of each of eight kinds of goods is the most; the ninth asks for a proof."""
    has = [_has(n, 5, 5, phone=str(n), browser=str(n)) for n in range(7)]
    assert unfair_share(ASKER, has, {70: 5}, {70: 10}) == ""
    has.append(_has(8, 5, 5, phone="8"))
    assert unfair_share(ASKER, has, {70: 1}, {70: 10}) == "line"


def test_one_phone_and_one_browser_have_less_than_a_line() -> None:
    has = [_has(n, 5, 5, phone="phone", line=f"another {n}") for n in range(4)]
    assert unfair_share(ASKER, has, {70: 1}, {70: 10}) == "phone"
    has = [_has(n, 5, 5, browser="browser", line=f"another {n}") for n in range(4)]
    assert unfair_share(ASKER, has, {70: 1}, {70: 10}) == "browser"


def test_many_small_orders_are_many_all_the_same() -> None:
    has = [_has(n, 1, 10_000, phone="phone") for n in range(MOST_LINES["phone"])]
    assert unfair_share(ASKER, has[1:], {70: 1}, {70: 10_000}) == ""
    assert unfair_share(ASKER, has, {70: 1}, {70: 10_000}) == "phone"
    assert unfair_share(Asker("another", None, None), has, {70: 1}, {70: 10_000}) == ""
