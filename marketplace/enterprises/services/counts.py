"""How many belong to an enterprise and work in it, as somebody said on a day."""

from dataclasses import asdict, dataclass
from datetime import date

from marketplace.association.scope import Scope
from marketplace.audit.services import record as remember
from marketplace.core.actors import Actor
from marketplace.core.clock import today
from marketplace.core.db import AlreadyThere, session
from marketplace.core.errors import Conflict, Invalid, require
from marketplace.core.folding import tidy
from marketplace.enterprises.errors import DayTaken
from marketplace.enterprises.models import Enterprise, EnterpriseCount
from marketplace.enterprises.policies import can_keep_enterprises
from marketplace.enterprises.services.changes import void_row


@dataclass(frozen=True)
class Counted:
    """Numbers of one day; what was not said is None."""

    members: int | None = None
    women_members: int | None = None
    workers: int | None = None
    women_workers: int | None = None
    revenue_dong: int | None = None


def record_count(
    enterprise: Enterprise, counted: Counted, as_of: date, *, source: str, actor: Actor, scope: Scope
) -> EnterpriseCount:
    """Record the numbers of a day with who said them; DayTaken when there are some of that day."""
    require(can_keep_enterprises(scope, enterprise.unit))
    if enterprise.voided_at is not None:
        raise Conflict(voided_at=enterprise.voided_at)
    if all(value is None for value in asdict(counted).values()):
        raise Invalid(field="members")
    for whole, part in (("members", "women_members"), ("workers", "women_workers")):
        most, some = getattr(counted, whole), getattr(counted, part)
        if most is not None and some is not None and some > most:
            raise Invalid(field=part)
    if as_of > today() or as_of < (enterprise.founded_on or date.min):
        raise Invalid(field="as_of")
    row = EnterpriseCount(enterprise_id=enterprise.id, as_of=as_of, source=tidy(source), **asdict(counted))
    row.recorded_by = actor.person_id
    try:
        with session.begin_nested():
            session.add(row)
    except AlreadyThere as fault:
        raise DayTaken(as_of=as_of) from fault
    details = {"on": str(as_of), "enterprise": enterprise.id}
    remember("enterprise.counted", "enterprise_count", row.id, by=actor, details=details)
    return row


def void_count(row: EnterpriseCount, *, why: str, actor: Actor, scope: Scope) -> None:
    """Void numbers that were wrong, with the reason."""
    require(can_keep_enterprises(scope, row.enterprise.unit))
    void_row(row, why)
    details = {"why": row.voided_why, "on": str(row.as_of), "enterprise": row.enterprise_id}
    remember("enterprise.count_voided", "enterprise_count", row.id, by=actor, details=details)
