"""A figure by two dimensions on the page: totals, cells that open their lists, the workbook, and groups of communes."""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from marketplace.association.scope import EVERYTHING
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.programme.models import UnitGroup
from marketplace.programme.queries import get_programme
from marketplace.programme.services import record_support
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, unit_of
from tests.outcomes import sheet_of, signed_in
from tests.pages import Browser

BY: Any = {"actor": Actor(OFFICER, 1), "scope": EVERYTHING}
LIST = "/staff/programmes/939/women_supported"
ASKED = "unit=38&period=2024"
MIXED = "15853"


@pytest.fixture
def women(app: Flask) -> None:
    with transaction():
        for number, (area, year) in enumerate(
            [(BIEN_THUONG, 1990), (BIEN_THUONG, 1992), (HAC_THANH, 1960), (HAC_THANH, None), (MIXED, 1991)]
        ):
            person = make_person(f"Chị Số {number}", birth_year=year)
            record_support(get_programme("939"), person, unit_of(area), kind="loan", given_on=date(2024, 5, 1), **BY)


def table_of(page: Browser) -> str:
    return page.html.partition("<tbody>")[2].partition("</tbody>")[0]


def test_two_dimensions_add_up_and_each_cell_opens_its_list(app: Flask, women: None) -> None:
    page = signed_in(app, "province").open(f"{LIST}?{ASKED}").follow("Phân tổ")
    page.press("Xem", by="age_band", **{"and": "commune_kind"}).sees("30–39 tuổi", "từ 60 tuổi", "chưa rõ", "Cộng")
    rows = sheet_of(page, f"{LIST}/parts.xlsx?{ASKED}&by=age_band&and=commune_kind")
    [head] = [row for row in rows if row[0] == "Nhóm tuổi"]
    figures = {row[0]: row[1:] for row in rows if row[0] in ("30–39 tuổi", "từ 60 tuổi", "chưa rõ", "Cộng")}
    assert head[1:] == ("xã", "phường", "Cộng") and figures["Cộng"][-1] == 5
    assert [sum(row[n] for name, row in figures.items() if name != "Cộng") for n in range(3)] == list(figures["Cộng"])
    narrowed = page.open(f"{LIST}?{ASKED}&by=age_band&part=30-39&by=commune_kind&part=xa")
    narrowed.sees("Chỉ hiện: Nhóm tuổi: 30–39 tuổi; Loại xã, phường: xã")
    assert narrowed.html.count("<tr data-row") == figures["30–39 tuổi"][0]
    narrowed.open(f"{LIST}?{ASKED}&by=age_band&part=%3F").sees("1 người", "Chị Số 3", "chưa rõ")
    assert len([r for r in sheet_of(page, f"{LIST}/list.xlsx?{ASKED}&by=age_band&part=%3F") if r[0] == 1]) == 1


def test_the_list_by_old_district_asks_only_where_communes_of_two_came_together(app: Flask, women: None) -> None:
    page = signed_in(app, "province").open(f"{LIST}/parts?{ASKED}&by=former_district")
    page.sees("Huyện Vĩnh Lộc", "Thành phố Thanh Hóa", "chưa rõ")
    page.follow("Huyện cũ của xã, phường")
    assert page.html.count('<select class="input" id="unit-') == 5
    unit = unit_of(MIXED)
    page.press("Lưu huyện cũ", **{f"unit-{unit.id}": "Huyện Thiệu Hóa"}).sees("Đã lưu")
    page.open(f"{LIST}/parts?{ASKED}&by=former_district").sees("Huyện Thiệu Hóa")
    assert '<th scope="row">chưa rõ' not in page.html
    page.open(f"{LIST}?{ASKED}&by=former_district&part=Huyện Thiệu Hóa").sees("1 người", "Chị Số 4")
    assert page.visitor.post("/staff/programmes/groups/district", {f"unit-{unit.id}": "Huyện Xa"}).status_code == 422
    page.open("/staff/programmes/groups/district").press("Lưu huyện cũ", **{f"unit-{unit.id}": ""}).sees("Đã lưu")
    page.press("Lưu huyện cũ").sees("Không có gì thay đổi")
    assert session.query(UnitGroup).filter_by(ended_at=None).count() == 0 and session.query(UnitGroup).count() == 1


def test_clusters_are_put_together_and_counted(app: Flask, women: None) -> None:
    page = signed_in(app, "province").open("/staff/programmes/groups/cluster")
    page.press("Lưu cụm", name="Cụm 3").sees("ít nhất một xã", status=422)
    assert 'value="Cụm 3"' in page.html
    units = [str(unit_of(BIEN_THUONG).id), str(unit_of(HAC_THANH).id)]
    assert page.visitor.post("/staff/programmes/groups/cluster", {"name": "Cụm 3", "units": units}).status_code == 303
    page.open("/staff/programmes/groups/cluster").sees("(Cụm 3)")
    page.open(f"{LIST}/parts?{ASKED}&by=cluster").sees("Cụm 3", "chưa rõ")
    assert ">4</a>" in table_of(page) and ">1</a>" in table_of(page)


def test_an_operator_sees_few_women_hidden_and_no_list_of_them(app: Flask, women: None) -> None:
    page = (
        signed_in(app, "operator").open(f"{LIST}/parts?{ASKED}&by=age_band&and=commune_kind").sees("ẩn", "dưới 5 chị")
    )
    assert "part=" not in page.html
    assert page.open(f"{LIST}?{ASKED}&by=age_band&part=30-39").status == 404


def test_unknown_dimensions_and_strangers_are_refused(app: Flask, women: None) -> None:
    page = signed_in(app, "province")
    for asked in ("by=gold", "by=age_band&and=gold", "by=goods_category"):
        assert page.open(f"{LIST}/parts?{ASKED}&{asked}").status == 404
    assert page.open("/staff/programmes/groups/gold").status == 404
    commune = signed_in(app, "commune")
    assert commune.open(f"{LIST}/parts?{ASKED}").status == 404
    assert (
        commune.visitor.post("/staff/programmes/groups/cluster", {"name": "Cụm 1", "units": ["1"]}).status_code == 403
    )
    commune.open(f"{LIST}/parts?period=2024").sees("Biện Thượng")
    assert session.query(UnitGroup).count() == 0
