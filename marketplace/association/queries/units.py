"""Reading the Union's tree: units, officers, territory."""

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import joinedload

from marketplace.association.errors import NoSuchUnit
from marketplace.association.levels import BRANCH, COMMUNE
from marketplace.association.models import Officer, Unit
from marketplace.association.scope import EVERYTHING, Scope
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.core.folding import folded_words, sort_key
from marketplace.places.queries import search_areas

MOST_UNITS = 500
MOST_OFFICERS = 1000
MOST_PLACES = 100


def list_offices(person_id: int) -> list[Officer]:
    """Where a person serves now, with the units loaded."""
    serving = select(Officer).where(Officer.person_id == person_id, Officer.ended_at.is_(None))
    return list(session.scalars(serving.order_by(Officer.id)))


def list_serving() -> set[int]:
    """The persons who hold an office now."""
    return set(session.scalars(select(Officer.person_id).where(Officer.ended_at.is_(None))))


def find_office(person_id: int, unit_id: int) -> Officer | None:
    """A person's live office in one unit."""
    here = (Officer.person_id == person_id, Officer.unit_id == unit_id, Officer.ended_at.is_(None))
    return session.scalar(select(Officer).where(*here).limit(1))


def get_officer(officer_id: int, scope: Scope = EVERYTHING) -> Officer:
    """A live office by key within a territory; NotFound otherwise."""
    live = select(Officer).where(Officer.id == officer_id, Officer.ended_at.is_(None))
    officer = session.scalar(live.where(scope.allows(Officer.unit_id)))
    if officer is None:
        raise NotFound(officer_id=officer_id)
    return officer


def has_ended(officer_id: int, scope: Scope = EVERYTHING) -> bool:
    """Whether an office within a territory is over."""
    over = select(Officer.id).where(Officer.id == officer_id, Officer.ended_at.is_not(None))
    return session.scalar(over.where(scope.allows(Officer.unit_id))) is not None


def list_officers(scope: Scope = EVERYTHING, unit_id: int | None = None) -> list[Officer]:
    """Everyone serving within a territory (or in one unit), from the province down, by the unit's name."""
    serving = select(Officer).where(Officer.ended_at.is_(None), scope.allows(Officer.unit_id))
    if unit_id is not None:
        serving = serving.where(Officer.unit_id == unit_id)
    found = session.scalars(serving.options(joinedload(Officer.unit)).order_by(Officer.id).limit(MOST_OFFICERS))
    return sorted(found, key=lambda officer: _place_in_list(officer.unit))


def count_officers(scope: Scope = EVERYTHING) -> dict[int, int]:
    """How many serve in each unit of a territory: unit's key → number."""
    counted = (
        select(Officer.unit_id, func.count())
        .where(Officer.ended_at.is_(None), scope.allows(Officer.unit_id))
        .group_by(Officer.unit_id)
    )
    return dict(session.execute(counted).all())


def find_unit_of_area(area_code: str) -> Unit | None:
    """The unit whose territory is one commune or province today."""
    return session.scalar(select(Unit).where(Unit.area_code == area_code, Unit.valid_to.is_(None)))


def commune_of(unit: Unit) -> str | None:
    """The code of the commune in which a unit works; None of a province."""
    if unit.level == BRANCH and unit.parent_id is not None:
        return get_unit(unit.parent_id).area_code
    return unit.area_code if unit.level == COMMUNE else None


def get_unit(unit_id: int, scope: Scope = EVERYTHING) -> Unit:
    """One unit by key within a territory; NoSuchUnit otherwise."""
    unit = session.scalar(select(Unit).where(Unit.id == unit_id, scope.allows(Unit.id)))
    if unit is None:
        raise NoSuchUnit(unit_id=unit_id)
    return unit


def lock_unit(unit_id: int, scope: Scope = EVERYTHING) -> Unit:
    """One unit by key within a territory, locked for a change."""
    unit = session.scalar(select(Unit).where(Unit.id == unit_id, scope.allows(Unit.id)).with_for_update())
    if unit is None:
        raise NoSuchUnit(unit_id=unit_id)
    return unit


