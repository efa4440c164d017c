"""Writing outcome facts: of one record when it happens, of all records when they are rebuilt."""

from collections.abc import Iterator
from typing import Any

from marketplace.core.db import session
from marketplace.core.versions import bump
from marketplace.programme.models import OUTCOMES
from marketplace.programme.queries.outcomes import SOURCES, adding, largest_record, removing, retelling

SLICE = 10_000  # keys of records at a time


def note_outcomes(kind: str, record_id: int) -> None:
    """Bring the facts of one record up to date with it, as part of the running transaction."""
    renew_facts(kind, record_id, record_id)


def renew_facts(kind: str, first: int, last: int) -> int:
    """Delete wrong and insert missing facts of the records between two keys; returns how many facts changed.

    A right fact stays as it was written, with the unit and the place of its day.
    """
    session.flush()
    changed = _run(removing(kind), first, last) + _run(adding(kind), first, last)
    if changed:
        bump(OUTCOMES)
    return changed


def retell_outcomes(kind: str, record_id: int) -> None:
    """The same, of a kind whose note changes while the fact stays right: the highest award of an idea."""
    note_outcomes(kind, record_id)
    if _run(retelling(kind), record_id, record_id):
        bump(OUTCOMES)


def slices() -> Iterator[tuple[str, int, int]]:
    """All records as slices (kind, first key, last key), each rebuilt on its own, so that a rebuild can be resumed."""
    for kind in SOURCES:
        for first in range(1, largest_record(kind) + 1, SLICE):
            yield kind, first, first + SLICE - 1


def rebuild_facts() -> int:
    """Rebuild every fact from the records inside the running transaction; returns how many changed."""
    return sum(renew_facts(*part) for part in slices())


def _run(statement: Any, first: int, last: int) -> int:
    """Run a statement past the ORM; gives how many rows it was, of an INSERT too."""
    values = {"first": first, "last": last}
    return session.connection().execute(statement, values, execution_options={"preserve_rowcount": True}).rowcount
