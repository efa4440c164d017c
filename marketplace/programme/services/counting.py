"""Saying for which programmes a record of another room counts."""

from collections.abc import Iterable
from datetime import date

from marketplace.audit.services import record as remember
from marketplace.core.actors import Actor
from marketplace.core.db import session
from marketplace.core.versions import bump
from marketplace.programme.errors import OutsideProgramme
from marketplace.programme.models import OUTCOMES, CountedRecord, Programme
from marketplace.programme.queries.counting import counted_records


def count_for(
    record_kind: str, record_id: int, programmes: Iterable[Programme], *, actor: Actor, day: date | None = None
) -> bool:
    """Let a record count for exactly these programmes; returns whether that is new.

    OutsideProgramme for a programme that is new to it and does not cover the `day` of the record.
    The caller has asked whether the officer may change the record.
    """
    standing = {row.programme_id: row for row in counted_records(record_kind, [record_id])}
    wanted = {programme.id: programme for programme in programmes}
    if standing.keys() == wanted.keys():
        return False
    if day and not all(wanted[key].covers(day) for key in wanted.keys() - standing.keys()):
        raise OutsideProgramme(field="programmes")
    for programme_id in standing.keys() - wanted.keys():
        session.delete(standing[programme_id])
    for programme_id in wanted.keys() - standing.keys():
        row = CountedRecord(programme_id=programme_id, record_kind=record_kind, record_id=record_id)
        row.noted_by = actor.person_id
        session.add(row)
    session.flush()
    bump(OUTCOMES)
    codes = sorted(programme.code for programme in wanted.values())
    told = {"record": record_kind, "programmes": ", ".join(codes)}
    remember("record.counted", "counted_record", record_id, by=actor, details=told)
    return True
