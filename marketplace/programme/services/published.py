"""The register of figures once printed: entered as they stood there, explained, voided when entered by mistake."""

from dataclasses import dataclass
from datetime import date

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.audit.services import record as remember
from marketplace.core.actors import Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.errors import Invalid, require
from marketplace.programme.errors import AlreadyEnded
from marketplace.programme.gaps import REASONS
from marketplace.programme.models import Programme, PublishedFigure
from marketplace.programme.policies import can_keep_published
from marketplace.programme.services.targets import MOST_TARGET


@dataclass(frozen=True)
class Printed:
    """What was printed: words, number, where and when, the definition given there, and the days it tells of."""

    text: str
    value: int
    published_in: str
    published_on: date
    last_on: date
    first_on: date | None = None
    definition: str = ""
    is_at_least: bool = False


def enter_published(
    printed: Printed, unit: Unit, programme: Programme, indicator: str, *, actor: Actor, scope: Scope
) -> PublishedFigure:
    """Keep a printed figure; `indicator` is the code against which it is held, «» for none."""
    require(can_keep_published(scope, unit))
    _check(printed)
    row = PublishedFigure(unit_id=unit.id, programme_id=programme.id, indicator=indicator, entered_by=actor.person_id)
    for name, value in vars(printed).items():
        setattr(row, name, value)
    session.add(row)
    session.flush()
    details = {"unit_id": unit.id, "indicator": indicator, "value": row.value, "document": row.published_in}
    remember("published.entered", "published_figure", row.id, by=actor, details=details)
    return row


def explain_gap(row: PublishedFigure, reason: str, note: str, *, actor: Actor, scope: Scope) -> None:
    """Say why a printed figure differs from the records; the reason before stays in the audit trail."""
    require(can_keep_published(scope, row.unit))
    _require_standing(row)
    if reason not in REASONS:
        raise Invalid(field="reason")
    details = {"from": row.reason, "reason": reason, "note": note}
    row.reason, row.note = reason, note
    session.flush()
    remember("published.explained", "published_figure", row.id, by=actor, details=details)


def void_published(row: PublishedFigure, *, why: str, actor: Actor, scope: Scope) -> None:
    """Take a figure that was entered by mistake out of the register; it stays readable with the reason."""
    require(can_keep_published(scope, row.unit))
    _require_standing(row)
    if not why:
        raise Invalid(field="why")
    row.voided_at, row.voided_by, row.voided_why = now(), actor.person_id, why
    session.flush()
    remember("published.voided", "published_figure", row.id, by=actor, details={"why": why, "value": row.value})


def _require_standing(row: PublishedFigure) -> None:
    if row.voided_at is not None:
        raise AlreadyEnded(total_id=row.id)


def _check(printed: Printed) -> None:
    if not 0 <= printed.value <= MOST_TARGET:
        raise Invalid(field="value")
    for field, is_given in (("text", printed.text), ("published_in", printed.published_in)):
        if not is_given:
            raise Invalid(field=field)
    if printed.published_on > today():
        raise Invalid(field="published_on")
    if printed.first_on is not None and printed.first_on > printed.last_on:
        raise Invalid(field="last_on")
