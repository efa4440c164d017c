"""What must hold of enterprises. V1: each standing test is what the parts say, and shares are within the whole."""

from collections.abc import Iterator
from datetime import date, datetime

from marketplace.core.clock import today
from marketplace.core.promises import open_since, promise
from marketplace.enterprises.models import Enterprise, WomenOwnedTest
from marketplace.enterprises.ownership import WHOLE, Held, Result, largest_total, results
from marketplace.enterprises.queries import enterprise_slices, parts_that_count, standing_tests

Said = tuple[date, str, int, int, str]
SAYS = "each standing women-owned test is what the parts of its enterprise say at its day, and shares are at most 100 %"


def every_test_is_right() -> Iterator[str]:
    """Reckon the tests of all enterprises anew."""
    return _faults(None)


@promise("V1", SAYS, in_full=every_test_is_right)
def tests_of_open_days_are_right() -> Iterator[str]:
    """Reckon the tests of enterprises anew that changed in the open days (see core.promises.open_since)."""
    return _faults(open_since())


def _faults(since: datetime | None) -> Iterator[str]:
    for enterprises in enterprise_slices(since):
        ids = [row.id for row in enterprises]
        parts, standing = parts_that_count(ids), standing_tests(ids)
        for row in enterprises:
            stored = [_said(test) for test in standing[row.id]]
            yield from _faults_of(row, parts[row.id], stored)


def _faults_of(row: Enterprise, parts: list[Held], stored: list[Said]) -> Iterator[str]:
    if stored != _due(row, parts):
        yield f"enterprise {row.id}: its women-owned tests say something else than its parts"
    if largest_total(row.charter_capital_dong, parts) > WHOLE:
        yield f"enterprise {row.id}: its shares are more than 100 %"


def _due(row: Enterprise, parts: list[Held]) -> list[Said]:
    return [_said(result) for result in results(row.form, row.charter_capital_dong, parts, today())]


def _said(result: Result | WomenOwnedTest) -> Said:
    return result.holds_from, result.basis, result.women_share, result.women_managers, result.result
