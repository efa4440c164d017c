"""Invariants of the data («promises»), each with an id and a check that finds nothing while it holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Generic, TypeVar

from marketplace.core.clock import VIETNAM, as_if, now
from marketplace.core.db import begin_snapshot, session
from marketplace.core.registry import forgets

Noted = TypeVar("Noted")
Check = Callable[[], Iterator[str]]


@dataclass(frozen=True)
class Promise:
    """One invariant: its id (such as A2 or M1), what it says, and the check that yields one line per violation.

    Where past days are checked by comparing digests (docs/adr/0010), `in_full` is the check of every row.
    """

    id: str
    says: str
    check: Check
    in_full: Check


_promises: list[Promise] = []


def promise(promise_id: str, says: str, *, in_full: Check | None = None) -> Callable[[Check], Check]:
    """Register a check, and its long form if it has one; each yields a line per violation, nothing on sound data."""

    def register(check: Check) -> Check:
        _promises.append(Promise(promise_id, says, check, in_full or check))
        return check

    return register


@forgets
def forget_promises(module: str) -> None:
    """Remove every check that a module registered, when the plug it defines is taken out."""
    _promises[:] = [kept for kept in _promises if kept.check.__module__ != module]


class OutsideNote(Generic[Noted]):
    """What stands outside the database, noted before a run's snapshot of it; looked at directly where no run is on.

    Looked at later, it would tell of what was written after the snapshot, and sound data would seem broken.
    """

    def __init__(self, look: Callable[[], Noted]) -> None:
        self._look, self._noted = look, list[Noted]()
        _outside.append(self)

    def __call__(self) -> Noted:
        """What was noted for the run that is on, else what stands there now."""
        return self._noted[0] if self._noted else self._look()

    def keep(self) -> None:
        """Look now, and remember it for the run."""
        self._noted = [self._look()]

    def forget(self) -> None:
        """The run is over."""
        self._noted = []


_outside: list[OutsideNote[Any]] = []


def all_promises() -> list[Promise]:
    """Every registered promise, in order of id."""
    return sorted(_promises, key=lambda p: (p.id[0], int(p.id[1:].rstrip("abcdefgh")), p.id))


def violations(limit_each: int = 50, *, full: bool = False) -> Iterator[tuple[Promise, str]]:
    """Check every promise, with `full` by its long check; yields what is broken, at most so many lines of one."""
    try:
        moment = _begin_run()
        for kept in all_promises():
            with as_if(moment):  # so that nothing seems late because the run takes its time
                lines = list(islice(kept.in_full() if full else kept.check(), limit_each))
            yield from ((kept, line) for line in lines)
    finally:
        session.rollback()
        for note in _outside:
            note.forget()


def _begin_run() -> datetime:
    """Outside first, then one snapshot of the whole database: writers go on, and the run sees one moment of it."""
    session.rollback()
    session.expire_all()
    for note in _outside:
        note.keep()
    moment = now()
    begin_snapshot()
    return moment


def open_since() -> datetime:
    """The start of the days not yet closed by a digest: yesterday 00:00 in Vietnam, so a nightly run sees each day."""
    today = now().astimezone(VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0)
    return today - timedelta(days=1)
