from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from marketplace.browse.queries.shelf import (
    NEWEST,
    PRICE_DOWN,
    PRICE_UP,
    Card,
    CardPage,
    Filters,
    addresses,
    cards_by_id,
    home_cards,
    list_cards,
    others_of_shop,
)
from marketplace.core.clock import today
from marketplace.core.transactions import transaction
from tests.browse.shelf import put

MOMENT = datetime(2026, 11, 21, 3, tzinfo=UTC)


@pytest.fixture
def goods(app: Flask) -> None:
    with transaction():
        for number in range(1, 8):
            put(
                number,
                f"Món {number}",
                price_dong=[0, 50, 20, 20, 90, 10, 70, 30][number] * 1000,
                published_at=MOMENT - timedelta(days=10 - number) if number != 4 else MOMENT - timedelta(days=7),
                stock_state="out" if number == 2 else "in",
                area_code="15382" if number % 2 else "14797",
                category_id=2 if number < 5 else 3,
                root_category_id=1,
                shop_id=number % 3,
            )
        put(99, "Món giấu", is_shown=False)


def names(page: CardPage) -> list[int]:
    return [int(Card._make(row).name.split()[1]) for row in page.rows]


def walk(filters: Filters, sort: str, size: int) -> list[int]:
    found, cursor = [], None
    while True:
        page = list_cards(filters, sort, cursor, size)
        found += names(page)
        if page.next is None:
            return found
        cursor = page.next


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (NEWEST, [7, 6, 5, 4, 3, 2, 1]),
        (PRICE_UP, [5, 2, 3, 7, 1, 6, 4]),
        (PRICE_DOWN, [4, 6, 1, 7, 3, 2, 5]),
    ],
)
@pytest.mark.parametrize("size", [1, 2, 3, 7, 24])
def test_pages_walk_the_whole_list_once_in_order(goods: None, sort: str, order: list[int], size: int) -> None:
    assert walk(Filters(), sort, size) == order


@pytest.mark.parametrize("sort", [NEWEST, PRICE_UP, PRICE_DOWN])
def test_going_back_shows_the_page_before(goods: None, sort: str) -> None:
    first = list_cards(Filters(), sort, None, 2)
    second = list_cards(Filters(), sort, first.next, 2)
    third = list_cards(Filters(), sort, second.next, 2)
    back = list_cards(Filters(), sort, third.previous, 2)
    assert back.rows == second.rows and back.next and back.previous
    start = list_cards(Filters(), sort, back.previous, 2)
    assert start.rows == first.rows and start.previous is None


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(in_stock=True), [7, 6, 5, 4, 3, 1]),
        (Filters(area_code="14797"), [6, 4, 2]),
        (Filters(province_code="38"), [7, 6, 5, 4, 3, 2, 1]),
        (Filters(province_code="01"), []),
        (Filters(category_id=3), [7, 6, 5]),
        (Filters(root_category_id=1, area_code="15382", in_stock=True), [7, 5, 3, 1]),
        (Filters(shop_id=1), [7, 4, 1]),
    ],
)
def test_filters_narrow_and_equal_a_brute_count(goods: None, filters: Filters, found: list[int]) -> None:
    assert walk(filters, NEWEST, 2) == found


@pytest.mark.parametrize(
    "cursor", ["", "x", "AAAA", "eyJ4IjoxfQ", "WzFd", "a" * 5000, "'; drop table listing", "W25hbiwgMSwgMSwgMV0"]
)
def test_a_cursor_nobody_gave_out_is_the_first_page(goods: None, cursor: str) -> None:
    assert names(list_cards(Filters(), NEWEST, cursor, 3)) == [7, 6, 5]


def test_a_cursor_of_another_order_is_the_first_page(goods: None) -> None:
    other = list_cards(Filters(), PRICE_UP, None, 2).next
    assert names(list_cards(Filters(), PRICE_DOWN, other, 2)) == [4, 6]


def test_a_cursor_holds_while_goods_come_and_go(goods: None) -> None:
    first = list_cards(Filters(), NEWEST, None, 3)
    with transaction():
        put(50, "Món 50", published_at=MOMENT)
    assert names(list_cards(Filters(), NEWEST, first.next, 3)) == [4, 3, 2]


def test_stars_are_hidden_from_the_day_after_the_certificate_ends(app: Flask) -> None:
    with transaction():
        put(1, "Món 1", ocop_stars=4, ocop_until=today() - timedelta(days=1))
        put(2, "Món 2", ocop_stars=4, ocop_until=today())
        put(3, "Món 3", ocop_stars=3, ocop_until=None)
    assert [Card._make(row).ocop_stars for row in list_cards(Filters()).rows] == [3, 4, None]


def test_home_shows_the_newest_and_what_has_a_season(goods: None) -> None:
    with transaction():
        put(20, "Món 20", season_note="Chỉ có trước Tết", published_at=MOMENT - timedelta(days=90))
        put(21, "Món 21", season_note="Hết rồi", stock_state="out")
        put(22, "Món 22", season_note="Giấu", is_shown=False)
    new, season = home_cards(2, 5)
    assert [row[1] for row in new] == ["Món 7", "Món 6"]
    assert [(row[0], row[2]) for row in season] == [("Chỉ có trước Tết", "Món 20")]


def test_other_goods_of_a_shop(goods: None) -> None:
    assert [row[1] for row in others_of_shop(1, 4)] == ["Món 7", "Món 1"]


def test_cards_by_id_keep_the_order_asked_for(goods: None) -> None:
    assert [row[1] for row in cards_by_id([3, 99, 5, 1])] == ["Món 3", "Món 5", "Món 1"]
    assert cards_by_id([]) == ()


def test_addresses_for_the_sitemap(goods: None) -> None:
    assert len(addresses()) == 7 and addresses(2)[0][0].startswith("mon-7")
