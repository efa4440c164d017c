"""Reading programmes and the indicators each uses."""

from collections.abc import Collection

from sqlalchemy import select

from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.programme.models import IndicatorDefinition, Programme, ProgrammeIndicator
from marketplace.programme.registries import INDICATORS, whole_position
from marketplace.programme.shape import Indicator


def list_programmes() -> list[Programme]:
    """Every programme, newest first."""
    return list(session.scalars(select(Programme).order_by(Programme.begins_on.desc(), Programme.id)))


def get_programme(code: str) -> Programme:
    """One programme by code; NotFound when there is none."""
    programme = session.scalar(select(Programme).where(Programme.code == code))
    if programme is None:
        raise NotFound(programme=code)
    return programme


def list_indicators(programme: Programme) -> list[ProgrammeIndicator]:
    """The indicators a programme uses, in order, each in its newest version."""
    return indicators_of([programme])[programme.id]


def indicators_of(programmes: list[Programme]) -> dict[int, list[ProgrammeIndicator]]:
    """The indicators of several programmes, by the programme's key, in one statement; parts right below their whole."""
    ids = [programme.id for programme in programmes]
    rows = select(ProgrammeIndicator).where(ProgrammeIndicator.programme_id.in_(ids))
    newest: dict[int, dict[str, ProgrammeIndicator]] = {programme_id: {} for programme_id in ids}
    for row in session.scalars(rows.order_by(ProgrammeIndicator.position, ProgrammeIndicator.version)):
        newest[row.programme_id][row.indicator] = row
    return {programme_id: sorted(found.values(), key=_place) for programme_id, found in newest.items()}


def _place(row: ProgrammeIndicator) -> tuple[int, int]:
    whole = whole_position(row.indicator)
    return (row.position, -1) if whole is None else (whole, row.position)


def list_definitions(codes: Collection[str]) -> dict[str, list[IndicatorDefinition]]:
    """What some indicators meant in each version, by code, the newest first."""
    found: dict[str, list[IndicatorDefinition]] = {code: [] for code in codes}
    rows = select(IndicatorDefinition).where(IndicatorDefinition.indicator.in_(list(codes)))
    for row in session.scalars(rows.order_by(IndicatorDefinition.version.desc())):
        found[row.indicator].append(row)
    return found


def get_indicator(programme: Programme, code: str) -> tuple[Indicator, ProgrammeIndicator]:
    """An indicator as one programme uses it; NotFound when it does not."""
    for row in list_indicators(programme):
        if row.indicator == code:
            return INDICATORS.get(code), row
    raise NotFound(indicator=code)
