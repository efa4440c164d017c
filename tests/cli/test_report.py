"""`marketplace report run programme-results`: a line an indicator, as the pages show it; unknown things are refused."""

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from marketplace.association.scope import EVERYTHING
from marketplace.cli import report
from marketplace.cli.command import group
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.transactions import transaction
from marketplace.programme.queries import get_programme, list_indicators
from marketplace.programme.registries import INDICATORS
from marketplace.programme.services import record_support
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, unit_of
from tests.outcomes import signed_in
from tests.visitors import words_of

BY: Any = {"actor": Actor(OFFICER, 1), "scope": EVERYTHING}
ASKED = {"--programme": "939", "--area": "38", "--until": "2024-03-08", "--format": "csv"}


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setattr(report, "create_app", lambda: app)

    def runs(name: str = "programme-results", *more: str, **other: str) -> Result:
        asked = ASKED | {f"--{option}": value for option, value in other.items()}
        return CliRunner().invoke(
            group, ["report", "run", name, *more, *(word for pair in asked.items() for word in pair)]
        )

    return runs


def support() -> None:
    with transaction():
        for number, (area, on) in enumerate(
            [(BIEN_THUONG, date(2018, 1, 2)), (HAC_THANH, date(2024, 3, 8)), (HAC_THANH, date(2024, 3, 9))]
        ):
            record_support(
                get_programme("939"), make_person(f"Chị {number}"), unit_of(area), kind="loan", given_on=on, **BY
            )


def rows_of(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.output)))


def test_a_line_an_indicator_from_the_first_day_of_the_programme_to_the_day(run: Callable[..., Result]) -> None:
    support()
    rows = rows_of(run())
    assert list(rows[0]) == ["code", "name_vi", "value", "unit", "definition_version"]
    assert [row["code"] for row in rows] == [row.indicator for row in list_indicators(get_programme("939"))]
    women = rows[0]
    assert women == {
        "code": "women_supported",
        "name_vi": "Số phụ nữ được hỗ trợ",
        "value": "2",
        "unit": "người",
        "definition_version": str(INDICATORS.get("women_supported").version),
    }
    assert rows_of(run(area=HAC_THANH))[0]["value"] == "1"
    assert rows_of(run(until="2024-03-09"))[0]["value"] == "3"


def test_the_screen_of_the_same_days_says_the_same(app: Flask, run: Callable[..., Result]) -> None:
    support()
    page = signed_in(app, "province").open("/staff/programmes/939?unit=38")
    page.press("Xem các ngày này", **{"from": "", "to": "8/3/2024"}).sees("Từ 30/06/2017 đến 08/03/2024")
    for row in rows_of(run()):
        cell = words_of(page.html.partition(row["name_vi"])[2].partition("<b>")[2].partition("</b>")[0])
        assert cell.replace(".", "") == row["value"], row
    page.follow("2").sees("2 người", "Từ 30/06/2017 đến 08/03/2024")
    assert page.html.count("<tr data-row") == 2


def test_a_table_for_people(run: Callable[..., Result]) -> None:
    support()
    lines = run(format="table").output.splitlines()
    assert lines[0].split() == ["code", "name_vi", "value", "unit", "definition_version"]
    assert lines[1].startswith("women_supported") and "  2  người" in lines[1]
    assert len({line.index("  ") > 0 for line in lines}) == 1


def test_reports_are_listed() -> None:
    assert "programme-results  Kết quả của Đề án" in CliRunner().invoke(group, ["report", "list"]).output


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("programme", "940", "--programme 940: there is no programme of this code; there are 2415, 01, 939."),
        ("area", "99999", "--area 99999: no unit of the Union serves an area of this code."),
        ("until", "2024-02-30", "--until 2024-02-30: this is no day; write it as 2024-03-08."),
        ("until", "2017-06-29", "programme 939 began on 2017-06-30, and nothing of before counts."),
        ("format", "pdf", "--format pdf: a report is written as csv or table."),
    ],
)
def test_what_nobody_knows_is_refused_in_a_sentence(
    run: Callable[..., Result], option: str, value: str, said: str
) -> None:
    told = run(**{option: value})
    assert told.exit_code == 2 and said in told.output and len(told.output.strip().splitlines()) == 1


def test_a_report_nobody_knows_is_refused(run: Callable[..., Result]) -> None:
    told = run("gold")
    assert told.exit_code == 2 and "gold: there is no report of this name; there is programme-results." in told.output
