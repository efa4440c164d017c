"""Whether two records may be one woman's, judged as an officer would by what lists say: name, year, place, phone.

Rules for Vietnamese names: «Thị» and middle names are left out, titles added, words turned round, marks lost; scans
take l for 1 and ă for â, many write hỏi for ngã. But twins and sisters share all but the given name, «Hà» is not
«Hạ», a mother and a daughter have one phone. What tells two records apart counts as much as what they share.
"""

import re
import unicodedata
from dataclasses import dataclass

from marketplace.core.folding import fold, fold_name, identity, lacks_marks, look_of, written_name_words

ID_NUMBER, PHONE, NAME, SIMILAR_NAME, YEAR_OFF = "id_number", "phone", "name", "similar_name", "year_off"
REASONS = (ID_NUMBER, PHONE, NAME, SIMILAR_NAME, YEAR_OFF)  # the surest first
SURE, LIKELY, MAYBE = 1, 2, 3
SAME, NEAR, PART = "same", "near", "part"  # names: the same words; a slip in a word; a middle name more
EQUAL, UNKNOWN, OFF, FAR = "equal", "unknown", "off", "far"  # years, villages
MOST_SLIPS = 2  # words of a name
_KIND_OF_VILLAGE = re.compile(r"^(?:thon|lang|ban|khu pho|kp|pho|to dan pho|tdp|to|khu|xom|ap|buon)\b\s*")
_SWAPPED_TONES = str.maketrans({"\u0303": "\u0309"})  # ngã as hỏi
_SWAPPED_SHAPES = str.maketrans({"\u0306": "\u0302"})  # ă as â


@dataclass(frozen=True)
class Written:
    """What a record says of who a woman is."""

    full_name: str
    birth_year: int | None = None
    phone: str | None = None
    area_code: str | None = None
    village: str = ""


@dataclass(frozen=True)
class Likeness:
    """How sure it is that two records are one woman's, and why."""

    strength: int
    reasons: tuple[str, ...]


def likeness_of(one: Written, other: Written, *, same_papers: bool = False) -> Likeness | None:
    """How alike two records are; None where they are rather two women's. Equal papers outweigh all else."""
    name, year = compare_names(one.full_name, other.full_name), compare_years(one.birth_year, other.birth_year)
    same_phone = one.phone is not None and one.phone == other.phone
    strength = SURE if same_papers else _strength(one, other, name, year, same_phone=same_phone)
    if strength is None:
        return None
    reasons = {ID_NUMBER: same_papers, PHONE: same_phone, NAME: name == SAME, SIMILAR_NAME: name in (NEAR, PART)}
    found = reasons | {YEAR_OFF: year == OFF and not same_papers}
    return Likeness(strength, tuple(reason for reason in REASONS if found[reason]))


def _strength(one: Written, other: Written, name: str | None, year: str, *, same_phone: bool) -> int | None:
    if name is None or year == FAR:
        return None
    if same_phone:
        return _with_one_phone(name, year)
    if None not in (one.area_code, other.area_code) and one.area_code != other.area_code:
        return None
    village = compare_villages(one.village, other.village) if one.area_code == other.area_code else UNKNOWN
    if name == SAME:
        return _of_one_name(year, village, two_phones=bool(one.phone and other.phone))
    return MAYBE if village == EQUAL and year == EQUAL else None


def _with_one_phone(name: str, year: str) -> int | None:
    if name == SAME:
        return SURE if year in (EQUAL, UNKNOWN) else LIKELY
    return LIKELY if year in (EQUAL, UNKNOWN) else None


def _of_one_name(year: str, village: str, *, two_phones: bool) -> int | None:
    if village == EQUAL:
        return LIKELY if year in (EQUAL, UNKNOWN) else MAYBE
    if village == FAR or two_phones:
        return MAYBE if year == EQUAL and not two_phones else None
    return {EQUAL: LIKELY, UNKNOWN: MAYBE}.get(year)


