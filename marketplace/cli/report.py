"""`marketplace report run NAME`: a report's rows as CSV or a table, the figures that the pages show."""

from collections.abc import Callable
from datetime import date

import click

from marketplace.app import create_app
from marketplace.association.models import Unit
from marketplace.association.queries import find_unit_of_area
from marketplace.core.errors import NotFound
from marketplace.programme.models import Programme
from marketplace.programme.periods import Period, span
from marketplace.programme.queries import get_programme, list_programmes
from marketplace.reporting.lines import to_csv, to_table
from marketplace.reporting.registries import REPORTS
from marketplace.reporting.report import Report
from marketplace.reporting.shape import NamedReport, Question

FORMATS: dict[str, Callable[[Report], str]] = {"csv": to_csv, "table": to_table}


class CannotRun(click.ClickException):
    """A report that cannot be run as asked, said in one sentence."""

    exit_code = 2


@click.group()
def report() -> None:
    """Reports, computed from the records."""


@report.command("list")
def list_reports() -> None:
    """The names of all reports, with their titles."""
    for code, found in REPORTS.all().items():
        click.echo(f"{_name(code)}  {found.words.title}")


@report.command()
@click.argument("name")
@click.option("--programme", "programme_code", required=True, help="such as 939")
@click.option("--area", "area_code", required=True, help="whose figures, with all below it: an area's code, such as 38")
@click.option("--until", "until_text", required=True, help="the last day counted, such as 2024-03-08")
@click.option("--format", "shape", default="table", help="csv or table")
@click.option("--with-totals", is_flag=True, help="also totals that have no list, on lines of their own")
def run(name: str, programme_code: str, area_code: str, until_text: str, shape: str, with_totals: bool) -> None:
    """Print a report, counted from the first day of the programme to a day."""
    plug, until = _report(name), _day(until_text)
    if shape not in FORMATS:
        raise CannotRun(f"--format {shape}: a report is written as {' or '.join(FORMATS)}.")
    with create_app().app_context():
        programme = _programme(programme_code)
        question = Question(programme, _unit(area_code), _days(programme, until), with_totals)
        click.echo(FORMATS[shape](plug.run(question)), nl=False)


def _report(name: str) -> NamedReport:
    code = name.replace("-", "_")
    if code not in REPORTS:
        raise CannotRun(f"{name}: there is no report of this name; there is {', '.join(map(_name, REPORTS.all()))}.")
    return REPORTS.get(code)


def _name(code: str) -> str:
    return code.replace("_", "-")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise CannotRun(f"--until {text}: this is no day; write it as 2024-03-08.") from fault


def _programme(code: str) -> Programme:
    try:
        return get_programme(code)
    except NotFound as fault:
        known = ", ".join(programme.code for programme in list_programmes())
        raise CannotRun(f"--programme {code}: there is no programme of this code; there are {known}.") from fault


def _unit(area_code: str) -> Unit:
    unit = find_unit_of_area(area_code)
    if unit is None:
        raise CannotRun(f"--area {area_code}: no unit of the Union serves an area of this code.")
    return unit


def _days(programme: Programme, until: date) -> Period:
    if until < programme.begins_on:
        began = f"programme {programme.code} began on {programme.begins_on}"
        raise CannotRun(f"--until {until}: {began}, and nothing of before counts.")
    return span(programme.begins_on, until)


plug = (report,)
