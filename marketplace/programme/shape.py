"""What an indicator plug must be: one selection of records, from which number, list and file all come."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from marketplace.programme.models import Programme
from marketplace.programme.periods import Period

UNIQUE, OCCURRENCE, SUM = "unique", "occurrence", "sum"


@dataclass(frozen=True)
class Place:
    """Whose records count: a unit's subtree, as a path of the tree."""

    path: str


@dataclass(frozen=True)
class RecordRef:
    """A record behind a number; the web knows the page of each kind."""

    kind: str
    id: int


@dataclass(frozen=True)
class Record:
    """One row of a list behind a number."""

    ref: RecordRef
    on: date
    title: str
    person_name: str
    birth_year: int | None
    unit_name: str
    amount_dong: int | None
    note: str


class Indicator(Protocol):
    """A figure computed from records.

    `select_records` gives one row for each thing counted, with the columns ref_id, happened (instant or day),
    person_id, unit_id, amount_dong, title, note. A UNIQUE or OCCURRENCE figure is the number of rows; a SUM figure
    is the sum of amount_dong. With `by_unit` a woman counts once in each unit that supported her. `version` goes up
    when the definition changes.
    """

    code: str
    version: int
    counting: str
    measure: str  # women | shops | products | dong
    record_kind: str

    def select_records(self, programme: Programme, place: Place, period: Period, *, by_unit: bool = False) -> Any:
        """The selection for a programme, a unit's subtree and a period."""
        ...
