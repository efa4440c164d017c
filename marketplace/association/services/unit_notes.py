"""What a unit keeps of itself: the software it uses, the courses of its officers, the theme of its year."""

from datetime import date

from marketplace.association.events import CoverageChanged
from marketplace.association.levels import PROVINCE
from marketplace.association.models import CadrePost, Noted, OfficerTraining, SoftwareUse, Unit, YearTheme
from marketplace.association.policies import can_keep_register
from marketplace.association.queries.unit_notes import find_theme, find_training
from marketplace.association.scope import Scope
from marketplace.association.services import terms
from marketplace.association.unit_software import SOFTWARE, USERS
from marketplace.audit.services import record
from marketplace.core.actors import Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import Conflict, Invalid, require
from marketplace.core.events import publish
from marketplace.core.folding import tidy


def record_software_use(
    unit: Unit, software: str, users: str, *, is_used: bool, said_on: date, source: str, actor: Actor, scope: Scope
) -> SoftwareUse:
    """Write down whether members or officers of a unit use a piece of software, as a source said on a day."""
    require(can_keep_register(scope, unit))
    terms.require_past(said_on, "said_on")
    if unit.valid_to is not None:
        raise Invalid(field="unit")
    if software not in SOFTWARE or users not in USERS or not tidy(source):
        raise Invalid(field="software")
    row = SoftwareUse(
        unit_id=unit.id, software=software, users=users, is_used=is_used, said_on=said_on, source=tidy(source)
    )
    row.recorded_by, row.unit = actor.person_id, unit
    session.add(row)
    session.flush()
    details = {"software": software, "unit_id": unit.id, "on": str(said_on)}
    record("software_use.recorded", "software_use", row.id, by=actor, details=details)
    return row


def void_software_use(row: SoftwareUse, *, why: str, actor: Actor, scope: Scope) -> None:
    """Void what was said by mistake, with the reason."""
    require(can_keep_register(scope, row.unit))
    _void(row, why)
    record("software_use.voided", "software_use", row.id, by=actor, details={"why": row.voided_why})


def record_training(
    post: CadrePost, *, course: str, trained_on: date, document: str, actor: Actor, scope: Scope
) -> OfficerTraining:
    """Record a course that the holder of a post took, with its document; Conflict when it stands there already."""
    require(can_keep_register(scope, post.unit))
    terms.require_past(trained_on, "trained_on")
    course = tidy(course)
    if not course:
        raise Invalid(field="course")
    if find_training(post.person_id, course, trained_on) is not None:
        raise Conflict(course=course)
    row = OfficerTraining(person_id=post.person_id, unit_id=post.unit_id, course=course, trained_on=trained_on)
    row.document, row.recorded_by, row.person, row.unit = tidy(document), actor.person_id, post.person, post.unit
    session.add(row)
    session.flush()
    details = {"course": course, "on": str(trained_on)}
    record("officer_training.recorded", "officer_training", row.id, by=actor, details=details)
    publish(CoverageChanged(row.unit_id))
    return row


def void_training(row: OfficerTraining, *, why: str, actor: Actor, scope: Scope) -> None:
    """Void a course that she never took, with the reason."""
    require(can_keep_register(scope, row.unit))
    _void(row, why)
    record("officer_training.voided", "officer_training", row.id, by=actor, details={"why": row.voided_why})
    publish(CoverageChanged(row.unit_id))


def set_theme(
    unit: Unit,
    year: int,
    theme: str,
    *,
    breakthrough: str = "",
    document: str = "",
    is_sample: bool = False,
    actor: Actor,
    scope: Scope,
) -> YearTheme:
    """Set the theme of a year and its khâu đột phá for a province; what was set before stays readable.

    Conflict (`repeated`) when the same words hold already.
    """
    require(can_keep_register(scope, unit))
    if unit.level != PROVINCE or unit.valid_to is not None:
        raise Invalid(field="unit")
    words = (tidy(theme), tidy(breakthrough), tidy(document))
    if not words[0]:
        raise Invalid(field="theme")
    before = find_theme(unit.id, year)
    if before is not None and (before.theme, before.breakthrough, before.document) == words:
        raise Conflict(year=year, repeated=True)
    row = YearTheme(unit_id=unit.id, year=year, theme=words[0], breakthrough=words[1], document=words[2])
    row.is_sample, row.set_by, row.unit = is_sample, actor.person_id, unit
    session.add(row)
    session.flush()
    record("year_theme.set", "year_theme", row.id, by=actor, details={"year": year, "theme": row.theme})
    return row


def _void(row: Noted, why: str) -> None:
    why = tidy(why)
    if not why:
        raise Invalid(field="why")
    if row.voided_at is not None:
        raise Conflict(voided_at=row.voided_at)
    row.voided_at, row.voided_why = now(), why
