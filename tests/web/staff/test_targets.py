"""Targets and starting figures: set by those who may, shown with their year and source, each unit's own."""

import pytest
from flask import Flask

from marketplace.core.db import session
from marketplace.programme.models import Baseline, Target
from tests.builders import BIEN_THUONG, HAC_THANH, unit_of
from tests.days import this_year
from tests.outcomes import make_outcome, sheet_of, signed_in

PAGE = "/staff/programmes/2415"
TARGETS, BASELINES = "Lưu chỉ tiêu", "Lưu số liệu gốc"
SOURCE = "Báo cáo tổng kết năm 2025"
DAY = "15/01/2026"
GIVEN = {"source": "Kế hoạch số 12/KH-BTV", "day": DAY, "giver": "Hội LHPN Việt Nam"}


def baselines() -> dict[tuple[int, str], tuple[int, int, str]]:
    session.rollback()
    session.expire_all()
    return {(row.unit_id, row.indicator): (row.value, row.year, row.source) for row in session.query(Baseline)}


def fields(kind: str, **typed: str) -> dict[str, str]:
    return {f"{kind}-{name}": text for name, text in typed.items()}


def test_targets_are_set_shown_and_measured(app: Flask) -> None:
    make_outcome()
    page = signed_in(app, "province").open(f"{PAGE}/targets?unit=38&period={this_year()}")
    typed = fields("target", women_supported="4", revenue="1 triệu", **GIVEN)
    page.press(TARGETS, **typed).sees("Đã lưu chỉ tiêu.", "50,0%", "20,0%", f"giao {DAY}")
    assert 'title="1.000.000đ"' in page.html
    session.rollback()
    assert {row.indicator: row.value for row in session.query(Target)} == {"women_supported": 4, "revenue": 1_000_000}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"women_supported": "nhiều", **GIVEN}, "Vui lòng nhập một số nguyên"),
        ({"women_supported": "-3", **GIVEN}, "Vui lòng nhập một số nguyên"),
        ({"women_supported": "1e9", **GIVEN}, "Vui lòng nhập một số nguyên"),
        ({"women_supported": "28.5", **GIVEN}, "“28.5” là 28,5 hay 285? Ở đây chỉ ghi số nguyên"),
        ({"women_supported": "5đ", **GIVEN}, "Vui lòng nhập một số nguyên"),
        ({"revenue": "1.250 triệu", **GIVEN}, "“1.250 triệu” là 1.250.000đ hay 1.250.000.000đ?"),
        ({"revenue": "99999 tỷ", **GIVEN}, "Vui lòng nhập một số nguyên"),
        ({"women_supported": "120", **GIVEN, "source": ""}, "Vui lòng ghi văn bản giao chỉ tiêu"),
        ({"women_supported": "120", **GIVEN, "day": ""}, "Vui lòng nhập ngày của văn bản"),
        ({"women_supported": "120", **GIVEN, "day": "hôm qua"}, "Vui lòng nhập ngày của văn bản"),
        ({"women_supported": "120", **GIVEN, "day": "01/01/2100"}, "Vui lòng nhập ngày của văn bản"),
        ({"women_supported": "120", **GIVEN, "giver": " "}, "Vui lòng ghi nơi giao chỉ tiêu"),
        ({"women_supported": "120", **GIVEN, "giver": "á" * 121}, "nhiều nhất 120 chữ cái"),
    ],
)
def test_a_target_that_cannot_be_is_said_and_kept(app: Flask, typed: dict[str, str], words: str) -> None:
    page = signed_in(app, "province").open(f"{PAGE}/targets")
    page.press(TARGETS, **fields("target", **typed)).sees(words, status=422)
    assert page.text.count(words) >= 2
    assert [page.form(TARGETS).fields[f"target-{name}"] for name in typed] == list(typed.values())
    assert session.query(Target).count() == 0


