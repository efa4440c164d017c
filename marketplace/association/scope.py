"""Territory: an officer sees her own unit and all below it; enforced inside queries."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, false, or_, select, true

from marketplace.association.models import Unit


@dataclass(frozen=True)
class Scope:
    """The subtrees a person may see, as paths of the tree; `everything` is for the operator."""

    paths: tuple[str, ...] = ()
    everything: bool = False

    def covers(self, unit: Unit) -> bool:
        """Whether a unit lies within this territory."""
        return self.everything or any(unit.path.startswith(path) for path in self.paths)

    def stands_above(self, unit: Unit) -> bool:
        """Whether a unit lies below one of this territory's own units: that level gives it orders."""
        return self.everything or any(unit.path.startswith(path) and unit.path != path for path in self.paths)

    def allows(self, unit_id_column: Any) -> ColumnElement[bool]:
        """A condition that a column holding a unit's key lies within this territory."""
        if self.everything:
            return true()
        if not self.paths:
            return false()
        inside = or_(*(Unit.path.startswith(path, autoescape=True) for path in self.paths))
        condition: ColumnElement[bool] = unit_id_column.in_(select(Unit.id).where(inside))
        return condition


NOTHING = Scope()
EVERYTHING = Scope(everything=True)
