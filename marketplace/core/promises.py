"""The promises this software makes about its data, each checked by a query that finds nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

Check = Callable[[], Iterator[str]]


@dataclass(frozen=True)
class Promise:
    """One promise: its id in the list of promises, what it says, and the check that yields violations."""

    id: str
    says: str
    check: Check


_promises: list[Promise] = []


def promise(promise_id: str, says: str) -> Callable[[Check], Check]:
    """Register a check; it yields one line for each violation and nothing on sound data."""

    def register(check: Check) -> Check:
        _promises.append(Promise(promise_id, says, check))
        return check

    return register


def all_promises() -> list[Promise]:
    """Every registered promise, in order of id."""
    return sorted(_promises, key=lambda p: (p.id[0], int(p.id[1:].rstrip("abcdefgh")), p.id))


def violations(limit_each: int = 50) -> Iterator[tuple[Promise, str]]:
    """Check every promise; yields each violation found, at most so many of one promise."""
    for kept in all_promises():
        for number, line in enumerate(kept.check()):
            if number >= limit_each:
                break
            yield kept, line
