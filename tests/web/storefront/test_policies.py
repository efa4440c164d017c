"""Policy pages for everyone."""

import pytest
from flask import Flask

from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.transactions import transaction
from marketplace.rules.policy_pages import SLUGS
from marketplace.site.services import change_settings
from tests.pages import Browser
from tests.visitors import Visitor


def test_each_of_the_thirteen_disclosures_is_linked_in_the_footer_and_opens(app: Flask, visitor: Visitor) -> None:
    page = Browser(visitor).open("/policies")
    footer = page.html.split("<footer")[1]
    for slug in SLUGS:
        assert f'href="/policies/{slug}"' in footer
        assert visitor.get(f"/policies/{slug}").status_code == 200, slug


def test_they_read_in_english_too(app: Flask, visitor: Visitor) -> None:
    page = Browser(visitor).open("/policies/bao-ve-du-lieu?lang=en")
    page.sees("Personal data", "The operator" if "The operator" in page.text else "We use no third-party trackers")


def test_the_owner_page_tells_the_facts_or_that_they_are_to_come(app: Flask, visitor: Visitor) -> None:
    page = Browser(visitor).open("/policies/chu-so-huu").sees("đang cập nhật")
    with transaction():
        change_settings({"owner_name": "Hội LHPN tỉnh", "hotline": "0237 3852 123"}, actor=SYSTEM_ACTOR)
    page.open("/policies/chu-so-huu").sees("Hội LHPN tỉnh", "0237 3852 123")


def test_the_payment_page_follows_the_settings(app: Flask, visitor: Visitor) -> None:
    page = (
        Browser(visitor).open("/policies/gia-va-thanh-toan").sees("Tiền đi thẳng tới người bán", "chưa nhận đặt hàng")
    )
    with transaction():
        change_settings({"takes_orders_unregistered": True, "cod_enabled": False}, actor=SYSTEM_ACTOR)
    page.open("/policies/gia-va-thanh-toan").sees("Đang nhận chuyển khoản bằng mã VietQR, thẻ ngân hàng")
    with transaction():
        change_settings({"money_flow": "listing_only"}, actor=SYSTEM_ACTOR)
    page.open("/policies/gia-va-thanh-toan").sees("Chỉ giới thiệu", "chưa nhận đặt hàng")


@pytest.mark.parametrize("path", ["/policies/khong-co", "/policies/..%2f", "/policies/kiem-hang?version=9"])
def test_what_is_not_there_is_not_found(app: Flask, visitor: Visitor, path: str) -> None:
    assert visitor.get(path).status_code == 404


@pytest.mark.parametrize("version", ["x", "-1", "1'", "٣", "99999999999999999999"])
def test_odd_versions_are_not_found(app: Flask, visitor: Visitor, version: str) -> None:
    assert visitor.get("/policies/kiem-hang", query_string={"version": version}).status_code == 404


def test_reading_leaves_no_cookie(app: Flask, visitor: Visitor) -> None:
    answer = visitor.get("/policies/kiem-hang")
    assert "Set-Cookie" not in answer.headers


def test_without_own_colours_there_is_no_sheet(app: Flask, visitor: Visitor) -> None:
    assert "/brand/" not in visitor.get("/policies").get_data(as_text=True)
    assert visitor.get("/brand/x.css").get_data(as_text=True) == ""
