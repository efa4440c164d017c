"""Reading figures that were printed once, and what records say of the same days."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.programme.models import Programme, PublishedFigure
from marketplace.programme.periods import Period, span
from marketplace.programme.queries.figures import tallies
from marketplace.programme.registries import INDICATORS
from marketplace.programme.shape import Number, Place

MOST_PUBLISHED = 500


@dataclass(frozen=True)
class Compared:
    """A printed figure beside the figure of the records; None where no indicator tells the same."""

    printed: PublishedFigure
    counted: Number | None

    @property
    def gap(self) -> Number | None:
        """What was printed less what the records say; 0 of «hơn 15.000» where the records say more."""
        if self.counted is None:
            return None
        gap = self.printed.value - self.counted
        return 0 if self.printed.is_at_least and gap < 0 else gap


def list_published(scope: Scope, *, with_void: bool = False) -> list[PublishedFigure]:
    """The printed figures of a territory's units, the last printed first."""
    rows = select(PublishedFigure).where(scope.allows(PublishedFigure.unit_id))
    if not with_void:
        rows = rows.where(PublishedFigure.voided_at.is_(None))
    newest_first = rows.order_by(PublishedFigure.published_on.desc(), PublishedFigure.id)
    return list(session.scalars(newest_first.limit(MOST_PUBLISHED)))


def get_published(figure_id: int, scope: Scope, *, lock: bool = False) -> PublishedFigure:
    """One printed figure of a territory; NotFound outside it."""
    rows = select(PublishedFigure).where(PublishedFigure.id == figure_id, scope.allows(PublishedFigure.unit_id))
    if lock:
        rows = rows.with_for_update(of=PublishedFigure).execution_options(populate_existing=True)
    row = session.scalar(rows)
    if row is None:
        raise NotFound(published_figure=figure_id)
    return row


def compare_published(figures: list[PublishedFigure]) -> list[Compared]:
    """Each beside what the records say; one statement for each programme, unit and last day among them."""
    counted: dict[int, Number] = {}
    alike: dict[tuple[Programme, Unit, Period], list[PublishedFigure]] = defaultdict(list)
    for row in figures:
        if row.programme is not None and row.indicator in INDICATORS:
            alike[row.programme, row.unit, days_of(row, row.programme)].append(row)
    for (programme, unit, days), rows in alike.items():
        plugs = [INDICATORS.get(code) for code in dict.fromkeys(row.indicator for row in rows)]
        told = tallies(programme, plugs, Place(unit.path), {"": days})
        counted |= {row.id: told[row.indicator][""].figure(INDICATORS.get(row.indicator)) for row in rows}
    return [Compared(row, counted.get(row.id)) for row in figures]


def days_of(row: PublishedFigure, programme: Programme) -> Period:
    """The days it tells of; where it does not say since when, since the programme began."""
    return span(row.first_on or programme.begins_on, row.last_on)
