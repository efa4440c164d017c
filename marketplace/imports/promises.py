"""What must hold of lists: I1, each row that was written has what it entered, and nothing was entered twice."""

from collections.abc import Iterator
from datetime import datetime

from marketplace.core.promises import open_since, promise
from marketplace.imports.queries.faults import faults_of_lists, faults_of_rows

SAYS = (
    "each written row of a list has what it entered for its woman, no record was entered by two rows, none is missing, "
    "and whom a written list found recorded is there"
)


def every_row_is_right() -> Iterator[str]:
    """All rows of all lists that stand."""
    yield from _faults(None)


@promise("I1", SAYS, in_full=every_row_is_right)
def rows_of_open_days_are_right() -> Iterator[str]:
    """Rows written in the open days (see core.promises.open_since)."""
    yield from _faults(open_since())


def _faults(since: datetime | None) -> Iterator[str]:
    yield from faults_of_lists()
    yield from faults_of_rows(since)
