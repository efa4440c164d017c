"""A figure told apart by sealed facts: opened in memory, with one note a kind, and counted without names (P2)."""

from collections.abc import Mapping, Sequence

from marketplace.core.actors import Actor
from marketplace.people.services import traits_for_figures
from marketplace.programme.models import Programme
from marketplace.programme.periods import Period
from marketplace.programme.queries import Parts, Tally
from marketplace.programme.queries.parts import parts_by_woman
from marketplace.programme.shape import Dimension, Indicator, Place, SealedDimension

PURPOSE = "Thống kê số liệu"
Opened = Mapping[str, Mapping[int, str]]  # dimension → woman → value


def sealed_parts_of(
    indicator: Indicator,
    programme: Programme,
    place: Place,
    period: Period,
    dimensions: Sequence[Dimension],
    *,
    actor: Actor,
    unit_id: int,
) -> Parts:
    """Like `parts_of`, by dimensions of which some are sealed. Who shows it hides the small parts."""
    kinds = {dimension.kind for dimension in dimensions if isinstance(dimension, SealedDimension)}
    by_woman = parts_by_woman(indicator, programme, place, period, dimensions, kinds)
    women = {woman for woman, _codes in by_woman if woman is not None}
    told = {"actor": actor, "purpose": PURPOSE, "unit_id": unit_id}
    opened: Opened = {
        dimension.code: traits_for_figures(dimension.kind, women, **told)  # type: ignore[arg-type]
        for dimension in dimensions
        if isinstance(dimension, SealedDimension)
    }
    parts: Parts = {}
    for (woman, codes), tally in by_woman.items():
        key = tuple(_part(d, opened, woman, code) for d, code in zip(dimensions, codes, strict=True))
        so_far = parts.get(key, Tally())
        names = ("records", "women", "amount_dong", "base")
        parts[key] = Tally(*(getattr(so_far, name) + getattr(tally, name) for name in names))
    return parts


def _part(dimension: Dimension, opened: Opened, woman: int | None, code: str | None) -> str | None:
    if not isinstance(dimension, SealedDimension):
        return code
    value = opened[dimension.code].get(woman) if woman is not None else None
    return None if value is None else dimension.part_of_value(value)
