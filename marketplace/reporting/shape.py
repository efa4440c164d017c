"""The shape of a report that is run by its name: what it is asked, and the rows it answers with."""

from dataclasses import dataclass
from typing import Protocol

from marketplace.association.models import Unit
from marketplace.programme.models import Programme
from marketplace.programme.periods import Period
from marketplace.reporting.report import Report


@dataclass(frozen=True)
class Question:
    """Whose figures, of which days; `with_totals` adds totals that have no list, marked as such."""

    programme: Programme
    unit: Unit
    days: Period
    with_totals: bool = False


@dataclass(frozen=True)
class ReportWords:
    """The words of a report."""

    title: str


class NamedReport(Protocol):
    """A report; its columns are headed by words that never change, for programs that read them."""

    code: str
    words: ReportWords

    def run(self, question: Question) -> Report:
        """Its rows."""
        ...
