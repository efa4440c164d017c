"""The Union of the home province as this version ships it: one unit for the province, one for each commune.

Loading it twice changes nothing; a commune that was renamed gives its unit the new name, contacts stay.
"""

from sqlalchemy import select

from marketplace.association.levels import COMMUNE, PROVINCE, unit_name
from marketplace.association.models import Unit
from marketplace.core.db import session
from marketplace.core.folding import fold
from marketplace.core.versions import SITE, bump
from marketplace.places.models import Area
from marketplace.site.queries import current_settings


def load() -> None:
    """Load or update the units of the home province, as part of the running transaction."""
    province = session.get(Area, current_settings().home_province)
    if province is None:
        return
    known = {unit.code: unit for unit in session.scalars(select(Unit))}
    top = known.get(province.code) or _new_unit(province, PROVINCE, None)
    communes = select(Area).where(Area.parent_code == province.code, Area.valid_to.is_(None)).order_by(Area.code)
    fresh = [_new_unit(c, COMMUNE, top) for c in session.scalars(communes) if c.code not in known]
    session.flush()
    for unit in fresh:
        unit.path = f"{top.path}{unit.id}/"
    if _rename(known) or fresh:
        bump(SITE)


def _new_unit(area: Area, level: str, parent: Unit | None) -> Unit:
    unit = Unit(
        code=area.code,
        name=unit_name(area.name),
        folded=fold(unit_name(area.name)),
        level=level,
        area_code=area.code,
        parent_id=parent.id if parent else None,
        path="",
        valid_from=area.valid_from,
    )
    session.add(unit)
    if parent is None:
        session.flush()
        unit.path = f"/{unit.id}/"
    return unit


def _rename(known: dict[str, Unit]) -> bool:
    renamed = False
    areas = select(Area.code, Area.name).where(Area.code.in_(known))
    for code, name in session.execute(areas):
        if known[code].name != unit_name(name):
            known[code].name, known[code].folded = unit_name(name), fold(unit_name(name))
            renamed = True
    return renamed
