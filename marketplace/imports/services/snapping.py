"""What was read in a picture, held against what is known: names as the register spells them, villages and communes."""

from collections.abc import Callable, Sequence
from typing import Any

from rapidfuzz import fuzz, process

from marketplace.core.folding import fold, identity, name_key
from marketplace.imports.cells import bare_commune, bare_village, read_birth_year, read_name, read_place
from marketplace.imports.drafts import Area, Draft, Territory
from marketplace.imports.fields import BORN, COMMUNE, NAME, PHONE, VILLAGE
from marketplace.imports.models import ImportList
from marketplace.imports.queries.matching import born_in, known_to
from marketplace.imports.queries.pictures import doubts_of
from marketplace.imports.readings import doubtful_fields
from marketplace.imports.tables import Table

LEAST_ALIKE, AHEAD = 84, 5  # of a hundred; how much more alike than the next
_HOLDS = "chi hoi phu nu ", "chi hoi "
Typed = Sequence[tuple[int, dict[str, str]]]  # row of the sheet, from 1; its texts by field
Doubtful = dict[int, dict[str, str]]  # row of the sheet → field → as it was read


def doubtful_of(row: ImportList, sheet: int, table: Table, typed: Typed, territory: Territory) -> Doubtful:
    """What of some rows was not surely read; texts that are like what is known become it, and are doubtful too."""
    if not row.reader:
        return {}
    doubts, found = doubts_of(row.id, sheet), Doubtful()
    for place, texts in typed:
        fields = doubtful_fields(doubts, place - 1, table.columns)
        fields |= {NAME} if fields & {"family_name", "given_name"} else set()
        found[place] = {code: texts[code] for code in sorted(fields) if texts.get(code)}
    _snap(VILLAGE, typed, found, lambda texts: _village(texts.get(VILLAGE, ""), territory))
    _snap(COMMUNE, typed, found, lambda texts: _commune(texts.get(COMMUNE, ""), territory))
    spelt = _spellings(typed, territory)
    _snap(NAME, typed, found, lambda texts: spelt.get((texts.get(NAME, ""), texts.get(BORN, "")), ""))
    return {place: each for place, each in found.items() if each}


def _snap(code: str, typed: Typed, found: Doubtful, known: Callable[[dict[str, str]], str]) -> None:
    """What is known as it was read is not doubtful; what is like something known becomes that, and is."""
    for place, texts in typed:
        said, better = texts.get(code, ""), known(texts)
        if said and better and identity(better) != identity(said):
            found[place].setdefault(code, said)
            texts[code] = better
        elif said and better:
            found[place].pop(code, None)


def _village(text: str, territory: Territory) -> str:
    """The branch's village that a text means, as it is spelt; «» where none is like it, or two are."""
    areas = [territory.areas[territory.only]] if territory.only else list(territory.areas.values())
    village, commune = read_place(text)
    if not village or commune:
        return ""
    names = {bare: _village_of(unit.name) for area in areas for bare, unit in _branches(area)}
    bare = bare_village(village)
    if bare in names:
        return names[bare] if fold(village) == fold(names[bare]) else ""
    return names.get(_nearest(bare, list(names)), "")


def _branches(area: Area) -> list[tuple[str, Any]]:
    return [(bare, unit) for bare, unit in area.branches.items() if unit.id != area.unit.id]


def _village_of(name: str) -> str:
    """«Chi hội thôn Bồng Trung» → «Thôn Bồng Trung»."""
    start = next((len(words) for words in _HOLDS if fold(name).startswith(words)), 0)
    return name[start : start + 1].upper() + name[start + 1 :]


def _commune(text: str, territory: Territory) -> str:
    names = {bare_commune(area.unit.name): area.unit.name for area in territory.areas.values()}
    bare = bare_commune(text) if text else ""
    return "" if not bare or bare in names else names.get(_nearest(bare, list(names)), "")


def _spellings(typed: Typed, territory: Territory) -> dict[tuple[str, str], str]:
    """Names of women who are known, for names and years of birth that were read: the one that is like it, if one is."""
    drafts = {}
    for place, texts in typed:
        (name, wrong), (year, unknown) = read_name(texts.get(NAME, "")), read_birth_year(texts.get(BORN, ""))
        if not wrong and not unknown:
            given = {NAME: name, BORN: year, PHONE: ""}
            drafts[(texts[NAME], texts[BORN])] = Draft(place, texts, given=given)
    known = known_to(list(drafts.values()), territory.scope)
    years = {draft.given[BORN] for draft in drafts.values()}
    others = born_in(years, territory.scope) if territory.only else {}
    found = {}
    for said, draft in drafts.items():
        year = draft.given[BORN]
        same = {her.full_name for her in known.by_name.get(name_key(draft.given[NAME]), []) if her.birth_year == year}
        if not same:
            near = {fold(name): name for name in others.get(year, ())}
            same = {near[key]} if (key := _nearest(fold(draft.given[NAME]), list(near))) else set()
        if len(same) == 1:
            found[said] = same.pop()
    return found


def _nearest(text: str, known: Sequence[str]) -> str:
    """The one text that is like another by far; «» where none is, or two are about as like."""
    best = process.extract(text, known, scorer=fuzz.ratio, limit=2, score_cutoff=LEAST_ALIKE)
    if not best or (len(best) > 1 and best[0][1] - best[1][1] < AHEAD):
        return ""
    return str(best[0][0])
