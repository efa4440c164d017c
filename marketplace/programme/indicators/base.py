"""What the indicators share: their columns, and outcomes of women whom the programme had supported before."""

from typing import Any

from sqlalchemy import BigInteger, Date, Select, String, and_, cast, func, literal, null, select
from sqlalchemy.orm import aliased

from marketplace.association.models import Unit
from marketplace.programme.models import CountedRecord, OutcomeFact, SupportRecord
from marketplace.programme.queries.outcomes import OUTREACH, SUPPORT
from marketplace.training.models import Outreach
from marketplace.training.queries import reached

fact = OutcomeFact
NO_AMOUNT = cast(null(), BigInteger)
NO_WOMAN = cast(null(), BigInteger)
NO_DAY = cast(null(), Date)
NO_WORDS = cast(literal(""), String)


def facts(kind: str, *, amount_dong: Any = NO_AMOUNT, note: Any = fact.note) -> Select[Any]:
    """Every fact of a kind, in the columns that an indicator gives."""
    columns: list[Any] = [fact.record_id, fact.happened_on, fact.person_id, fact.unit_id, fact.place]
    columns += [amount_dong.label("amount_dong"), fact.title, note.label("note")]
    return select(*columns).where(fact.kind == kind)


def counted_for(kind: str, programme_id: int, *, amount_dong: Any = NO_AMOUNT, note: Any = fact.note) -> Select[Any]:
    """Facts of a kind whose record was said to count for a programme (classes, contests, enterprises)."""
    rows = facts(kind, amount_dong=amount_dong, note=note)
    same = (CountedRecord.record_kind == fact.record_kind, CountedRecord.record_id == fact.record_id)
    return rows.join(CountedRecord, and_(*same, CountedRecord.programme_id == programme_id))


def outreach_adding(amount: str, programme_id: int) -> Select[Any]:
    """The outreach that counts for a programme, with one of its numbers (training.queries.reached) as the amount."""
    told: Any = reached().subquery("told")
    people: Any = {"people": told.c.named + told.c.female + told.c.male, "without_list": told.c.without_list}[amount]
    columns: list[Any] = [
        Outreach.id.label("record_id"),
        Outreach.held_on.label("happened_on"),
        NO_WOMAN.label("person_id"),
    ]
    columns += [Outreach.unit_id, Unit.path.label("place"), people.label("amount_dong")]
    rows = select(*columns, Outreach.about.label("title"), Outreach.kind.label("note")).where(people > 0)
    rows = rows.join(told, told.c.outreach_id == Outreach.id).join(Unit, Unit.id == Outreach.unit_id)
    same = (CountedRecord.record_kind == OUTREACH, CountedRecord.record_id == Outreach.id)
    rows = rows.join(CountedRecord, and_(*same, CountedRecord.programme_id == programme_id))
    return rows.where(Outreach.voided_at.is_(None))


def support_for(aim: str, programme_id: int) -> Select[Any]:
    """Facts of a programme's support that was for one aim, as its records say it now."""
    rows = facts(SUPPORT).where(fact.programme_id == programme_id)
    return rows.join(SupportRecord, and_(SupportRecord.id == fact.record_id, SupportRecord.aim == aim))


def supported_women(programme_id: int, kind: str) -> Any:
    """The women with facts of a kind whom a programme supported: `person_id`, and since which day.

    Only those women are looked up: a programme supports many times more than ever have such a fact.
    """
    outcome = aliased(fact)
    theirs = select(outcome.person_id).where(outcome.kind == kind)
    rows = select(fact.person_id, func.min(fact.happened_on).label("since"))
    rows = rows.where(fact.kind == SUPPORT, fact.programme_id == programme_id, fact.person_id.in_(theirs))
    return rows.group_by(fact.person_id).subquery("supported")


def outcomes(kind: str, programme_id: int, *, amount_dong: Any = NO_AMOUNT, note: Any = fact.note) -> Select[Any]:
    """Facts of a kind about women whom the programme had supported on or before the day of the outcome."""
    women = supported_women(programme_id, kind)
    rows = facts(kind, amount_dong=amount_dong, note=note).join(women, women.c.person_id == fact.person_id)
    return rows.where(women.c.since <= fact.outcome_on)


def things(record_id: Any, *, unit_id: Any, place: Any, from_on: Any, met_on: Any, **told: Any) -> list[Any]:
    """The columns of a SHARE or LATEST: a thing of the base, since when it exists, and since when it fulfils.

    Told besides, where there is such a thing: person_id, until_on, lost_on, title, note (see shape.Indicator).
    """
    usual = {"person_id": NO_WOMAN, "until_on": NO_DAY, "lost_on": NO_DAY, "title": NO_WORDS, "note": NO_WORDS}
    columns = {"record_id": record_id, "happened_on": from_on, "unit_id": unit_id, "place": place, "met_on": met_on}
    columns |= {"amount_dong": NO_AMOUNT} | usual | told
    return [column.label(name) for name, column in columns.items()]
