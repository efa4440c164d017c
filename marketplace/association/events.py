"""Events of the Union's units and its cadre."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CoverageChanged:
    """What a unit has (its channels) or what its full-time officers took (courses, posts) was written anew."""

    unit_id: int
