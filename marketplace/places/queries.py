"""Reading areas: lists for a picker, and finding one by any name people use for it, today's or a former one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import aliased

from marketplace.core.db import session
from marketplace.core.folding import accented_words, fold
from marketplace.core.versioned_cache import VersionedCache
from marketplace.core.versions import version_of
from marketplace.places.errors import NoSuchArea
from marketplace.places.models import PLACES, VALID_FROM, Area, FormerArea, Succession
from marketplace.places.naming import bare_folded, bare_name, is_said_of_commune, typed_words, written_address

MOST_ROWS = 700  # former communes looked through; the largest province had fewer
AREA_VERSION = VALID_FROM  # what an address stores beside the code


@dataclass(frozen=True)
class AreaMatch:
    """One answer to a name: a commune of today, or (ambiguous) several, of which a person must choose.

    `code` is empty where `ambiguous`; then `candidates` holds (code, name) of each. `old_name` says which former
    unit was recognised.
    """

    code: str
    name: str
    province_code: str
    province_name: str
    old_name: str | None = None
    ambiguous: bool = False
    candidates: tuple[tuple[str, str], ...] = ()


@dataclass
class _Former:
    """A former unit being put together from the rows that were found."""

    name: str
    successors: dict[str, Any] = field(default_factory=dict)


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
    """(former commune, its district) that went into each area, in the order of their codes."""
    went_into = (
        select(Succession.area_code, FormerArea.name, FormerArea.district)
        .join(FormerArea, FormerArea.id == Succession.former_id)
        .where(Succession.area_code.in_(area_codes), FormerArea.name != "")
        .order_by(FormerArea.id)
    )
    found: dict[str, list[tuple[str, str]]] = {code: [] for code in area_codes}
    for code, name, district in session.execute(went_into):
        found[code].append((name, district))
    return found


def search_areas(text: str, province_code: str | None = None, limit: int = 20) -> list[AreaMatch]:
    """Communes of today for a name as typed, folded or not, today's or former; the best first.

    Former communes and districts are followed through their lineage; where one was divided, the match is ambiguous
    and a person must choose. Words before a comma are dropped when the whole finds nothing («thôn 3, xã …»).
    """
    parts = text[:400].split(",")
    for start in range(min(len(parts), 4)):
        rest = ",".join(parts[start:])
        words = typed_words(rest)
        if words and (found := _search(words, set(accented_words(rest)), province_code, limit)):
            return found
    return []


def _search(words: list[str], accents: set[str], province_code: str | None, limit: int) -> list[AreaMatch]:
    named, nearby = _todays(words, accents, province_code, limit)
    communes, districts = _formers(words, accents, province_code)
    listed = {match.code for match in named}
    found = named + [match for match in communes if match.ambiguous or match.code not in listed]
    if not all(word.isascii() for word in accents):
        found.sort(key=lambda match: _other_tones(accents, _said(match)) > 0)
    return (found + districts + nearby)[:limit]


def _said(match: AreaMatch) -> str:
    """The bare name under which a match was found."""
    return bare_name((match.old_name or match.name).split(",")[0])


def _other_tones(accents: set[str], name: str) -> int:
    """How many words of a name were not typed with these very tone marks: «Vĩnh Hưng» after «Vĩnh Hùng»."""
    return sum(word not in accents for word in accented_words(name))


def _todays(
    words: list[str], accents: set[str], province_code: str | None, limit: int
) -> tuple[list[AreaMatch], list[AreaMatch]]:
    """Communes whose own name was typed, and those only lying in a place that was typed."""
    province, typed = aliased(Area), " ".join(words)
    found = (
        select(Area.code, Area.name, Area.folded, province.code, province.name)
        .join(province, province.code == Area.parent_code)
        .where(Area.valid_to.is_(None), _holds(" " + Area.folded + " " + province.folded + " ", words))
        .order_by(Area.sort_key, Area.code)
        .limit(MOST_ROWS)
    )
    if province_code:
        found = found.where(Area.parent_code == province_code)
    ranked: list[tuple[int, int, AreaMatch]] = []
    for code, name, folded, in_code, in_name in session.execute(found):
        match = AreaMatch(code, name, in_code, in_name)
        ranked.append((_closeness(folded, typed), _other_tones(accents, bare_name(name)), match))
    ranked.sort(key=lambda row: row[:2])
    named = [match for rank, _, match in ranked if rank < 3]
    return named[:limit], [match for rank, _, match in ranked if rank == 3][:limit]


def _closeness(folded: str, typed: str) -> int:
    bare = bare_folded(folded)
    if typed in (folded, bare):
        return 0
    if folded.startswith(typed) or bare.startswith(typed) or typed.startswith((folded + " ", bare + " ")):
        return 1
    return 2 if is_said_of_commune(bare, typed) or typed in folded else 3


def _holds(column: Any, words: list[str]) -> ColumnElement[bool]:
    """Every word whole, the last one maybe unfinished; words are letters and digits only."""
    whole = [column.like(f"% {word} %") for word in words[:-1]]
    return and_(*whole, column.like(f"% {words[-1]}%"))


def _formers(words: list[str], accents: set[str], province_code: str | None) -> tuple[list[AreaMatch], list[AreaMatch]]:
    """Former communes that were typed, and former districts that were, each with who succeeded them."""
    typed = " ".join(words)
    communes: dict[int, _Former] = {}
    districts: dict[str, _Former] = {}
    for row in session.execute(_former_rows(words, province_code)):
        if name := _commune_typed(row, typed):
            communes.setdefault(row.id, _Former(name)).successors[row.to] = row
        else:
            for name in _districts_typed(row, typed):
                districts.setdefault(name, _Former(name)).successors[row.to] = row
    return [_match(f) for f in _by_tones(communes, accents)], [_match(f) for f in _by_tones(districts, accents)]


def _by_tones(formers: Mapping[Any, _Former], accents: set[str]) -> list[_Former]:
    return sorted(formers.values(), key=lambda former: _other_tones(accents, bare_name(former.name.split(",")[0])))


def _former_rows(words: list[str], province_code: str | None) -> Any:
    province = aliased(Area)
    found = (
        select(FormerArea.__table__, Area.code.label("to"), Area.name.label("to_name"), province.code.label("in_code"))
        .add_columns(province.name.label("in_name"))
        .join(Succession, Succession.former_id == FormerArea.id)
        .join(Area, Area.code == Succession.area_code)
        .join(province, province.code == Area.parent_code)
        .where(_holds(" " + FormerArea.folded + " ", words))
        .order_by(FormerArea.id, Area.code)
        .limit(MOST_ROWS)
    )
    return found.where(Area.parent_code == province_code) if province_code else found


def _commune_typed(row: Any, typed: str) -> str:
    """What a former commune was called, if it is what was typed; else nothing."""
    for name, district in ((row.name, row.district), (row.earlier_name, row.earlier_district)):
        folded = fold(name)
        bare = bare_folded(folded)
        whole = fold(f"{name} {district} {row.province}")
        begins = whole.startswith(typed) or bare_folded(whole).startswith(typed)
        if name and (begins or is_said_of_commune(bare, typed)) and _all_in(typed, whole):
            return f"{name}, {district}"
    return ""


def _all_in(typed: str, whole: str) -> bool:
    *words, last = typed.split()
    own = whole.split()
    return all(word in own for word in words) and any(word.startswith(last) for word in own)


def _districts_typed(row: Any, typed: str) -> list[str]:
    names = [name for name in (row.district, row.earlier_district) if name]
    return [f"{name}, {row.province}" for name in names if _is_district_typed(fold(name), fold(row.province), typed)]


def _is_district_typed(district: str, province: str, typed: str) -> bool:
    whole = f"{district} {province}"
    begins = whole.startswith(typed) or bare_folded(whole).startswith(typed)
    return begins or (_all_in(typed, whole) and f" {bare_folded(district)} " in f" {typed} ")


def _match(former: _Former) -> AreaMatch:
    rows = list(former.successors.values())
    first = rows[0]
    candidates = tuple((row.to, row.to_name) for row in rows)
    if len(rows) > 1:
        return AreaMatch("", "", first.in_code, first.in_name, former.name, True, candidates)
    return AreaMatch(first.to, first.to_name, first.in_code, first.in_name, former.name, False, candidates)


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
