"""Reading for which programmes records of other rooms count."""

from collections.abc import Iterable

from sqlalchemy import select

from marketplace.core.db import session
from marketplace.programme.models import CountedRecord, Programme


def counted_records(record_kind: str, record_ids: Iterable[int]) -> list[CountedRecord]:
    """The rows that say it of some records of a kind."""
    rows = select(CountedRecord).where(CountedRecord.record_kind == record_kind)
    return list(session.scalars(rows.where(CountedRecord.record_id.in_(list(record_ids)))))


def programmes_of(record_kind: str, record_ids: Iterable[int]) -> dict[int, list[Programme]]:
    """The programmes for which each record counts, newest first, by the record's key; one statement."""
    ids = list(record_ids)
    found: dict[int, list[Programme]] = {record_id: [] for record_id in ids}
    rows = select(CountedRecord.record_id, Programme).join(Programme, Programme.id == CountedRecord.programme_id)
    rows = rows.where(CountedRecord.record_kind == record_kind, CountedRecord.record_id.in_(ids))
    for record_id, programme in session.execute(rows.order_by(Programme.begins_on.desc(), Programme.id)):
        found[record_id].append(programme)
    return found
