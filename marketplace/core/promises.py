"""Invariants of the data («promises»), each with an id and a check that finds nothing while it holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from marketplace.core.clock import VIETNAM, now
from marketplace.core.registry import forgets

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


def all_promises() -> list[Promise]:
    """Every registered promise, in order of id."""
    return sorted(_promises, key=lambda p: (p.id[0], int(p.id[1:].rstrip("abcdefgh")), p.id))


def violations(limit_each: int = 50, *, full: bool = False) -> Iterator[tuple[Promise, str]]:
    """Run every check (with `full` its complete form) and yield the violations, at most `limit_each` of a promise."""
    for kept in all_promises():
        for number, line in enumerate(kept.in_full() if full else kept.check()):
            if number >= limit_each:
                break
            yield kept, line


def open_since() -> datetime:
    """The start of the days not yet closed by a digest: yesterday 00:00 in Vietnam, so a nightly run sees each day."""
    today = now().astimezone(VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0)
    return today - timedelta(days=1)
