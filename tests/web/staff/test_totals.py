"""Totals without a list: shown apart on page, file and command; put right, withdrawn, replaced; kept as history."""

import pytest
from click.testing import CliRunner
from flask import Flask

from marketplace.cli import report
from marketplace.cli.command import group
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.programme.models import StatedTotal
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, unit_of
from tests.outcomes import make_support, sheet_of, signed_in
from tests.pages import Browser

PAGE = "/staff/programmes/939/totals?unit=38&period=2024"
GIVEN = {
    "indicator": "women_supported",
    "period": "2024",
    "value": "7.192",
    "source": "Báo cáo số 15/BC-BTV",
    "source_on": "8/3/2024",
}
LABEL = "Số tổng, chưa có danh sách"


def enter(page: Browser, **other: str) -> Browser:
    return page.open(PAGE).press("Lưu số tổng", **(GIVEN | other))


def open_total(page: Browser) -> Browser:
    return page.open(PAGE).follow("Số phụ nữ được hỗ trợ")


def cells(page: Browser) -> list[tuple[object, ...]]:
    rows = sheet_of(page, "/staff/programmes/939/table.xlsx?unit=38&period=2024")
    return [row for row in rows if row[1] in ("Số phụ nữ được hỗ trợ", LABEL)]


def test_a_total_stands_apart_and_is_never_added(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    page = signed_in(app, "province")
    enter(page).sees("Đã ghi số tổng", "7.192 người", "Báo cáo số 15/BC-BTV, 08/03/2024")
    page.open("/staff/programmes/939?unit=38&period=2024").sees(f"{LABEL} (Năm 2024; Báo cáo số 15/BC-BTV)", "7.192")
    counted, total = cells(page)
    assert counted[5:8] == (0, 0, 0) and total[0] is None and total[5:8] == (7192, 7192, 7192)
    assert "Báo cáo số 15/BC-BTV ngày 08/03/2024" in str(total[10])
    monkeypatch.setattr(report, "create_app", lambda: app)
    asked = ["report", "run", "programme-results", "--programme", "939", "--area", "38", "--format", "csv"]
    told = CliRunner().invoke(group, [*asked, "--until", "2024-12-31"])
    assert "7192" not in told.output and "women_supported,Số phụ nữ được hỗ trợ,0,người,1" in told.output
    told = CliRunner().invoke(group, [*asked, "--until", "2024-12-31", "--with-totals"])
    [line] = [line for line in told.output.splitlines() if line.startswith("women_supported:total")]
    assert "số tổng, chưa có danh sách: 2024" in line and ",7192," in line
    assert "7192" not in CliRunner().invoke(group, [*asked, "--until", "2024-12-30", "--with-totals"]).output


def test_it_is_shown_only_in_windows_that_hold_its_days_and_only_for_its_own_unit(app: Flask) -> None:
    page = signed_in(app, "province")
    enter(page)
    assert LABEL in page.open("/staff/programmes/939?unit=38&period=2025-Q1").html.partition("<tbody>")[2]
    rows = sheet_of(page, "/staff/programmes/939/table.xlsx?unit=38&period=2025-Q1")
    [row] = [row for row in rows if row[1] == LABEL]
    assert row[5:8] == (None, None, 7192)
    for other in ("unit=38&period=2024-Q1", f"unit={unit_of(BIEN_THUONG).code}&period=2024"):
        table = page.open(f"/staff/programmes/939?{other}").html.partition("<tbody>")[2].partition("</tbody>")[0]
        assert LABEL not in table


def test_a_correction_keeps_the_old_number_and_the_reason(app: Flask) -> None:
    page = signed_in(app, "province")
    enter(page)
    changed = {"value": "7.200", "source": "Báo cáo số 16", "source_on": "9/3/2024"}
    open_total(page).press("Lưu số đã sửa", **changed, why="").sees("vì sao sửa", status=422)
    assert 'value="7.200"' in page.html
    page.press("Lưu số đã sửa", **changed, why="Cộng sót một huyện").sees("Đã sửa", "7.200 người")
    page.open(PAGE).sees("7.192 người", "Đã sửa thành số khác. Cộng sót một huyện")
    first, second = session.query(StatedTotal).order_by(StatedTotal.id)
    assert (first.value, first.ended_how, second.value, second.ended_at) == (7192, "corrected", 7200, None)


def test_the_list_arrives_and_the_total_leaves_the_table(app: Flask) -> None:
    page = signed_in(app, "province")
    enter(page)
    with transaction():
        make_support(make_person())
    open_total(page).sees("Hồ sơ của cùng kỳ đếm được")
    page.press("Thôi hiện số tổng này", why="Đã nhập").sees("Mời chọn một trong hai", status=422)
    page.press("Thôi hiện số tổng này", how="listed", why="Đã nhập 46 lớp").sees("không còn hiện", "Đã có danh sách")
    [total] = session.query(StatedTotal)
    assert (total.ended_how, total.ended_why) == ("listed", "Đã nhập 46 lớp") and len(cells(page)) == 1
    page.open(f"/staff/programmes/totals/{total.id}").sees("Số này không còn hiện ở bảng chỉ tiêu")
    assert "Lưu số đã sửa" not in page.html
    enter(page).sees("Đã ghi số tổng")


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"indicator": ""}, "Mời chọn chỉ tiêu"),
        ({"period": ""}, "Mời chọn kỳ"),
        ({"value": ""}, "Vui lòng nhập số tổng"),
        ({"value": "nhiều"}, "Vui lòng nhập một số nguyên"),
        ({"value": "-5"}, "Vui lòng nhập một số nguyên"),
        ({"source": ""}, "Vui lòng ghi văn bản"),
        ({"source_on": "31/02/2024"}, "Không có ngày 31/02/2024"),
        ({"source_on": "1/1/2090"}, "Ngày này chưa tới"),
        ({"source_on": "31/12/2023"}, "Văn bản có trước khi kỳ này bắt đầu"),
    ],
)
def test_what_is_missing_is_asked_and_nothing_typed_is_lost(app: Flask, other: dict[str, str], said: str) -> None:
    page = enter(signed_in(app, "province"), **other).sees(said, status=422)
    assert session.query(StatedTotal).count() == 0
    if "source" not in other:
        assert 'value="Báo cáo số 15/BC-BTV"' in page.html


