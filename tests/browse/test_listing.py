from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from marketplace.browse.listing import Shelf, is_shown, listing_values, shelves_of, stock_state
from marketplace.browse.queries.sources import Source

NOW, TODAY = datetime(2026, 11, 21, tzinfo=UTC), date(2026, 11, 21)
SHELF = Shelf(7, 3, "Đồ cói Thủ công", is_open=True)
CONTENT: dict[str, Any] = {
    "name": "Chiếu cói",
    "category_id": 7,
    "photos": [{"public_id": "p1", "width": 800, "height": 600}],
    "certificates": [],
    "variants": [],
    "delivery_scope": "province",
    "season_note": "",
}


def source(**fields: Any) -> Source:
    content = CONTENT | fields.pop("content", {})
    values: dict[str, Any] = {
        "product_id": 1, "revision_id": 2, "slug": "chieu-coi", "status": "live", "first_live_at": None,
        "content": content, "shop_id": 5, "shop_slug": "s", "shop_name": "Chị Cói", "shop_status": "open",
        "owner": "Lê Thị Cói",
        "seller_status": "active", "area_code": "16093", "area_name": "Xã Nga Sơn", "province_code": "38",
        "variants": [(90_000, "đôi", 3), (70_000, "chiếc", 9)],
    }  # fmt: skip
    return Source(**(values | fields))


def values(of: Source, shelf: Shelf = SHELF) -> dict[str, Any]:
    return listing_values(of, shelf, TODAY, NOW)


def paper(stars: int, until: str | None, kind: str = "ocop") -> dict[str, Any]:
    return {"kind": kind, "stars": stars, "expires_on": until}


def test_a_card_shows_the_lowest_price_and_that_there_are_others() -> None:
    card = values(source())
    assert (card["price_dong"], card["unit"], card["has_more_prices"]) == (70_000, "chiếc", True)
    assert not values(source(variants=[(70_000, "", 1), (70_000, "", 1)]))["has_more_prices"]


@pytest.mark.parametrize(("left", "state"), [(-1, "out"), (0, "out"), (1, "few"), (5, "few"), (6, "in")])
def test_stock_in_words(left: int, state: str) -> None:
    assert stock_state(left) == state


def test_search_words_are_folded_and_hold_shop_and_shelf() -> None:
    card = values(source())
    assert card["folded_name"] == "chieu coi"
    assert card["folded"] == "chieu coi chi coi do coi thu cong"
    assert card["accented"] == "chiếu cói"


@pytest.mark.parametrize(
    ("papers", "stars"),
    [
        ([], None),
        ([paper(4, "2026-11-20")], None),
        ([paper(4, "2026-11-21")], 4),
        ([paper(3, None)], 3),
        ([paper(3, "2027-01-01"), paper(4, "2028-01-01")], 4),
        ([paper(4, None, "attp")], None),
    ],
)
def test_stars_come_from_a_certificate_that_holds_today(papers: list[dict[str, Any]], stars: int | None) -> None:
    assert values(source(content={"certificates": papers}))["ocop_stars"] == stars


@pytest.mark.parametrize(
    "fields",
    [{"status": "hidden"}, {"status": "blocked"}, {"shop_status": "closed"}, {"seller_status": "x"}, {"variants": []}],
)
def test_what_cannot_be_sold_is_not_shown(fields: dict[str, Any]) -> None:
    assert is_shown(source(), SHELF)
    assert not is_shown(source(**fields), SHELF)


def test_a_closed_shelf_shows_nothing() -> None:
    assert not is_shown(source(), replace(SHELF, is_open=False))


def test_a_product_without_photo_has_none() -> None:
    assert values(source(content={"photos": []}))["photo_public_id"] is None


def test_a_shelf_is_open_only_while_its_top_shelf_is() -> None:
    top = SimpleNamespace(id=1, parent_id=None, name="Rượu", is_enabled=False)
    below = SimpleNamespace(id=2, parent_id=1, name="Rượu nếp", is_enabled=True)
    shelves = shelves_of([top, below])
    assert not shelves[2].is_open and shelves[2].root_id == 1 and shelves[2].words == "Rượu nếp Rượu"