def compare_names(one: str, other: str) -> str | None:
    """SAME, NEAR (a slip in a word or two), PART (middle names left out); None for names of two women."""
    mine, hers = sorted((written_name_words(one), written_name_words(other)), key=len)
    bare = lacks_marks(one) or lacks_marks(other)
    slips, left = 0, list(hers)
    for word in mine:
        found = min(
            ((_slip(word, her, bare=bare), place) for place, her in enumerate(left)), default=(None, 0), key=_best
        )
        if found[0] is None:
            return None
        slips += found[0]
        left.pop(found[1])
    if left:
        return PART if not slips and _ends_alike(mine, hers, bare=bare) else None
    if not slips:
        return SAME
    return NEAR if slips <= MOST_SLIPS else None


def _best(found: tuple[int | None, int]) -> tuple[int, int]:
    return (9 if found[0] is None else found[0], found[1])


def _ends_alike(short: list[str], long: list[str], *, bare: bool) -> bool:
    """Surname and given name stand at the ends of both; one word alone is a given name."""
    last = _slip(short[-1], long[-1], bare=bare) == 0
    return last and (len(short) == 1 or _slip(short[0], long[0], bare=bare) == 0)


def _slip(one: str, other: str, *, bare: bool) -> int | None:
    """0 for one word, 1 for a word that was misread or half lost its marks, None for two words."""
    mine, hers = identity(one), identity(other)
    if mine == hers:
        return 0
    if fold(one) != fold(other):
        looks = look_of(fold(one)) == look_of(fold(other))
        return (0 if _only_spelling(one, other, bare=bare) else 1) if looks else None
    if bare or _taken_apart(mine, _SWAPPED_TONES) == _taken_apart(hers, _SWAPPED_TONES):
        return 0
    return 1 if _is_misread(mine, hers) else None


def _only_spelling(one: str, other: str, *, bare: bool) -> bool:
    """«Lý» and «Lí» are one word to most who write them."""
    mine, hers = (unicodedata.normalize("NFD", identity(word)).replace("y", "i") for word in (one, other))
    return mine == hers or (bare and fold(mine) == fold(hers))


def _is_misread(mine: str, hers: str) -> bool:
    """One of two words lacks marks of the other, or ă and â are mixed up; «Hà» and «Hạ» are two."""
    if _taken_apart(mine, _SWAPPED_SHAPES) == _taken_apart(hers, _SWAPPED_SHAPES):
        return True
    few, many = sorted((set(_marks(mine)), set(_marks(hers))), key=len)
    return few < many


def _taken_apart(word: str, swapped: dict[int, str]) -> str:
    return unicodedata.normalize("NFD", word).translate(swapped)


def _marks(word: str) -> list[tuple[int, str]]:
    """Each mark of a word with the letter that bears it; the bar of đ is one."""
    marks, letter = [], 0
    for char in unicodedata.normalize("NFD", word):
        if unicodedata.combining(char):
            marks.append((letter, char))
        else:
            letter += 1
            marks += [(letter, char)] if char == "đ" else []
    return marks


def compare_years(one: int | None, other: int | None) -> str:
    """EQUAL, UNKNOWN, OFF (one apart, digits swapped, or a day or month taken for the year), FAR."""
    if one is None or other is None:
        return UNKNOWN
    if one == other:
        return EQUAL
    swapped = one // 100 == other // 100 and f"{one % 100:02}" == f"{other % 100:02}"[::-1]
    return OFF if abs(one - other) == 1 or swapped or _is_day(one) != _is_day(other) else FAR


def _is_day(year: int) -> bool:
    """Whether a day or month may have been read as the year: 12/1985 as 2012, or as 1912."""
    return year // 100 in (19, 20) and 1 <= year % 100 <= 31


def compare_villages(one: str, other: str) -> str:
    """EQUAL however a village is written («Thôn 03», «thon 3»), UNKNOWN where one is not said, FAR."""
    mine, hers = village_key(one), village_key(other)
    if not mine or not hers:
        return UNKNOWN
    return EQUAL if mine == hers else FAR


def village_key(village: str) -> str:
    """What is told of a village: no kind of place, no zeros in front, no marks."""
    words = _KIND_OF_VILLAGE.sub("", fold_name(village)).split()
    return " ".join(word.lstrip("0") or "0" for word in words)