def test_a_part_of_a_year_is_shown_as_a_part_and_is_never_more_than_it(app: Flask) -> None:
    page = signed_in(app, "province")
    enter(page)
    quarter = {"period": "2024-Q1", "source_on": "8/3/2024"}
    enter(page, **quarter, value="7.193").sees("Kỳ này nằm trong Năm 2024, số ấy là 7.192", status=422)
    enter(page, **quarter, value="500").sees("Số này nằm trong số của Năm 2024, không cộng thêm.")
    page.sees("Quý I năm 2024 (nằm trong số của Năm 2024, không cộng thêm)")
    page.open("/staff/programmes/939?unit=38&period=2024").sees("nằm trong số của Năm 2024, không cộng thêm")
    assert sorted(row[5] for row in cells(page)) == [0, 500, 7192]  # each on its own line, never added up
    assert sum("nằm trong số của Năm 2024" in str(row[10]) for row in cells(page)) == 1
    [year] = session.query(StatedTotal).filter_by(period="2024")
    page.open(f"/staff/programmes/totals/{year.id}")
    less = {"value": "499", "source": "Báo cáo số 17", "source_on": "9/3/2024", "why": "Nhầm"}
    page.press("Lưu số đã sửa", **less).sees("Kỳ này gồm cả Quý I năm 2024, số ấy là 500", status=422)
    old = less | {"value": "600", "source_on": "1/2/2021"}
    page.press("Lưu số đã sửa", **old).sees("Văn bản có trước khi kỳ này bắt đầu", status=422)
    assert [total.value for total in session.query(StatedTotal)] == [7192, 500]


def test_totals_of_two_levels_are_said_not_to_be_added(app: Flask) -> None:
    enter(signed_in(app, "province"))
    page = signed_in(app, "commune").open("/staff/programmes/939/totals?period=2024")
    page.press("Lưu số tổng", **(GIVEN | {"value": "30"})).sees("Đơn vị cấp trên hoặc cấp dưới cũng có số tổng")
    assert session.query(StatedTotal).count() == 2


def test_the_same_total_is_not_entered_twice(app: Flask) -> None:
    page = signed_in(app, "province")
    enter(page)
    enter(page, value="8.000").sees("Kỳ này đã có số tổng", status=422)
    assert [total.value for total in session.query(StatedTotal)] == [7192]


def test_an_officer_of_elsewhere_finds_none_and_changes_nothing(app: Flask) -> None:
    enter(signed_in(app, "province"))
    [total] = session.query(StatedTotal)
    stranger = signed_in(app, "commune", HAC_THANH)
    for path in (f"/staff/programmes/totals/{total.id}", PAGE):
        assert stranger.open(path).status == 404
    own = f"/staff/programmes/939/totals?unit={unit_of(HAC_THANH).code}&period=2024"
    stranger.open(own).press("Lưu số tổng", **GIVEN).sees("Đã ghi số tổng")
    assert session.query(StatedTotal).filter_by(unit_id=unit_of("38").id, ended_at=None).count() == 1
    reader = signed_in(app, "operator").open(PAGE).sees("7.192 người")
    assert "Lưu số tổng" not in reader.html