def test_a_baseline_is_entered_and_shown_with_year_and_source(app: Flask) -> None:
    page = signed_in(app, "province").open(f"{PAGE}/targets?unit=38&period={this_year()}")
    typed = fields("baseline", women_supported="82", revenue="9.220.000", year="2025", source=SOURCE)
    page.press(BASELINES, **typed).sees(
        "Đã lưu số liệu gốc.", "82", "9,22", "năm 2025", f"Nguồn số liệu gốc: {SOURCE}."
    )
    home = unit_of("38").id
    assert baselines() == {
        (home, "women_supported"): (82, 2025, SOURCE),
        (home, "revenue"): (9_220_000, 2025, SOURCE),
    }
    table = sheet_of(page, f"{PAGE}/table.xlsx?unit=38&period={this_year()}")
    [row] = [row for row in table if row[1] == "Số phụ nữ được hỗ trợ"]
    assert row[3] == 82 and row[10] == f"số liệu gốc: năm 2025, {SOURCE}"


def test_a_commune_never_reads_the_provinces_baseline(app: Flask) -> None:
    page = signed_in(app, "province").open(f"{PAGE}/targets?unit=38&period={this_year()}")
    page.press(BASELINES, **fields("baseline", women_supported="8217", year="2025", source=SOURCE))
    commune = unit_of(BIEN_THUONG)
    page.open(f"{PAGE}?unit={commune.code}&period={this_year()}").sees("Đơn vị này chưa ghi số liệu gốc.")
    assert "8.217" not in page.text
    table = sheet_of(page, f"{PAGE}/table.xlsx?unit={commune.code}&period={this_year()}")
    assert [row[3] for row in table if row[1] == "Số phụ nữ được hỗ trợ"] == [None]
    assert page.open(f"{PAGE}/targets?unit={commune.code}").form(BASELINES).fields["baseline-women_supported"] == ""


def test_a_baseline_is_changed_and_wiped(app: Flask) -> None:
    page, address = signed_in(app, "province"), f"{PAGE}/targets?unit={unit_of(BIEN_THUONG).code}&period={this_year()}"
    page.open(address).press(
        BASELINES, **fields("baseline", women_supported="4", revenue="5000", year="2025", source="Sổ")
    )
    page.open(address).press(BASELINES, **fields("baseline", women_supported="", revenue="6000"))
    assert baselines() == {(unit_of(BIEN_THUONG).id, "revenue"): (6000, 2025, "Sổ")}
    page.open(address).press(BASELINES, **fields("baseline", revenue="", source="")).sees("Đã lưu số liệu gốc.")
    assert baselines() == {}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"revenue": "nhiều"}, "Vui lòng nhập một số nguyên"),
        ({"year": "25"}, "Vui lòng nhập năm bằng bốn chữ số"),
        ({"year": "1999"}, "Vui lòng nhập năm bằng bốn chữ số"),
        ({"year": "٢٠٢٥"}, "Vui lòng nhập năm bằng bốn chữ số"),
        ({"year": "2100"}, "Vui lòng nhập năm bằng bốn chữ số"),
        ({"source": " "}, "Vui lòng ghi nguồn của số liệu gốc"),
        ({"source": "á" * 201}, "Mời viết ngắn lại, nhiều nhất 200 chữ cái."),
    ],
)
def test_a_baseline_that_cannot_be_is_said_and_kept(app: Flask, typed: dict[str, str], words: str) -> None:
    sound = {"women_supported": "82", "year": "2025", "source": SOURCE}
    page = signed_in(app, "province").open(f"{PAGE}/targets")
    page.press(BASELINES, **fields("baseline", **{**sound, **typed})).sees(words, status=422)
    assert page.text.count(words) >= 2
    assert page.form(BASELINES).fields["baseline-women_supported"] == "82"
    assert baselines() == {}


