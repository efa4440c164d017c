"""Reading areas: lists for a picker, and finding one by any name people use for it, today's or a former one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import func, select

from marketplace.core.db import session
from marketplace.core.versioned_cache import VersionedCache
from marketplace.core.versions import version_of
from marketplace.places.errors import NoSuchArea
from marketplace.places.lookup import DISTRICT, FORMER, TODAY, Hit, Lookup, Named, build, name_of, words_around
from marketplace.places.models import PLACES, VALID_FROM, Area, FormerArea, Succession
from marketplace.places.naming import bare_name, written_address

AREA_VERSION = VALID_FROM  # what an address stores beside the code


@dataclass(frozen=True)
class Former:
    """A unit that is no more: a commune with its district, or a district; `is_divided` among several of today."""

    name: str
    within: str
    is_divided: bool = False
    is_district: bool = False


@dataclass(frozen=True)
class AreaMatch:
    """A commune of today that answers to what was typed, with the former units through which it was found.

    `is_certain` where its name was typed to the letter and nothing else, past or present, is called the same: only
    then may it be taken without a person's choice.
    """

    code: str
    name: str
    province_code: str
    province_name: str
    formers: tuple[Former, ...] = ()
    is_certain: bool = False


def list_provinces() -> list[Area]:
    """The provinces of today in the order of a dictionary."""
    provinces = select(Area).where(Area.level == "province", Area.valid_to.is_(None)).order_by(Area.sort_key)
    return list(session.scalars(provinces))


def list_communes(province_code: str) -> list[Area]:
    """The communes of a province today in the order of a dictionary; none for an unknown province."""
    inside = select(Area).where(Area.parent_code == province_code, Area.valid_to.is_(None))
    return list(session.scalars(inside.order_by(Area.sort_key)))


def get_area(code: str) -> Area:
    """An area of today by code; NoSuchArea when there is none."""
    area = find_area(code)
    if area is None:
        raise NoSuchArea(code=code)
    return area


def find_area(code: str) -> Area | None:
    """An area of today by code, or None."""
    area = session.get(Area, code) if code and len(code) <= 5 else None
    return area if area and area.valid_to is None else None


def full_name(area: Area) -> str:
    """«Xã Biện Thượng, tỉnh Thanh Hóa»; a province is only itself."""
    if area.parent_code is None:
        return area.name
    return written_address(area.name, session.get_one(Area, area.parent_code).name)


def places_version() -> int:
    """The version of the area tables, by which what is derived from them is cached."""
    return version_of(PLACES)


def former_names(area_codes: list[str]) -> dict[str, list[tuple[str, str]]]:
    """(former commune of June 2025, its district) that went into each area, in the order of their codes."""
    went_into = (
        select(Succession.area_code, FormerArea.name, FormerArea.district)
        .join(FormerArea, FormerArea.id == Succession.former_id)
        .where(Succession.area_code.in_(area_codes), FormerArea.code != "", FormerArea.name != "")
        .order_by(FormerArea.id)
    )
    found: dict[str, list[tuple[str, str]]] = {code: [] for code in area_codes}
    for code, name, district in session.execute(went_into):
        found[code].append((name, district))
    return found


def former_districts() -> Any:
    """A selection of areas of today with the district each belonged to until June 2025: `area_code`, `district`.

    A former commune that was divided says nothing. An area that was made of communes of several districts has none
    here: where such things happened, somebody has to say.
    """
    divided = select(Succession.former_id).group_by(Succession.former_id).having(func.count() > 1)
    rows = select(Succession.area_code, func.min(FormerArea.district).label("district"))
    rows = rows.join(FormerArea, FormerArea.id == Succession.former_id)
    rows = rows.where(FormerArea.code != "", FormerArea.district != "", Succession.former_id.not_in(divided))
    return rows.group_by(Succession.area_code).having(func.min(FormerArea.district) == func.max(FormerArea.district))


def districts_around(area_codes: list[str]) -> dict[str, list[str]]:
    """Every district that a commune of June 2025 brought into each area, whole or in part, in the order of names."""
    found: dict[str, set[str]] = {code: set() for code in area_codes}
    rows = select(Succession.area_code, FormerArea.district).join(FormerArea, FormerArea.id == Succession.former_id)
    rows = rows.where(Succession.area_code.in_(area_codes), FormerArea.code != "", FormerArea.district != "")
    for code, district in session.execute(rows):
        found[code].add(district)
    return {code: sorted(districts) for code, districts in found.items()}


def old_names_text(names: list[tuple[str, str]]) -> str:
    """«Vĩnh Hùng, Vĩnh Tân (Huyện Vĩnh Lộc)»: former names short enough for one line."""
    districts: dict[str, list[str]] = {}
    for name, district in names:
        districts.setdefault(district, []).append(bare_name(name))
    return "; ".join(f"{', '.join(parts)} ({district})" for district, parts in districts.items())


@dataclass(frozen=True, slots=True)
class Place:
    """An area of today as cached in this process: enough for pickers, zones and the name on an address."""

    code: str
    name: str
    level: str
    parent_code: str | None


_directory: VersionedCache[dict[str, Place]] = VersionedCache()
_TODAYS = select(Area.code, Area.name, Area.level, Area.parent_code).where(Area.valid_to.is_(None))


def directory(version: int | None = None) -> Mapping[str, Place]:
    """Every area of today by code, in the order of a dictionary; read anew only when areas were loaded anew.

    Pass the version of places where it was read already.
    """
    return _directory.get(places_version() if version is None else version, _read_directory)


def address_name(code: str, places: Mapping[str, Place]) -> str:
    """«Xã Biện Thượng, tỉnh Thanh Hóa» for a code of the directory; empty for any other."""
    place = places.get(code)
    parent = places.get(place.parent_code or "") if place else None
    return written_address(*(found.name for found in (place, parent) if found))


def _read_directory() -> dict[str, Place]:
    rows = session.execute(_TODAYS.order_by(Area.sort_key, Area.code))
    return {code: Place(code, name, level, parent) for code, name, level, parent in rows}


_lookup: VersionedCache[Lookup] = VersionedCache()


def search_areas(
    text: str, province_code: str | None = None, limit: int = 20, *, near: str | None = None
) -> list[AreaMatch]:
    """Communes of today for a name as typed, today's or a former one, with or without tone marks; the best first.

    Every former commune and district that is called so is followed to what became of it; of equals, those in the
    province `near` come first. Words before a comma are passed over when the whole finds nothing («thôn 3, xã …»).
    """
    version = places_version()
    places = directory(version)
    hits = _lookup.get(version, lambda: _read_lookup(places)).find(text)
    only = _only_area(hits)
    matches = _matches(_in_order(hits, places, near or province_code), places, only)
    return [match for match in matches if province_code in (None, match.province_code)][:limit]


def is_called(code: str, text: str) -> bool:
    """Whether a commune of today answers to a name as typed: its own, or one it had; tones count where any fit."""
    hits = _lookup.get(places_version(), lambda: _read_lookup(directory())).find(text)
    fewest = min((hit.other_tones for hit in hits), default=0)
    return any(code in hit.named.codes for hit in hits if hit.other_tones == fewest)


def _only_area(hits: list[Hit]) -> str:
    """The one commune of today that was typed to the letter, if nothing else, past or present, is called the same."""
    exact = [hit.named for hit in hits if hit.is_exact]
    codes = {code for named in exact for code in named.codes}
    return codes.pop() if len(codes) == 1 and any(named.sort == TODAY for named in exact) else ""


def _in_order(hits: list[Hit], places: Mapping[str, Place], near: str | None) -> list[Hit]:
    def place_in_list(hit: Hit) -> tuple[Any, ...]:
        is_far = all(places[code].parent_code != near for code in hit.named.codes)
        return (hit.other_tones, hit.tier, is_far, hit.is_other_kind, hit.named.sort)

    return sorted(hits, key=place_in_list)


def _matches(hits: list[Hit], places: Mapping[str, Place], only: str) -> list[AreaMatch]:
    """One match a commune of today, with all former units under whose names it was found."""
    formers: dict[str, list[Former]] = {}
    for named in (hit.named for hit in hits):
        for code in named.codes:
            formers.setdefault(code, [])
            if named.sort != TODAY:
                former = Former(named.name, named.within, len(named.codes) > 1, named.sort == DISTRICT)
                formers[code].append(former)
    return [_match(places[code], places, tuple(was), code == only) for code, was in formers.items()]


def _match(place: Place, places: Mapping[str, Place], formers: tuple[Former, ...], is_certain: bool) -> AreaMatch:
    province = places[place.parent_code or ""]
    return AreaMatch(place.code, place.name, province.code, province.name, formers, is_certain)


def _read_lookup(places: Mapping[str, Place]) -> Lookup:
    """The names of today, of the communes before, and of the districts these lay in."""
    links = session.execute(select(Succession.former_id, Succession.area_code).order_by(Succession.area_code))
    went_into: dict[int, list[str]] = {}
    for former_id, code in links:
        went_into.setdefault(former_id, []).append(code)
    rows = session.execute(select(FormerArea.__table__).order_by(FormerArea.id)).all()
    formers = [_Before(row, tuple(went_into.get(row.id, ()))) for row in rows]
    return build([*_names_of_today(places, formers), *_names_before(places, formers), *_districts(formers)])


class _Before(NamedTuple):
    """A former commune, and the communes of today it went into."""

    row: Any
    codes: tuple[str, ...]

    def names(self) -> list[tuple[str, str]]:
        """(name, district), the later first."""
        said = [(self.row.name, self.row.district), (self.row.earlier_name, self.row.earlier_district)]
        return [(name, district) for name, district in said if name and self.codes]

    def districts(self) -> list[str]:
        """Its district, and the one before."""
        return [name for name in (self.row.district, self.row.earlier_district) if name]


def _names_of_today(places: Mapping[str, Place], formers: list[_Before]) -> Iterator[Named]:
    lay_in: dict[str, set[str]] = {}
    for former in formers:
        for code in former.codes:
            lay_in.setdefault(code, set()).update(former.districts())
    for place in places.values():
        if place.parent_code is not None:
            around = words_around(places[place.parent_code].name, *lay_in.get(place.code, ()))
            yield name_of(TODAY, place.name, "", (place.code,), around)


def _names_before(places: Mapping[str, Place], formers: list[_Before]) -> Iterator[Named]:
    kept: dict[tuple[str, ...], frozenset[str]] = {}
    for former in formers:
        provinces = sorted({places[places[code].parent_code or ""].name for code in former.codes})
        for name, district in former.names():
            key = (district, former.row.province, *provinces)
            around = kept.get(key) or kept.setdefault(key, words_around(*key))
            within = district if former.row.province in provinces else f"{district}, {former.row.province}"
            yield name_of(FORMER, name, within, former.codes, around)


def _districts(formers: list[_Before]) -> Iterator[Named]:
    became: dict[tuple[str, str], set[str]] = {}
    for former in formers:
        for district in former.districts():
            became.setdefault((district, former.row.province), set()).update(former.codes)
    for (district, province), codes in became.items():
        yield name_of(DISTRICT, district, province, tuple(sorted(codes)), words_around(province))
