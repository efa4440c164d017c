"""State machines: which transitions exist, which kinds of actor may make them, and a numbered history of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import UniqueConstraint, bindparam, func, select
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.actors import Actor
from marketplace.core.clock import now
from marketplace.core.db import Key, Row, session
from marketplace.core.errors import Conflict
from marketplace.core.events import publish
from marketplace.core.row_seals import Sealed
from marketplace.core.rows import bulk_insert, rows_of


class StateChange(Sealed, Row):
    """One transition of one subject; `seq` counts from 1 without gaps per subject (promise O1)."""

    __tablename__ = "state_change"
    __table_args__ = (UniqueConstraint("kind", "subject_id", "seq"),)
    seals = ("kind", "subject_id", "seq", "from_state", "to_state", "actor_kind", "person_id", "note", "at")
    kind: Mapped[str] = mapped_column()
    subject_id: Mapped[int] = mapped_column(Key)
    seq: Mapped[int] = mapped_column()
    from_state: Mapped[str | None] = mapped_column()
    to_state: Mapped[str] = mapped_column()
    actor_kind: Mapped[str] = mapped_column()
    person_id: Mapped[int | None] = mapped_column(Key)
    note: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=now)


@dataclass(frozen=True)
class StateChanged:
    """A subject moved from one state to another."""

    kind: str
    subject_id: int
    from_state: str | None
    to_state: str
    actor_kind: str
    person_id: int | None
    note: str


class WrongState(Conflict):
    """The transition does not exist, or this kind of actor may not make it."""

    kind: str
    state: str | None
    wanted: str


@dataclass(frozen=True)
class StateMachine:
    """The transitions of one kind of row: {(from, to): kinds of actor who may}; `from` is None for the first state."""

    kind: str
    moves: Mapping[tuple[str | None, str], frozenset[str]]

    def allows(self, from_state: str | None, to_state: str, actor_kind: str | None = None) -> bool:
        """Whether the transition exists (and, where an actor kind is given, whether that kind may make it)."""
        actors = self.moves.get((from_state, to_state))
        return actors is not None and (actor_kind is None or actor_kind in actors)

    def states(self) -> set[str]:
        """Every state of the table."""
        return {to for _, to in self.moves}


class HasStates:
    """A row whose `status` changes only through `move_to` (and is set once by `begin_at`, when the row is new)."""

    machine: ClassVar[StateMachine]
    id: Mapped[int]
    status: Mapped[str]

    def begin_at(self, state: str, *, by: Actor, note: str = "", at: datetime | None = None) -> None:
        """Record the first state of a new row, which is added and flushed here."""
        begin(self, self.machine, "status", state, by=by, note=note, at=at)

    def move_to(self, state: str, *, by: Actor, note: str = "", at: datetime | None = None) -> int:
        """Change state, write its history row, publish StateChanged; returns the transition's number. WrongState."""
        return move(self, self.machine, "status", state, by=by, note=note, at=at)


def begin(
    row: Any,
    machine: StateMachine,
    column: str,
    state: str,
    *,
    by: Actor,
    note: str = "",
    at: datetime | None = None,
) -> None:
    """Give a new row its first state in one machine; raises WrongState when that is no first state."""
    _require(machine, None, state, by)
    if row.id is None:  # a row that was inserted in this state before has its key
        setattr(row, column, state)
        session.add(row)
        session.flush()
    _record(row.id, machine.kind, None, state, by, note, at, seq=1)


def move(
    row: Any,
    machine: StateMachine,
    column: str,
    state: str,
    *,
    by: Actor,
    note: str = "",
    at: datetime | None = None,
) -> int:
    """Change a row's state in one machine (a row may have two); returns the transition's number. WrongState."""
    before = getattr(row, column)
    if not machine.allows(before, state, by.kind):
        repeated = before == state and is_last_move(machine.kind, row.id, state, by=by, note=note)
        raise WrongState(kind=machine.kind, state=before, wanted=state, repeated=repeated)
    setattr(row, column, state)
    return _record(row.id, machine.kind, before, state, by, note, at)


def is_last_move(kind: str, subject_id: int, state: str, *, by: Actor, note: str) -> bool:
    """Whether the last transition of a subject led to this state, made by this very person with this very note."""
    last = session.scalar(
        select(StateChange)
        .where(StateChange.kind == kind, StateChange.subject_id == subject_id)
        .order_by(StateChange.seq.desc())
        .limit(1)
    )
    made = (last.to_state, last.actor_kind, last.person_id, last.note) if last and last.person_id else None
    return made == (state, by.kind, by.person_id, note)


def _require(machine: StateMachine, before: str | None, state: str, by: Actor) -> None:
    if not machine.allows(before, state, by.kind):
        raise WrongState(kind=machine.kind, state=before, wanted=state)


def _record(
    subject_id: int,
    kind: str,
    before: str | None,
    state: str,
    by: Actor,
    note: str,
    at: datetime | None,
    seq: int | None = None,
) -> int:
    number = seq or _last_seq(kind, subject_id) + 1
    change = {
        "kind": kind,
        "subject_id": subject_id,
        "seq": number,
        "from_state": before,
        "to_state": state,
        "actor_kind": by.kind,
        "person_id": by.person_id,
        "note": note,
        "at": at or now(),
    }
    bulk_insert(StateChange, change)
    publish(StateChanged(kind, subject_id, before, state, by.kind, by.person_id, note))
    return number


_LAST = select(func.max(StateChange.seq)).where(
    StateChange.kind == bindparam("kind"), StateChange.subject_id == bindparam("subject")
)


def _last_seq(kind: str, subject_id: int) -> int:
    [(last,)] = rows_of(_LAST, {"kind": kind, "subject": subject_id})
    return last or 0


def history_of(kind: str, subject_ids: list[int]) -> dict[int, list[StateChange]]:
    """The transitions of several subjects of one kind, in order, by subject id."""
    found: dict[int, list[StateChange]] = {subject_id: [] for subject_id in subject_ids}
    rows = (
        select(StateChange)
        .where(StateChange.kind == kind, StateChange.subject_id.in_(subject_ids))
        .order_by(StateChange.subject_id, StateChange.seq)
    )
    for change in session.scalars(rows):
        found[change.subject_id].append(change)
    return found
