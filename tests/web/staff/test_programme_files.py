"""The files of a programme: they hold what the page shows, and each download is one row of the trail."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from flask import Flask

from marketplace.accounts.models import SignIn
from marketplace.audit.models import AuditEntry
from marketplace.core.clock import now
from marketplace.core.db import session, writing
from marketplace.core.transactions import transaction
from marketplace.programme.models import Target
from marketplace.programme.queries import Tally, get_programme, list_indicators
from marketplace.programme.registries import INDICATORS, standard_positions
from marketplace.reporting.report import Report, plain
from marketplace.web.staff import programme_files
from marketplace.web.staff.programme_table import YEAR_TO_DATE, Figure
from tests.builders import BIEN_THUONG, HAC_THANH, unit_of
from tests.days import next_year, this_year
from tests.outcomes import make_outcome, sheet_of, signed_in

STANDARD_INDICATORS = tuple(standard_positions())
PAGE = "/staff/programmes/2415"
COLUMNS = {"": 5, "year": 6, "start": 7, "last-year": 9}  # of the table, by reach


@pytest.fixture(autouse=True)
def outcome(app: Flask) -> str:
    return make_outcome()


def exports() -> list[AuditEntry]:
    return session.query(AuditEntry).filter_by(action="programme.exported").order_by(AuditEntry.id).all()


@pytest.mark.parametrize("reach", COLUMNS)
@pytest.mark.parametrize("indicator", STANDARD_INDICATORS)
def test_figure_list_and_file_agree(app: Flask, indicator: str, reach: str) -> None:
    page, year = signed_in(app, "province"), next_year() if reach == "last-year" else this_year()
    asked = f"unit=38&period={year}"
    page.open(f"{PAGE}/{indicator}?{asked}&reach={reach}")
    rows = page.html.count("<tr data-row>")
    found = sheet_of(page, f"{PAGE}/{indicator}/list.xlsx?{asked}&reach={reach}")
    in_file = [row for row in found if isinstance(row[0], int | float)]
    table = sheet_of(page, f"{PAGE}/table.xlsx?{asked}")
    asked_for = [row.indicator for row in list_indicators(get_programme("2415"))]
    [figure] = [
        row[COLUMNS[reach]]
        for row in table
        if row[0] == asked_for.index(indicator) + 1 and isinstance(row[5], int | float)
    ]
    assert len(in_file) == rows == (2 if indicator == "women_supported" else 1)
    assert figure == (sum(row[6] for row in in_file) if indicator == "revenue" else len(in_file))
    if indicator == "revenue":
        assert figure == 200_000


def test_a_year_before_the_programme_is_left_open_with_the_reason(app: Flask) -> None:
    rows = sheet_of(signed_in(app, "province"), f"{PAGE}/table.xlsx?unit=38&period=2026")
    figures = [row for row in rows if isinstance(row[0], int | float)]
    assert [row[COLUMNS["last-year"]] for row in figures] == ["–"] * len(list_indicators(get_programme("2415")))
    assert any("Đề án bắt đầu năm 2026" in str(cell) for row in rows for cell in row)


def test_a_cell_holds_what_was_typed_without_what_no_file_may_hold() -> None:
    """Joined and newer emoji and soft hyphens are not torn apart on their way out (8.11)."""
    typed = "Nhà 👩‍👩‍👧‍👦 co\N{SOFT HYPHEN}op\nmới \U0001faea"
    assert plain(typed) == typed and plain("a\x00\x0b\x1f\ufffeb") == "ab"


def test_each_download_is_one_row_of_the_trail(app: Flask) -> None:
    rows = len(list_indicators(get_programme("2415")))
    page = signed_in(app, "province")
    page.fetch(f"{PAGE}/women_supported/list.xlsx?unit=38&period={this_year()}-Q4&reach=start")
    page.fetch(f"{PAGE}/table.xlsx?unit={unit_of(BIEN_THUONG).code}&period={this_year()}")
    unit, own = unit_of("38").name, unit_of(BIEN_THUONG).name
    assert [entry.details for entry in exports()] == [
        {
            "file": "list",
            "indicator": "women_supported",
            "unit": unit,
            "days": f"01/01/2026 – 31/12/{this_year()}",
            "records": 2,
        },
        {"file": "table", "unit": own, "days": f"01/01/{this_year()} – 31/12/{this_year()}", "records": rows},
    ]
    assert {entry.actor_kind for entry in exports()} == {"officer"} and all(entry.person_id for entry in exports())


def test_the_list_of_names_asks_for_a_fresh_sign_in(app: Flask) -> None:
    page = signed_in(app, "province")
    with transaction():
        for sign_in in session.query(SignIn):
            sign_in.fresh_at = now() - timedelta(minutes=16)
    answer = page.visitor.get(f"{PAGE}/revenue/list.xlsx?unit=38")
    assert answer.status_code in (302, 303) and answer.headers["Location"].startswith("/prove")
    assert exports() == []
    page.fetch(f"{PAGE}/table.xlsx")


def test_nothing_of_another_territory_leaves_in_a_file(app: Flask) -> None:
    page = signed_in(app, "commune", HAC_THANH)
    for file in ("table.xlsx", "women_supported/list.xlsx"):
        assert page.visitor.get(f"{PAGE}/{file}?unit=38").status_code == 404
        assert page.visitor.get(f"{PAGE}/{file}?unit={unit_of(BIEN_THUONG).code}").status_code == 404
    assert exports() == []
    rows = sheet_of(page, f"{PAGE}/women_supported/list.xlsx")
    assert [row[1] for row in rows if isinstance(row[0], int | float)] == ["Lê Thị Chờ"]


@pytest.mark.parametrize(("kind", "status"), [("operator", 200), ("customer", 403)])
def test_who_may(app: Flask, kind: str, status: int) -> None:
    page = signed_in(app, kind)
    assert page.visitor.get(f"{PAGE}/table.xlsx").status_code == status
    assert page.visitor.get(f"{PAGE}/revenue/list.xlsx").status_code == status
    assert len(exports()) == (2 if status == 200 else 0)


@pytest.mark.parametrize("file", ["table.xlsx", "women_supported/list.xlsx"])
def test_no_writer_waits_while_a_file_is_built(app: Flask, monkeypatch: pytest.MonkeyPatch, file: str) -> None:
    states: list[bool] = []
    built, page = programme_files.to_xlsx, signed_in(app, "province")

    def build(report: Report) -> bytes:
        states.append(writing.get())
        return built(report)

    monkeypatch.setattr(programme_files, "to_xlsx", build)
    page.fetch(f"{PAGE}/{file}?unit=38")
    assert states == [False] and len(exports()) == 1


def test_a_file_that_cannot_be_written_down_in_the_trail_does_not_leave(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_words: object, **_facts: object) -> None:
        raise RuntimeError("the trail is full")

    page = signed_in(app, "province")
    monkeypatch.setattr(programme_files, "record", fail)
    assert page.visitor.get(f"{PAGE}/table.xlsx?unit=38").status_code == 500


def test_a_year_is_written_as_a_year(app: Flask) -> None:
    """(8.14) 1988, not 1,988."""
    _name, content = signed_in(app, "province").fetch(f"{PAGE}/women_supported/list.xlsx?unit=38&period={this_year()}")
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    [head] = [row for row in sheet.iter_rows() if row[1].value == "Họ và tên"]
    assert head[2].value == "Năm sinh" and sheet.cell(head[2].row + 2, 3).number_format == "0"


@pytest.mark.parametrize(
    ("done", "target", "percent"), [(28_060_000, 28_070_000, 99.9), (28_070_000, 28_070_000, 100.0), (1, 3, 33.3)]
)
def test_a_target_is_reached_when_it_is_reached(done: int, target: int, percent: float) -> None:
    """(8.14) 28,06 of 28,07 million is 99,9%."""
    told = {YEAR_TO_DATE: Tally(amount_dong=done)}
    figure = Figure(INDICATORS.get("revenue"), None, Target(value=target), None, told)  # type: ignore[arg-type]
    assert figure.percent == percent


def test_figures_that_are_counted_in_several_programmes_say_so(app: Flask) -> None:
    """(8.14) On the page, in the list behind a figure, in both files, and in public."""
    words, page = "tính ở từng Đề án: không cộng số các Đề án.", signed_in(app, "province")
    for path in (PAGE, f"{PAGE}/revenue", "/impact"):
        page.open(path).sees(words)
    for file in ("table.xlsx", "revenue/list.xlsx"):
        assert any(words in str(cell) for row in sheet_of(page, f"{PAGE}/{file}") for cell in row)
