"""`marketplace facts`: put outcome facts right from the records, freeze a year's figures, and list what is frozen."""

from collections.abc import Callable
from typing import TypeVar

import click

from marketplace.app import create_app
from marketplace.association.models import Unit
from marketplace.association.queries import find_unit_in
from marketplace.association.scope import EVERYTHING
from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.errors import NotFound
from marketplace.core.transactions import in_transaction, transaction
from marketplace.programme.errors import PeriodNotOver
from marketplace.programme.models import Programme, Reading
from marketplace.programme.periods import parse_period
from marketplace.programme.queries import get_programme, list_frozen_readings, list_indicators
from marketplace.programme.registries import INDICATORS, find_version
from marketplace.programme.services import difference_since_frozen, freeze_reading
from marketplace.programme.services.outcomes import renew_facts, slices

Found = TypeVar("Found")


@click.group()
def facts() -> None:
    """The outcome facts from which every figure of a programme is computed."""


@facts.command()
def rebuild() -> None:
    """Compare all facts with the records and correct differences, slice by slice; interrupted, run it again."""
    with create_app().app_context():
        changed = 0
        for kind, first, last in list(slices()):
            changed += in_transaction(lambda part=(kind, first, last): renew_facts(*part))  # type: ignore[misc]
    click.echo(f"{changed} facts written or removed")


@facts.command()
@click.option("--programme", "programme_code", required=True, help="such as 2415")
@click.option("--unit", "unit_code", required=True, help="whose figures, with all units below it: its code, such as 38")
@click.option("--year", type=click.IntRange(2000, 2099), required=True, help="a year that is over")
def freeze(programme_code: str, unit_code: str, year: int) -> None:
    """Freeze a year's figures of a programme for good, with the hash of their facts; frozen ones stay as they are."""
    with create_app().app_context(), transaction():
        programme = _known(lambda: get_programme(programme_code), "--programme")
        unit = _known(lambda: find_unit_in(EVERYTHING, unit_code), "--unit")
        for reading in _frozen(programme, unit, str(year)):
            click.echo(_line(reading, programme, unit))


@facts.command()
def readings() -> None:
    """List the frozen figures with the SHA-256 of their facts, and whether their facts are other ones by now."""
    with create_app().app_context():
        for reading, programme, unit in list_frozen_readings():
            click.echo(f"{_line(reading, programme, unit)} · {_since_frozen(reading, programme, unit)}")


def _known(find: Callable[[], Found], option: str) -> Found:
    try:
        return find()
    except NotFound as fault:
        raise click.BadParameter("there is none of this code", param_hint=option) from fault


def _frozen(programme: Programme, unit: Unit, year: str) -> list[Reading]:
    indicators = [INDICATORS.get(row.indicator) for row in list_indicators(programme)]
    period = parse_period(year)
    try:
        return [
            freeze_reading(programme, indicator, unit, period, actor=SYSTEM_ACTOR, scope=EVERYTHING)
            for indicator in indicators
        ]
    except PeriodNotOver as fault:
        raise click.BadParameter("this year is not over", param_hint="--year") from fault


def _line(reading: Reading, programme: Programme, unit: Unit) -> str:
    what = f"{programme.code} · {unit.code} · {reading.period} · {reading.indicator} v{reading.indicator_version}"
    return f"{what} · {reading.value} · sha256 {reading.sha256}"


def _since_frozen(reading: Reading, programme: Programme, unit: Unit) -> str:
    indicator = find_version(reading.indicator, reading.indicator_version)
    if indicator is None:
        return "its definition is not in use any more"
    found = difference_since_frozen(reading, programme, indicator, unit, parse_period(reading.period))
    return f"facts differ since, figure {found.difference:+d}" if found.is_of_other_facts else "facts unchanged"


plug = (facts,)
