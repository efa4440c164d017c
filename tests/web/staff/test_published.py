"""The register of printed figures: both public sets of Thanh Hóa beside the records, explained, entered, voided."""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from marketplace.association.scope import EVERYTHING
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.programme import reference
from marketplace.programme.models import PublishedFigure
from marketplace.programme.queries import get_programme
from marketplace.programme.services import record_support
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, unit_of
from tests.outcomes import signed_in
from tests.pages import Browser

BY: Any = {"actor": Actor(OFFICER, 1), "scope": EVERYTHING}
LIST = "/staff/programmes/published"
GIVEN = {
    "text": "3 chị được hỗ trợ",
    "value": "3",
    "published_in": "Báo Thanh Hóa",
    "published_on": "20/10/2024",
    "definition": "Lượt hỗ trợ",
    "held_against": "939/women_supported",
    "first_on": "1/1/2024",
    "last_on": "30/9/2024",
}


def support(*days: date) -> None:
    with transaction():
        for number, on in enumerate(days):
            unit = unit_of(BIEN_THUONG)
            record_support(get_programme("939"), make_person(f"Chị {number}"), unit, kind="loan", given_on=on, **BY)


def enter(page: Browser, **other: str) -> Browser:
    return page.open(f"{LIST}/new").press("Lưu số đã công bố", **(GIVEN | {"unit": "38"} | other))


def test_both_public_sets_stand_there_with_their_source(app: Flask) -> None:
    page = signed_in(app, "province").open(LIST)
    page.sees("7.192 phụ nữ", "1.012 doanh nghiệp", "156 mô hình", "305 ý tưởng", "103 ý tưởng", "6 ý tưởng", "212.013")
    page.sees("hơn 15.000", "800 doanh nghiệp", "72 HTX và 96 THT", "114 ý tưởng", "tháng 3/2024", "tháng 9/2023")
    with transaction():
        reference.load()
    assert session.query(PublishedFigure).count() == 11


def test_the_gap_to_the_records_of_the_same_days_opens_their_list(app: Flask) -> None:
    support(date(2018, 5, 5), date(2024, 3, 8), date(2024, 3, 9))
    page = signed_in(app, "province").open(LIST).follow("7.192 phụ nữ")
    page.sees("in nhiều hơn hồ sơ 7.190", "Từ 30/06/2017 đến 08/03/2024", "từ đầu Đề án")
    page.follow("Mở danh sách hồ sơ").sees("2 người")


def test_a_figure_is_entered_compared_and_explained(app: Flask) -> None:
    support(date(2024, 2, 2))
    page = enter(signed_in(app, "province")).sees("Đã ghi", "in nhiều hơn hồ sơ 2", "Từ 01/01/2024 đến 30/09/2024")
    page.press("Lưu lý do", note="").sees("Mời chọn một lý do", status=422)
    page.press("Lưu lý do", reason="twice", note="Một chị ở hai huyện").sees("Đã lưu lý do", "Trước đây tính trùng")
    support(date(2024, 4, 2), date(2024, 5, 2))
    page.open(LIST).sees("khớp với hồ sơ")


def test_more_than_a_number_is_met_by_more(app: Flask) -> None:
    support(*(date(2024, month, 2) for month in (1, 2, 3, 4)))
    enter(signed_in(app, "province"), is_at_least="y").sees("hơn 3", "khớp với hồ sơ")
    enter(signed_in(app, "province")).sees("in ít hơn hồ sơ 1")


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"text": ""}, "Vui lòng chép câu đã in"),
        ({"value": "nhiều"}, "Vui lòng nhập một số"),
        ({"published_on": "1/1/2090"}, "Ngày này chưa tới"),
        ({"last_on": "31/12/2023"}, "Ngày cuối trước ngày đầu"),
        ({"held_against": ""}, "Mời chọn Đề án và chỉ tiêu"),
    ],
)
def test_what_is_missing_is_asked_and_nothing_typed_is_lost(app: Flask, other: dict[str, str], said: str) -> None:
    page = enter(signed_in(app, "province"), **other).sees(said, status=422)
    assert 'value="Báo Thanh Hóa"' in page.html and session.query(PublishedFigure).filter_by(key="").count() == 0


def test_one_entered_by_mistake_is_voided_once_and_stays_readable(app: Flask) -> None:
    page = enter(signed_in(app, "province"))
    address = page.address
    page.press("Hủy số này", why="").sees("Vui lòng ghi lý do hủy", status=422)
    page.press("Hủy số này", why="Chép nhầm báo").sees("Đã hủy số ghi nhầm")
    assert "3 chị được hỗ trợ" not in page.text
    page.open(address).sees("đã hủy ngày", "Chép nhầm báo")
    assert page.visitor.post(f"{address}/void", {"why": "lại"}).status_code == 303
    [figure] = session.query(PublishedFigure).filter_by(key="")
    assert figure.voided_why == "Chép nhầm báo"


def test_an_officer_of_a_commune_keeps_her_own_and_finds_no_other(app: Flask) -> None:
    page = signed_in(app, "commune", HAC_THANH).open(LIST).sees("Chưa ghi số nào")
    [first, *_] = session.query(PublishedFigure).order_by(PublishedFigure.id)
    assert page.open(f"{LIST}/{first.id}").status == 404
    enter(page, unit=unit_of(HAC_THANH).code).sees("Đã ghi")
    assert signed_in(app, "commune", BIEN_THUONG).open(page.address).status == 404
    assert signed_in(app, "customer").open(LIST).status == 403
