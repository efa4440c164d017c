"""The shape of an indicator: one selection of facts, from which number, list and file all come."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, runtime_checkable

UNIQUE, OCCURRENCE, SUM, HEADS = "unique", "occurrence", "sum", "heads"
SUMS = (SUM, HEADS)  # amounts that are added up, record by record: đồng, or people
SHARE, LATEST = "share", "latest"
STATES = (SHARE, LATEST)  # what is so on the last day, not what happened in the days
Number = int | float


@dataclass(frozen=True)
class Place:
    """The units whose facts count: a unit's subtree, as a path of the tree."""

    path: str

    @property
    def pattern(self) -> str:
        """What the paths in the subtree are LIKE; a path is digits and slashes, so that nothing is to be escaped."""
        return f"{self.path}%"


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
    is_met: bool | None = None  # of a SHARE: whether it fulfils what is asked


@dataclass(frozen=True)
class IndicatorWords:
    """The words of an indicator on pages: Vietnamese message ids marked with `core.words.N_`."""

    name: str
    unit: str
    definition: str
    note_by_unit: str = ""  # what a reader may wonder at where units are compared


class Indicator(Protocol):
    """A figure computed from facts.

    `select_facts` gives the facts that count for a programme, told by its key, whatever the unit and the days; it is
    kept and used again. Its columns are record_id, happened_on, person_id, unit_id, place, amount_dong, title and
    note. UNIQUE counts the different women of these facts, OCCURRENCE the different records of each woman (two
    women of one class are two); SUM adds amount_dong up, record by record; HEADS does the same with people, where
    `person_id` may be None (relatives of a day).

    SHARE and LATEST say what is so on the last day of a period. Their `select_facts` gives all things of the base
    (units, officers), fulfilling or not, in the same columns and three more: `happened_on` is the first day on which a
    thing exists and `until_on` its last (None: it goes on); `met_on` the first day on which it fulfils what is asked
    (None: not yet) and `lost_on` the first on which it does so no more (None: it still does). A thing may have several
    rows of stretches that do not overlap; `person_id` is None where it is no woman. LATEST counts the things that
    fulfil, SHARE their percentage of those that exist. `indicators.base.things` puts such rows together.

    `version` goes up when the definition changes. `earlier`, where a plug has it, holds the plugs of versions before by
    their number, so that old readings can be counted again. `standard_position` is its place in the table of every
    programme; None where only the programmes that ask for it use it. One that counts a part of what a standard one
    counts says so by `whole_position`, the place of that one, and stands right below it.
    """

    code: str
    version: int
    counting: str
    measure: str  # women | people | shops | products | ideas | dong
    record_kind: str
    words: IndicatorWords

    @property
    def standard_position(self) -> int | None:
        """Its place in the table of every programme, or None."""
        ...

    def select_facts(self, programme_id: int) -> Any:
        """The facts that count for a programme."""
        ...


@dataclass(frozen=True)
class DimensionWords:
    """The words of a dimension on pages: Vietnamese message ids marked with `core.words.N_`."""

    name: str


class Dimension(Protocol):
    """By what the things behind a figure are told apart; `dimensions.base` has what most of them share.

    `join` adds what it reads to a selection of things (columns ref_id, happened_on, person_id, unit_id, amount_dong …)
    by outer joins that keep one row a thing; `part` is an expression that gives the code of a thing's part, NULL where
    it is not known. Parts in which few women are are hidden from everybody where it is sensitive, and it is shown only
    to officers; others are hidden from the public. `position` is its place among the dimensions offered.
    """

    code: str
    words: DimensionWords
    position: int
    is_sensitive: bool

    def applies_to(self, indicator: Indicator) -> bool:
        """Whether it tells the things of an indicator apart."""
        ...

    def join(self, rows: Any, things: Any) -> Any:
        """Add what `part` reads to the rows."""
        ...

    def part(self, things: Any) -> Any:
        """The code of a thing's part."""
        ...

    def names(self, codes: Collection[str]) -> dict[str, str]:
        """The names of some parts, by code, in the order in which they are shown; message ids or plain names."""
        ...


@runtime_checkable
class SealedDimension(Dimension, Protocol):
    """A dimension by a fact kept sealed: its `part` is unknown to SQL, its values are opened by `sealed_parts_of`."""

    kind: str

    def part_of_value(self, value: str) -> str:
        """The part of an opened value."""
        ...
