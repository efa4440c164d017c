"""What a row says of who a woman is, and in which commune and branch she belongs."""

import hashlib
from typing import Any

from marketplace.association.levels import COMMUNE
from marketplace.core.folding import identity, name_words
from marketplace.core.words import N_
from marketplace.imports import cells
from marketplace.imports.drafts import Draft, Territory
from marketplace.imports.fields import BORN, NAME, PHONE, VILLAGE, Problem
from marketplace.imports.fields import COMMUNE as COMMUNE_FIELD
from marketplace.imports.sheets import NO_VALUE
from marketplace.places.queries import search_areas

UNIT, AREA = "unit_id", "area_code"


def read_woman(draft: Draft, territory: Territory) -> None:
    """Read name, year of birth, phone, village and commune of a row; another territory's row is refused."""
    typed = draft.typed
    name, problem = cells.read_name(typed.get(NAME, ""))
    draft.refuse(problem)
    year, problem = cells.read_birth_year(typed.get(BORN, ""))
    draft.refuse(problem)
    phone, problem = cells.read_phone(typed.get(PHONE, ""))
    draft.refuse(problem)
    village, commune = cells.read_place(typed.get(VILLAGE, ""))
    if NO_VALUE in village:
        draft.refuse(Problem(VILLAGE, cells.FORMULA))
    draft.given |= {NAME: name, BORN: year, PHONE: phone, VILLAGE: village}
    _place(draft, territory, village, typed.get(COMMUNE_FIELD) or commune)


def fingerprint_of(kind: str, given: dict[str, Any], says: str) -> str:
    """What two rows share if they say the same of the same woman."""
    who = (identity(given[NAME]), given[BORN], cells.bare_village(given[VILLAGE]), given[PHONE], given.get(AREA))
    return hashlib.sha256("\0".join(map(str, (kind, *who, says))).encode()).hexdigest()


def names_agree(one: str, other: str) -> bool:
    """Whether two names of one key may be written for one: the same marks, or one without any."""
    same_marks = {identity(word) for word in one.split()} == {identity(word) for word in other.split()}
    return same_marks or not (cells.has_marks(one) and cells.has_marks(other))


def are_like(one: str, other: str) -> bool:
    """Whether two names share what tells people apart: as many words as the shorter has, the given name among them."""
    mine, hers = name_words(one), name_words(other)
    return mine[-1] == hers[-1] and len(set(mine) & set(hers)) >= min(len(mine), len(hers), 2)


def _place(draft: Draft, territory: Territory, village: str, commune: str) -> None:
    code = _commune_code(territory, commune) if commune else territory.only
    if code is None and commune:
        draft.refuse(
            Problem(COMMUNE_FIELD, N_("“%(place)s” không thuộc địa bàn của danh sách này."), {"place": commune})
        )
        return
    if code is None:
        draft.refuse(Problem(COMMUNE_FIELD, N_("Vui lòng ghi xã, phường của chị ấy.")))
        return
    area = territory.areas[code]
    branch = area.branches.get(cells.bare_village(village)) if village else None
    if territory.unit.level not in (COMMUNE, "province") and not village:
        branch = territory.unit
    if not village and branch is None:
        draft.refuse(Problem(VILLAGE, N_("Vui lòng ghi thôn, bản hoặc khu phố.")))
    draft.given |= {UNIT: (branch or area.unit).id, AREA: code, "commune_unit_id": area.unit.id}


def _commune_code(territory: Territory, text: str) -> str | None:
    """The commune of the territory that a text names, as it is called today or was before; None for another."""
    if text not in territory.known_names:
        territory.known_names[text] = _looked_up(territory, text)
    return territory.known_names[text]


def _looked_up(territory: Territory, text: str) -> str | None:
    bare = cells.bare_commune(text)
    for code, area in territory.areas.items():
        if bare == cells.bare_commune(area.unit.name):
            return code
    found = [match.code for match in search_areas(text) if match.code in territory.areas]
    return found[0] if len(found) == 1 else None
