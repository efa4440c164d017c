"""Words for codes: every code has some, amounts are read back as people say them."""

from datetime import timedelta

import pytest
from flask import Flask
from flask_babel import force_locale

from marketplace.catalog import states
from marketplace.catalog.contents import PARTS as PARTS_OF_CONTENT
from marketplace.catalog.measures import CONTENT_UNITS as UNITS
from marketplace.catalog.measures import UnitPrice
from marketplace.catalog.queries import find_category
from marketplace.catalog.services.products import SCOPES
from marketplace.core.clock import today
from marketplace.web.words import catalogue


def test_every_code_has_its_words() -> None:
    assert set(catalogue.PARTS) == set(PARTS_OF_CONTENT)
    assert set(catalogue.PRODUCT_STATES) == states.PRODUCT.states()
    assert set(catalogue.DELIVERY_SCOPES) == set(SCOPES)
    assert set(catalogue.CONTENT_UNITS) == set(UNITS)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (150_000, "150.000đ: một trăm năm mươi nghìn đồng"),
        (98_500, "98.500đ: chín mươi tám nghìn năm trăm đồng"),
        (1_205_000, "1.205.000đ: một triệu hai trăm linh năm nghìn đồng"),
        (None, ""),
    ],
)
def test_amounts_are_read_back(app: Flask, amount: int | None, words: str) -> None:
    assert catalogue.dong_in_words(amount) == words


def test_unit_prices(app: Flask) -> None:
    assert catalogue.unit_price_words(UnitPrice(22_000, 100, "g")) == "22.000đ / 100 g"
    assert catalogue.unit_price_words(UnitPrice(42_500, 1000, "ml")) == "42.500đ / lít"
    assert catalogue.unit_price_words(UnitPrice(2_400, 1, "piece")) == "2.400đ / cái"
    assert catalogue.unit_price_words(None) == ""


def test_the_limits_of_sending(app: Flask) -> None:
    content = {"delivery_scope": "province", "max_transit_days": 2, "keeps_cold": True}
    assert catalogue.delivery_words(content) == [
        "Chỉ giao trong tỉnh",
        "Vận chuyển tối đa 2 ngày",
        "Phải giữ lạnh khi đi đường",
    ]
    content = {"delivery_scope": "nationwide", "max_transit_days": None, "keeps_cold": False}
    assert catalogue.delivery_words(content) == ["Gửi được cả nước"]


def test_a_paper_holds_through_its_last_day() -> None:
    assert catalogue.has_ended(None) is False
    assert catalogue.has_ended(today().isoformat()) is False
    assert catalogue.has_ended((today() - timedelta(days=1)).isoformat()) is True


def test_a_code_nobody_knows_is_shown_as_it_is(app: Flask) -> None:
    assert catalogue.label_field_name("moi") == "moi"
    assert catalogue.paper_name("moi") == "moi"
    assert catalogue.label_group_name(None) == ""


def test_categories_speak_both_languages(app: Flask) -> None:
    shelf = find_category("coi")
    assert shelf is not None
    with app.test_request_context("/"):
        with force_locale("vi"):
            assert catalogue.category_name(shelf) == "Đồ cói"
        with force_locale("en"):
            assert catalogue.category_name(shelf) == "Sedge weaving"
