"""The promises this software makes about its data, each checked by a query that finds nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from marketplace.core.clock import VIETNAM, now
from marketplace.core.registry import forgets

Check = Callable[[], Iterator[str]]


@dataclass(frozen=True)
class Promise:
    """One promise: its id in the list of promises, what it says, and the check that yields violations.

    Where finished days are checked by a shorter proof (docs/adr/0010), `in_full` is the long check.
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
    """What a module promised is promised no more."""
    _promises[:] = [kept for kept in _promises if kept.check.__module__ != module]


def all_promises() -> list[Promise]:
    """Every registered promise, in order of id."""
    return sorted(_promises, key=lambda p: (p.id[0], int(p.id[1:].rstrip("abcdefgh")), p.id))


def violations(limit_each: int = 50, *, full: bool = False) -> Iterator[tuple[Promise, str]]:
    """Check every promise, with `full` by its long check; yields what is broken, at most so many lines of one."""
    for kept in all_promises():
        for number, line in enumerate(kept.in_full() if full else kept.check()):
            if number >= limit_each:
                break
            yield kept, line


def open_since() -> datetime:
    """Where the open days begin: the midnight with which yesterday began in Vietnam: a nightly run meets each day."""
    today = now().astimezone(VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0)
    return today - timedelta(days=1)
