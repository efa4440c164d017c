"""What must hold of outcomes and of the women they are told about.

E1: each fact agrees with its record, each record has its facts. E2: merges of two records can be undone. E3: money of
grants and loans is never more than was granted. E4: an enterprise names an idea of its own women.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from marketplace.core.promises import open_since, promise
from marketplace.programme.queries.funding import faults_of_funding
from marketplace.programme.queries.ideas import faults_of_foundings
from marketplace.programme.queries.merges import faults_of_merges
from marketplace.programme.queries.outcomes import SOURCES, largest_record, missing_facts, wrong_facts
from marketplace.programme.services.outcomes import slices

SAYS = "every outcome that a record tells is a fact of its day, and every fact has its record, its day and its amount"
Part = tuple[str, int, int]


def every_fact_is_right() -> Iterator[str]:
    """Compare all records with all facts, slice by slice."""
    return _differences(slices(), None)


@promise("E1", SAYS, in_full=every_fact_is_right)
def facts_of_open_days_are_right() -> Iterator[str]:
    """Compare records and facts that happened, or were taken back, in the open days (see core.promises.open_since)."""
    return _differences(((kind, 1, largest_record(kind)) for kind in SOURCES), open_since())


def _differences(parts: Iterable[Part], since: datetime | None) -> Iterator[str]:
    for part in parts:
        for fact_id, record_id, line, cause in wrong_facts(*part, since):
            yield f"fact {fact_id}: {_name(part[0], record_id, line, cause)} says something else, or is not there"
        for row in missing_facts(*part, since):
            yield f"{_name(row.kind, row.record_id, row.part, row.cause)} has no fact"


def _name(kind: str, record_id: int, part: int, cause: str) -> str:
    return " ".join(str(word) for word in (kind, record_id, part and f"line {part}", cause) if word)


@promise(
    "E2", "a record that was merged leads to the kept one, nothing is counted under it, and each merge can be undone"
)
def merges_can_be_undone() -> Iterator[str]:
    """Merged records without their merge, rows that still name one, moved rows that name somebody else."""
    yield from faults_of_merges()


@promise(
    "E3",
    "what was planned and paid of a grant or loan is at most what was granted, what came back at most what was paid, "
    "and a closed file has no open tranche",
)
def money_stays_within_what_was_granted() -> Iterator[str]:
    """Files whose tranches or repayments say otherwise; that each paid tranche has its fact is E1."""
    yield from faults_of_funding()


@promise("E4", "an idea that an enterprise was founded from is of her who represents it, or of one of its founders")
def ideas_are_of_their_founders() -> Iterator[str]:
    """Enterprises that name an idea of another woman, or one that is not there."""
    yield from faults_of_foundings()
