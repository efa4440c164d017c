"""The programme pages: every figure opens its list, list and file agree, targets are set by those who may."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from flask import Flask

from marketplace.association.scope import EVERYTHING
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.orders.queries import lock_shop_order
from marketplace.orders.services import fulfilment
from marketplace.payments.services.transfers import collect_cash
from marketplace.people.models import Person
from marketplace.programme.models import Target
from marketplace.programme.queries import get_programme
from marketplace.programme.reference import INDICATORS
from marketplace.programme.services import record_support
from marketplace.shops.models import Shop
from tests.builders import (
    BIEN_THUONG,
    HAC_THANH,
    make_customer,
    make_officer,
    make_operator,
    make_province_officer,
    make_seller,
    make_shop,
    unit_of,
)
from tests.pages import Browser
from tests.payments.making import seller_of
from tests.purchases import make_goods, make_order
from tests.visitors import Visitor

YEAR = str(today().year)
PAGE = "/staff/programmes/2415"


def support(person: Person, area_code: str = BIEN_THUONG) -> None:
    record_support(
        get_programme("2415"),
        person,
        unit_of(area_code),
        kind="training",
        given_on=max(date(today().year, 1, 1), today() - timedelta(days=60)),
        actor=Actor(OFFICER, 1),
        scope=EVERYTHING,
        idea="Trồng sâm Báo",
    )


@pytest.fixture
def outcome(app: Flask) -> str:
    """One supported woman of Xã Biện Thượng with a sale of 200.000đ, another without; gives the order's number."""
    with transaction():
        seller, idle = make_seller("Hoàng Thị Bưởi"), make_seller("Lê Thị Chờ", area_code=HAC_THANH)
        support(seller.person)
        support(idle.person, HAC_THANH)
        shop = make_shop("Bưởi chị Hoàng", seller=seller)
        order = make_order((make_goods("Bưởi Luận Văn", shop=shop), 2))
    with transaction():
        part = lock_shop_order(f"{order.number}-1", shop=session.get_one(Shop, shop.id))
        by = seller_of(shop)
        fulfilment.accept(part, by=by)
        fulfilment.pack(part, by=by)
        fulfilment.hand_over(part, by=by, carrier="own_delivery")
        fulfilment.deliver(part, by=by)
        collect_cash(part, by=by)
    return f"{order.number}-1"


def signed_in(app: Flask, kind: str, area_code: str = BIEN_THUONG) -> Browser:
    makers: dict[str, Any] = {
        "commune": lambda: make_officer(area_code),
        "province": make_province_officer,
        "operator": make_operator,
        "customer": make_customer,
    }
    with transaction():
        person = makers[kind]()
    return Browser(Visitor(app).sign_in(person))


def sheet_of(page: Browser, path: str) -> list[tuple[Any, ...]]:
    answer = page.visitor.get(path)
    assert answer.status_code == 200 and "attachment" in answer.headers["Content-Disposition"]
    sheet = openpyxl.load_workbook(BytesIO(answer.data)).active
    assert sheet is not None
    return list(sheet.iter_rows(values_only=True))


def test_the_three_programmes_with_their_decisions(app: Flask) -> None:
    page = signed_in(app, "province").open("/staff/programmes")
    page.sees("Đề án 939", "Đề án 2415", "Đề án 01", "Quyết định số 939/QĐ-TTg", "Nguồn")
    page.follow("Đề án 939").sees("Bảng chỉ tiêu Đề án 939")


@pytest.mark.parametrize("indicator", INDICATORS)
def test_figure_list_and_file_agree(app: Flask, outcome: str, indicator: str) -> None:
    page = signed_in(app, "province")
    page.open(f"{PAGE}/{indicator}?unit=38&period={YEAR}")
    rows = page.html.count("<tr data-row>")
    found = sheet_of(page, f"{PAGE}/{indicator}/list.xlsx?unit=38&period={YEAR}")
    in_file = [row for row in found if isinstance(row[0], int | float)]
    table = sheet_of(page, f"{PAGE}/table.xlsx?unit=38&period={YEAR}")
    [figure] = [
        row[5] for row in table if row[0] == INDICATORS.index(indicator) + 1 and isinstance(row[5], int | float)
    ]
    assert len(in_file) == rows == (2 if indicator == "women_supported" else 1)
    assert figure == (sum(row[6] for row in in_file) if indicator == "revenue" else len(in_file))
    if indicator == "revenue":
        assert figure == 200_000


