"""Where the rows of a list may belong: the communes of its unit, and their branches."""

from sqlalchemy import select

from marketplace.association.levels import BRANCH, COMMUNE
from marketplace.association.models import Unit
from marketplace.association.queries import get_unit
from marketplace.association.scope import Scope
from marketplace.core.db import session
from marketplace.imports.cells import bare_village
from marketplace.imports.drafts import Area, Territory


def territory_of(unit: Unit) -> Territory:
    """The communes that a unit is made of (its own, for a branch), each with its branches; two statements."""
    top = get_unit(unit.parent_id) if unit.level == BRANCH and unit.parent_id else unit
    below = select(Unit).where(Unit.path.startswith(top.path, autoescape=True), Unit.valid_to.is_(None))
    units = list(session.scalars(below.order_by(Unit.id)))
    areas = {each.area_code: Area(each, {}) for each in units if each.level == COMMUNE and each.area_code}
    by_key = {area.unit.id: area for area in areas.values()}
    for branch in units:
        if branch.level == BRANCH and branch.parent_id in by_key:
            _add_branch(by_key[branch.parent_id], branch)
    only = next(iter(areas)) if len(areas) == 1 and top.level == COMMUNE else None
    return Territory(unit, Scope((top.path,)), areas, only)


def _add_branch(area: Area, branch: Unit) -> None:
    """A branch by the bare name of its village; where two share it, neither is taken without being said."""
    bare = bare_village(branch.name)
    if bare in area.branches:
        area.branches[bare] = area.unit
    else:
        area.branches[bare] = branch
