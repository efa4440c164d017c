"""Reading to which groups of a scheme units belong by an officer's word."""

from sqlalchemy import select

from marketplace.association.levels import COMMUNE
from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.core.db import session
from marketplace.programme.models import UnitGroup


def groups_of(scheme: str, scope: Scope) -> list[tuple[Unit, UnitGroup | None]]:
    """The units of communes in a territory, each with its group of a scheme, in the order of names."""
    said = (UnitGroup.unit_id == Unit.id) & (UnitGroup.scheme == scheme) & UnitGroup.ended_at.is_(None)
    rows = select(Unit, UnitGroup).join(UnitGroup, said, isouter=True)
    rows = rows.where(Unit.level == COMMUNE, Unit.valid_to.is_(None), scope.allows(Unit.id))
    return [(unit, group) for unit, group in session.execute(rows.order_by(Unit.folded, Unit.id))]


def list_group_names(scheme: str) -> list[str]:
    """The names of the groups of a scheme that have a unit."""
    rows = select(UnitGroup.name).where(UnitGroup.scheme == scheme, UnitGroup.ended_at.is_(None)).distinct()
    return sorted(session.scalars(rows))


def lock_group(scheme: str, unit_id: int) -> UnitGroup | None:
    """The group of a unit that stands, locked for a change."""
    rows = select(UnitGroup).where(UnitGroup.scheme == scheme, UnitGroup.unit_id == unit_id)
    return session.scalar(rows.where(UnitGroup.ended_at.is_(None)).with_for_update())