def test_each_row_opens_its_record_without_the_customer(app: Flask, outcome: str) -> None:
    page = signed_in(app, "commune").open(f"{PAGE}/revenue").sees("Hoàng Thị Bưởi", "200.000đ", outcome)
    page.follow("Mở hồ sơ").sees(outcome, "200.000đ")
    assert "Trần Thị Mua" not in page.html and "912000111" not in page.html


def test_an_officer_sees_her_own_territory_only(app: Flask, outcome: str) -> None:
    page = signed_in(app, "commune", HAC_THANH)
    page.open(f"{PAGE}/women_supported").sees("Lê Thị Chờ")
    assert "Hoàng Thị Bưởi" not in page.html
    assert page.open(f"{PAGE}?unit={unit_of(BIEN_THUONG).code}").status == 404
    assert page.open(f"{PAGE}?unit=38").status == 404
    assert page.open(f"{PAGE}/revenue").sees("Chưa có hồ sơ nào trong kỳ này").html.count("<tr data-row>") == 0


def test_a_record_of_another_territory_is_not_found(app: Flask, outcome: str) -> None:
    page = signed_in(app, "province").open(f"{PAGE}/revenue").follow("Mở hồ sơ")
    stranger = signed_in(app, "commune", HAC_THANH)
    assert stranger.open(page.address).status == 404


def test_a_period_is_chosen_and_stays_in_the_links(app: Flask, outcome: str) -> None:
    page = signed_in(app, "province").open(PAGE)
    page.press("Xem", period=f"{YEAR}-Q1").sees("Quý")
    assert f"period={YEAR}-Q1" in page.html
    assert page.open(f"{PAGE}/revenue?period=2415").status == 404
    assert page.open(f"{PAGE}?period=1999").status == 404


@pytest.mark.parametrize("path", ["/staff/programmes/999", f"{PAGE}/gold", f"{PAGE}/gold/list.xlsx", f"{PAGE}?unit=x"])
def test_unknown_things_are_not_found(app: Flask, path: str) -> None:
    assert signed_in(app, "province").open(path).status == 404


def test_targets_are_set_shown_and_measured(app: Flask, outcome: str) -> None:
    page = signed_in(app, "province").open(f"{PAGE}/targets?unit=38&period={YEAR}")
    page.press("Lưu chỉ tiêu", women_supported="4", revenue="1 triệu", source="Kế hoạch số 12/KH-BTV")
    page.sees("Đã lưu chỉ tiêu.", "50,0%", "20,0%", "1.000.000đ")
    session.rollback()
    assert {row.indicator: row.value for row in session.query(Target)} == {"women_supported": 4, "revenue": 1_000_000}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"women_supported": "nhiều", "source": "KH 12"}, "Mời ghi một số nguyên"),
        ({"women_supported": "-3", "source": "KH 12"}, "Mời ghi một số nguyên"),
        ({"women_supported": "1e9", "source": "KH 12"}, "Mời ghi một số nguyên"),
        ({"women_supported": "120", "source": ""}, "Mời ghi văn bản giao chỉ tiêu"),
    ],
)
def test_a_target_that_cannot_be_is_said_and_kept(app: Flask, typed: dict[str, str], words: str) -> None:
    page = signed_in(app, "province").open(f"{PAGE}/targets")
    page.press("Lưu chỉ tiêu", **typed).sees(words, status=422)
    assert page.text.count(words) >= 2
    assert page.form("Lưu chỉ tiêu").fields["women_supported"] == typed["women_supported"]
    assert session.query(Target).count() == 0


def test_nobody_sets_targets_above_her_own_unit(app: Flask) -> None:
    page = signed_in(app, "commune")
    fields = {"women_supported": "5", "source": "KH 12"}
    assert page.visitor.post(f"{PAGE}/targets?unit=38", fields).status_code == 404
    assert page.visitor.post(f"{PAGE}/targets?unit={unit_of(HAC_THANH).code}", fields).status_code == 404
    assert session.query(Target).count() == 0


@pytest.mark.parametrize(("kind", "read", "write"), [("operator", 200, 403), ("customer", 403, 403)])
def test_who_may(app: Flask, kind: str, read: int, write: int) -> None:
    page = signed_in(app, kind)
    assert page.visitor.get(PAGE).status_code == page.visitor.get(f"{PAGE}/table.xlsx").status_code == read
    assert page.visitor.post(f"{PAGE}/targets", {"source": "x"}).status_code == write