def test_the_level_above_gives_a_communes_targets_and_table_and_file_say_so(app: Flask) -> None:
    """With the document, who gave it and its day (8.4)."""
    commune = unit_of(BIEN_THUONG)
    page = signed_in(app, "province").open(f"{PAGE}/targets?unit={commune.code}&period={this_year()}")
    page.sees("Nơi giao: Hội LHPN tỉnh Thanh Hóa")
    page.press(TARGETS, **fields("target", women_supported="4", source="KH số 12", day=DAY))
    given = f"KH số 12, Hội LHPN tỉnh Thanh Hóa giao ngày {DAY}"
    page.sees("Đã lưu chỉ tiêu.", f"Văn bản giao chỉ tiêu: {given}.", f"giao {DAY}")
    table = sheet_of(page, f"{PAGE}/table.xlsx?unit={commune.code}&period={this_year()}")
    [row] = [row for row in table if row[1] == "Số phụ nữ được hỗ trợ"]
    assert row[4] == 4 and row[10] == f"chỉ tiêu: {given}"
    own = signed_in(app, "commune").open(f"{PAGE}?period={this_year()}")
    own.sees(f"Văn bản giao chỉ tiêu: {given}.")
    assert not own.has_link("Giao chỉ tiêu") and own.has_link("Ghi nhận hỗ trợ")


def test_a_commune_reads_its_targets_and_changes_neither_them_nor_its_baseline(app: Flask) -> None:
    """8.4"""
    commune = unit_of(BIEN_THUONG)
    page = signed_in(app, "province").open(f"{PAGE}/targets?unit={commune.code}&period={this_year()}")
    page.press(TARGETS, **fields("target", women_supported="40", source="KH số 12", day=DAY))
    own = signed_in(app, "commune")
    own.open(f"{PAGE}/targets").sees("Chỉ tiêu và số liệu gốc của đơn vị này do cấp trên giao.", "40")
    lowered = fields("target", women_supported="1", **GIVEN)
    assert own.visitor.post(f"{PAGE}/targets?period={this_year()}", lowered).status_code == 403
    began = fields("baseline", women_supported="39", year="2025", source="BC")
    assert own.visitor.post(f"{PAGE}/baselines", began).status_code == 403
    session.rollback()
    assert [row.value for row in session.query(Target)] == [40] and baselines() == {}


def test_what_was_given_by_another_document_keeps_it(app: Flask) -> None:
    address = f"{PAGE}/targets?unit={unit_of(BIEN_THUONG).code}&period={this_year()}"
    page = signed_in(app, "province").open(address)
    page.press(TARGETS, **fields("target", women_supported="4", revenue="5000", source="KH 12", day=DAY))
    page.open(address).press(TARGETS, **fields("target", revenue="6000", source="KH 30", day=DAY))
    session.rollback()
    assert {row.indicator: row.source for row in session.query(Target)} == {
        "women_supported": "KH 12",
        "revenue": "KH 30",
    }
    page.open(address).press(TARGETS, **fields("target", source="KH 30a", day=DAY))
    session.rollback()
    assert {row.source for row in session.query(Target)} == {"KH 30a"}


def test_nobody_sets_figures_above_her_own_unit(app: Flask) -> None:
    page = signed_in(app, "commune")
    typed = {
        **fields("target", women_supported="5", **GIVEN),
        **fields("baseline", women_supported="5", year="2025", source="BC"),
    }
    for form in ("targets", "baselines"):
        assert page.visitor.post(f"{PAGE}/{form}?unit=38", typed).status_code == 404
        assert page.visitor.post(f"{PAGE}/{form}?unit={unit_of(HAC_THANH).code}", typed).status_code == 404
    assert session.query(Target).count() == 0 and baselines() == {}


@pytest.mark.parametrize("kind", ["operator", "customer"])
def test_only_officers_set_figures(app: Flask, kind: str) -> None:
    page = signed_in(app, kind)
    for form in ("targets", "baselines"):
        assert page.visitor.post(f"{PAGE}/{form}", {"target-source": "x"}).status_code == 403
    assert session.query(Target).count() == 0 and baselines() == {}
