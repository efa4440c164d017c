"""What units and officers have, day by day: the bases of shares such as «100 % of units with fanpage and Zalo group».

Each row is a stretch of days of one thing: `happened_on` its first and `until_on` its last (None: it goes on),
`met_on` its first day where what is asked is fulfilled throughout, else None. Stretches of one thing do not overlap.
"""

from typing import Any

from sqlalchemy import BigInteger, Date, Select, String, and_, case, cast, func, literal, null, or_, select, union_all

from marketplace.association.levels import COMMUNE, PROVINCE
from marketplace.association.models import CadrePost, OfficerTraining, Unit, UnitChannel
from marketplace.association.posts import FULL_TIME
from marketplace.association.unit_channels import FANPAGE, ZALO_GROUP
from marketplace.core.db import db
from marketplace.people.models import Person
from marketplace.programme.queries.outcomes.columns import local_day

LEVELS = (PROVINCE, COMMUNE)  # branches owe no channel
_NO_DAY, _NO_AMOUNT, _NO_WOMAN = cast(null(), Date), cast(null(), BigInteger), cast(null(), BigInteger)


def units_and_channels() -> Select[Any]:
    """Each unit of province and commune, fulfilling while a fanpage and a Zalo group stand at once.

    A channel stands from the day on which it was opened, or entered where that is not known, to its last day.
    """
    steps = union_all(_begun(), _opened(), _closed()).subquery("steps")
    days = select(steps.c.unit_id, steps.c.day, func.sum(steps.c.fanpages).label("fanpages"))
    days = days.add_columns(func.sum(steps.c.groups).label("groups")).group_by(steps.c.unit_id, steps.c.day)
    daily = days.subquery("daily")
    so_far: dict[str, Any] = {"partition_by": daily.c.unit_id, "order_by": daily.c.day}
    sums = (func.sum(daily.c.fanpages).over(**so_far), func.sum(daily.c.groups).over(**so_far))
    following = func.lead(daily.c.day).over(**so_far)
    stretches = select(
        daily.c.unit_id,
        daily.c.day,
        following.label("following"),
        case((and_(sums[0] > 0, sums[1] > 0), daily.c.day)).label("met_on"),
    ).subquery("stretches")
    is_cut = or_(stretches.c.following.is_(None), Unit.valid_to < stretches.c.following)
    last = case((is_cut, Unit.valid_to), else_=_days_later(stretches.c.following, -1))
    columns = _columns(
        Unit.id,
        unit_id=Unit.id,
        place=Unit.path,
        happened_on=stretches.c.day,
        until_on=last,
        met_on=stretches.c.met_on,
        title=Unit.name,
    )
    rows = select(*columns).join(stretches, stretches.c.unit_id == Unit.id)
    return rows.where(or_(Unit.valid_to.is_(None), stretches.c.day <= Unit.valid_to))


def full_time_officers_and_training() -> Select[Any]:
    """Each post of a full-time officer, fulfilling from the first day on which its holder took a course.

    Of a post without a first day, its last day alone is known, or the day on which it was entered.
    """
    trained = select(OfficerTraining.person_id, func.min(OfficerTraining.trained_on).label("on"))
    first = trained.where(OfficerTraining.voided_at.is_(None)).group_by(OfficerTraining.person_id).subquery("first")
    since = func.coalesce(CadrePost.began_on, CadrePost.ended_on, local_day(CadrePost.recorded_at), type_=Date)
    columns = _columns(
        CadrePost.id,
        person_id=CadrePost.person_id,
        unit_id=Unit.id,
        place=Unit.path,
        happened_on=since,
        until_on=CadrePost.ended_on,
        met_on=first.c.on,
        title=Person.full_name,
    )
    rows = select(*columns).join(Unit, Unit.id == CadrePost.unit_id).join(Person, Person.id == CadrePost.person_id)
    rows = rows.outerjoin(first, first.c.person_id == CadrePost.person_id)
    return rows.where(CadrePost.post == FULL_TIME, CadrePost.voided_at.is_(None))


def _columns(record_id: Any, **told: Any) -> list[Any]:
    """The columns of a thing in order; those not given have the usual value."""
    words = cast(literal(""), String)
    usual = {"person_id": _NO_WOMAN, "amount_dong": _NO_AMOUNT, "lost_on": _NO_DAY, "note": words}
    values = {"record_id": record_id, **usual, **told}
    return [column.label(name) for name, column in values.items()]


def _begun() -> Select[Any]:
    """A unit's own first day, on which no channel is counted yet."""
    none = cast(literal(0), BigInteger)
    columns: list[Any] = [
        Unit.id.label("unit_id"),
        Unit.valid_from.label("day"),
        none.label("fanpages"),
        none.label("groups"),
    ]
    return select(*columns).where(Unit.level.in_(LEVELS))


def _opened() -> Select[Any]:
    """One more of its kind on the day on which a channel was opened, though not before the unit began."""
    since = func.coalesce(UnitChannel.opened_on, local_day(UnitChannel.recorded_at), type_=Date)
    return _steps(_not_before(since, Unit.valid_from), 1)


def _closed() -> Select[Any]:
    """One fewer on the day after the last."""
    since = func.coalesce(UnitChannel.opened_on, local_day(UnitChannel.recorded_at), type_=Date)
    last = _not_before(UnitChannel.closed_on, since)
    return _steps(_not_before(_days_later(last, 1), Unit.valid_from), -1).where(UnitChannel.closed_on.is_not(None))


def _steps(day: Any, by: int) -> Select[Any]:
    change = {kind: case((UnitChannel.kind == kind, by), else_=0) for kind in (FANPAGE, ZALO_GROUP)}
    columns = (cast(change[FANPAGE], BigInteger), cast(change[ZALO_GROUP], BigInteger))
    rows = select(UnitChannel.unit_id, day, *columns).join(Unit, Unit.id == UnitChannel.unit_id)
    rows = rows.where(UnitChannel.voided_at.is_(None), UnitChannel.kind.in_((FANPAGE, ZALO_GROUP)))
    return rows.where(Unit.level.in_(LEVELS))


def _not_before(day: Any, first: Any) -> Any:
    return case((day < first, first), else_=day)


def _days_later(day: Any, days: int) -> Any:
    """A calendar day so many days later, in either database."""
    if db.engine.dialect.name == "sqlite":
        return func.date(day, f"{days:+d} days", type_=Date)
    return cast(day + days, Date)
