"""Who proved nothing gets a fair share of what there is: by phone, by browser, by line (8.23)."""

from types import SimpleNamespace
from typing import Any

import pytest

from marketplace.inventory.shares import MOST_LINES, Asker, unfair_share

ASKER = Asker("phone", "browser", "line")


def _has(variant_id: int, quantity: int, left: int, lines: int = 1, **mine: bool) -> Any:
    """A row of what the line has; the phone's or the browser's too where it says so."""
    row = {"variant_id": variant_id, "left": left, "line": quantity, "line_lines": lines}
    for key in ("phone", "browser"):
        row |= {key: quantity if mine.get(key) else 0, f"{key}_lines": lines if mine.get(key) else 0}
    return SimpleNamespace(**row)


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
    assert unfair_share(ASKER, [_has(7, 60, 140, lines=60)], {7: 1}, {7: 140}) == ""


def test_one_line_takes_not_the_whole_market_though_its_phones_and_browsers_change() -> None:
    """Half of each of eight kinds of goods is the most; the ninth asks for a proof."""
    has = [_has(n, 5, 5) for n in range(7)]
    assert unfair_share(ASKER, has, {70: 5}, {70: 10}) == ""
    assert unfair_share(ASKER, [*has, _has(8, 5, 5)], {70: 1}, {70: 10}) == "line"


@pytest.mark.parametrize("key", ["phone", "browser"])
def test_one_phone_and_one_browser_have_less_than_a_line(key: str) -> None:
    has = [_has(n, 5, 5, **{key: True}) for n in range(4)]
    assert unfair_share(ASKER, has, {70: 1}, {70: 10}) == key
    assert unfair_share(Asker("phone", None, "line"), has, {70: 1}, {70: 10}) == ("phone" if key == "phone" else "")


def test_many_small_orders_are_many_all_the_same() -> None:
    def has(lines: int, **mine: bool) -> list[Any]:
        return [_has(7, lines, 10_000, lines=lines, **mine)]

    assert unfair_share(ASKER, has(MOST_LINES["phone"] - 1, phone=True), {7: 1}, {7: 10_000}) == ""
    assert unfair_share(ASKER, has(MOST_LINES["phone"], phone=True), {7: 1}, {7: 10_000}) == "phone"
    assert unfair_share(ASKER, has(MOST_LINES["line"]), {7: 1}, {7: 10_000}) == "line"
    assert unfair_share(ASKER, has(MOST_LINES["line"]), {7: 1}, {7: 10_000}, orders_of_line=1000) == ""
