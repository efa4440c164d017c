"""The statements that write, remove and compare outcome facts: what the records say against what is stored.

The facts of one record are written from here when it happens, all of them when they are rebuilt, and `verify`
compares stored and expected facts by the same selections.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Delete,
    Insert,
    Select,
    Update,
    bindparam,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.sql.elements import ColumnElement

from marketplace.core.db import db, session
from marketplace.programme.models import OutcomeFact
from marketplace.programme.queries.outcomes.columns import COLUMNS, Source
from marketplace.programme.queries.outcomes.sources import SOURCES

KEY = ("record_id", "part", "cause")
FIRST, LAST = bindparam("first", type_=BigInteger), bindparam("last", type_=BigInteger)  # keys of records
FROM, TO = bindparam("from", type_=BigInteger), bindparam("to", type_=BigInteger)  # keys of persons
SINCE = bindparam("since", type_=OutcomeFact.__table__.c.happened_at.type)
COMPARED = ("person_id", "programme_id", "happened_on", "outcome_on", "amount_dong", "confidence")


def facts_due(kind: str, lately: bool = False) -> Any:
    """The facts there have to be of the records from key `:first` to `:last`; `lately` of those since `:since`."""
    parts = []
    for source in SOURCES[kind]:
        rows = source.rows().where(source.record_id.between(FIRST, LAST))
        parts.append(rows.where(source.happened_at >= SINCE) if lately else rows)
    return (parts[0] if len(parts) == 1 else union_all(*parts)).subquery("due")


def wrong_facts(kind: str, first: int, last: int, since: datetime | None = None) -> Iterable[Any]:
    """Keys of facts that have no record, or say something else than it."""
    return session.execute(_kept(_wrong, kind, since is not None), _between(first, last, since))


def missing_facts(kind: str, first: int, last: int, since: datetime | None = None) -> Iterable[Any]:
    """The facts that have to be there and are not."""
    return session.execute(_kept(_missing, kind, since is not None), _between(first, last, since))


def removing(kind: str) -> Any:
    """The statement that removes what is wrong of the records from key `:first` to `:last`."""
    return _kept(_removing, kind)


def adding(kind: str) -> Any:
    """The statement that adds what is missing of the records from key `:first` to `:last`."""
    return _kept(_adding, kind)


def retelling(kind: str) -> Any:
    """The statement that tells the notes of facts anew, of a kind whose note can change while the fact stays right."""
    return _kept(_retelling, kind)


def _between(first: int, last: int, since: datetime | None = None) -> dict[str, Any]:
    """The values a statement waits for."""
    return {"first": first, "last": last} | ({} if since is None else {"since": since})


def _kept(build: Callable[..., Any], *about: Any) -> Any:
    """A statement, put together once: that takes ten times as long as running it for one record."""
    return _statement(build, about, db.engine.dialect.name)


@cache
def _statement(build: Callable[..., Any], about: tuple[Any, ...], _dialect: str) -> Any:
    return build(*about)


def _wrong(kind: str, lately: bool = False) -> Select[Any]:
    backed = [_backing(source).exists() for source in SOURCES[kind]]
    columns: list[Any] = [OutcomeFact.id, OutcomeFact.record_id, OutcomeFact.part, OutcomeFact.cause]
    standing = select(*columns).where(OutcomeFact.kind == kind, OutcomeFact.record_id.between(FIRST, LAST))
    standing = standing.where(*(~behind for behind in backed))
    return standing.where(_changed_lately(kind)) if lately else standing


def _missing(kind: str, lately: bool = False) -> Select[Any]:
    due = facts_due(kind, lately)
    absent = ~select(OutcomeFact.id).where(OutcomeFact.kind == kind, *_same_key(due)).exists()
    return select(*(due.c[column.key] for column in COLUMNS)).where(absent)


def _removing(kind: str) -> Delete:
    wrong = _wrong(kind).with_only_columns(OutcomeFact.id)
    return delete(OutcomeFact).where(OutcomeFact.id.in_(wrong))


def _adding(kind: str) -> Insert:
    return insert(OutcomeFact).from_select([column.key for column in COLUMNS], _missing(kind))


def _retelling(kind: str) -> Update:
    due = facts_due(kind)
    told = select(due.c.note).where(*_same_key(due)).correlate(OutcomeFact).scalar_subquery()
    rows = update(OutcomeFact).where(OutcomeFact.kind == kind, OutcomeFact.record_id.between(FIRST, LAST))
    return rows.values(note=told)


def largest_record(kind: str) -> int:
    """The largest key of a record of this kind, or of one named by a fact."""
    asked = [select(func.max(source.record_id)) for source in SOURCES[kind]]
    asked.append(select(func.max(OutcomeFact.record_id)).where(OutcomeFact.kind == kind))
    return max(session.scalar(largest) or 0 for largest in asked)


def _same_key(due: Any) -> list[ColumnElement[bool]]:
    return [getattr(OutcomeFact, name) == due.c[name] for name in KEY]


def _backing(source: Source) -> Select[Any]:
    """The rows of a source that equal a fact."""
    rows = source.rows()
    told = {column.key: column.element for column in rows.selected_columns}
    same = [getattr(OutcomeFact, name) == told[name] for name in KEY]
    same += [getattr(OutcomeFact, name).is_not_distinct_from(told[name]) for name in COMPARED]
    return rows.with_only_columns(literal(1), maintain_column_froms=True).where(*same).correlate(OutcomeFact)


def _changed_lately(kind: str) -> ColumnElement[bool]:
    """Facts of the open days, and those of records that were taken back in them."""
    asked = [OutcomeFact.happened_at >= SINCE]
    for source in SOURCES[kind]:
        if source.taken_back_at is not None:
            taken_back = select(source.record_id).where(source.taken_back_at >= SINCE)
            asked.append(OutcomeFact.record_id.in_(taken_back))
    return or_(*asked)


def carrying(kind: str) -> Any:
    """The statement that gives person `:to` the facts that were person `:from`'s and whose records are `:to`'s now."""
    return _kept(_carrying, kind)


def _carrying(kind: str) -> Update:
    theirs = or_(*(_record_of(source).exists() for source in SOURCES[kind]))
    moved = update(OutcomeFact).where(OutcomeFact.kind == kind, OutcomeFact.person_id == FROM, theirs)
    return moved.values(person_id=TO)


def _record_of(source: Source) -> Select[Any]:
    """The rows of a source that have a fact's key and are of person `:to`."""
    rows = source.rows()
    told = {column.key: column.element for column in rows.selected_columns}
    same = [getattr(OutcomeFact, name) == told[name] for name in KEY]
    found = rows.with_only_columns(literal(1), maintain_column_froms=True)
    return found.where(*same, told["person_id"] == TO).correlate(OutcomeFact)