def find_reachable_unit(unit: Unit) -> Unit:
    """The unit to call: this one or the nearest above it that has a phone; this one if none has."""
    nearest: Unit | None = unit
    while nearest is not None and not nearest.contact_phone:
        nearest = get_unit(nearest.parent_id) if nearest.parent_id is not None else None
    return nearest or unit


def find_unit_above(unit: Unit, scope: Scope = EVERYTHING) -> Unit | None:
    """The nearest unit of a territory above one; None where the territory has none above it."""
    above = unit
    while above.parent_id is not None:
        above = get_unit(above.parent_id)
        if scope.covers(above):
            return above
    return None


def list_units(scope: Scope = EVERYTHING, *, text: str = "", levels: tuple[str, ...] = ()) -> list[Unit]:
    """The units of a territory today, province first, then by name as a dictionary sorts.

    `text` is part of a unit's name (every word must occur), or a name that its commune has or had.
    """
    rows = select(Unit).where(Unit.valid_to.is_(None), scope.allows(Unit.id))
    if levels:
        rows = rows.where(Unit.level.in_(levels))
    if words := folded_words(text)[:8]:
        named = and_(*(Unit.folded.contains(word, autoescape=True) for word in words))
        places = [match.code for match in search_areas(text, limit=MOST_PLACES)]
        rows = rows.where(or_(named, Unit.area_code.in_(places)))
    return sorted(session.scalars(rows.order_by(Unit.id).limit(MOST_UNITS)), key=_place_in_list)


def list_branches(unit_id: int) -> list[Unit]:
    """The branches (chi hội) of a commune's unit, by name."""
    rows = select(Unit).where(Unit.parent_id == unit_id, Unit.level == BRANCH, Unit.valid_to.is_(None))
    return sorted(session.scalars(rows.limit(MOST_UNITS)), key=lambda unit: sort_key(unit.name))


def list_branch_codes(unit_id: int) -> list[str]:
    """The codes of every branch a unit ever had, closed ones too."""
    return list(session.scalars(select(Unit.code).where(Unit.parent_id == unit_id, Unit.level == BRANCH)))


def count_children(unit_id: int) -> int:
    """How many units stand directly below one today."""
    below = select(func.count()).select_from(Unit).where(Unit.parent_id == unit_id, Unit.valid_to.is_(None))
    return session.scalar(below) or 0


def list_children(unit: Unit) -> list[Unit]:
    """The units right below one, by name."""
    below = select(Unit).where(Unit.parent_id == unit.id, Unit.valid_to.is_(None))
    return sorted(session.scalars(below.order_by(Unit.id)), key=_place_in_list)


def find_unit_in(scope: Scope, code: str) -> Unit:
    """A unit by code within a territory; NotFound outside it."""
    unit = session.scalar(select(Unit).where(Unit.code == code, scope.allows(Unit.id)))
    if unit is None:
        raise NotFound(unit=code)
    return unit


def top_unit_of(scope: Scope, home_province: str) -> Unit:
    """The highest unit of a territory: where an officer's pages begin."""
    top = select(Unit).where(scope.allows(Unit.id), Unit.valid_to.is_(None)).order_by(func.length(Unit.path), Unit.id)
    home = session.scalar(top.where(Unit.area_code == home_province).limit(1)) if scope.everything else None
    unit = home or session.scalar(top.limit(1))
    if unit is None:
        raise NotFound(unit="top")
    return unit


def list_top_units(scope: Scope, home_province: str) -> list[Unit]:
    """The units that a territory is made of, each with all below it: two for an officer of two communes."""
    if scope.everything or not scope.paths:
        return [top_unit_of(scope, home_province)]
    live = select(Unit).where(Unit.path.in_(scope.paths), Unit.valid_to.is_(None))
    units = sorted(session.scalars(live.order_by(func.length(Unit.path), Unit.id)), key=_place_in_list)
    return [unit for unit in units if not any(unit.path.startswith(u.path) for u in units if u.id != unit.id)]


def _place_in_list(unit: Unit) -> tuple[int, str]:
    """Province first; communes by the bare name of their place: «Hội LHPN xã Ba Đình» under «Ba Đình»."""
    bare = unit.name.removeprefix("Hội LHPN ").partition(" ")[2] or unit.name
    return unit.path.count("/"), sort_key(bare)
