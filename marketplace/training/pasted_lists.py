"""Reading a list of people pasted from a chat or a sheet: one line a person, in whatever order its parts stand.

«1. Lê Thị Mận, 1985, thôn Đông, 0912345678», «Le Thi Man<TAB>85<TAB>912345678», «3) CHỊ LÊ THỊ MẬN - sn 12/3/1985».
What cannot be read as a name is given back as it was typed, never guessed.
"""

import re
from dataclasses import dataclass

from marketplace.core.folding import fold, fold_name, identity, tidy
from marketplace.core.typed_numbers import plain_figures
from marketplace.people.errors import BadPhone
from marketplace.people.phones import normalise_phone

MOST_LINES = 200
OLDEST, YOUNGEST = 1920, 2016
_NUMBERED = re.compile(r"^\s*(?:stt\s*)?[0-9]{1,3}\s*(?:[.)\]:;/-]|\t|\s(?=\D))\s*", re.I)
_BULLET = re.compile(r"^[\s*•–+-]+")
_PHONE = re.compile(r"(?<![0-9])(?:\+?84|0)?[ .]?[1-9][0-9]{1,2}(?:[ .-]?[0-9]{2,4}){2,3}(?![0-9])")
_DAY = re.compile(r"(?<![0-9])[0-9]{1,2}\s*[/.-]\s*[0-9]{1,2}\s*[/.-]\s*((?:19|20)[0-9]{2}|[0-9]{2})(?![0-9])")
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")
_SHORT_YEAR = re.compile(r"(?:^|(?<=[\t,;(|]))\s*([0-9]{2})\s*(?=$|[\t,;)|])")
_FIGURES = re.compile(r"(?<![0-9])[0-9]{4,}(?![0-9])")
_BORN = re.compile(r"(?<!\w)(?:sinh\s*năm|năm\s*sinh|ngày\s*sinh|sinh\s*ngày|sinh|sn|ns)(?!\w)\s*[:.]?", re.I)
_CALLED = re.compile(r"(?<!\w)(?:sđt|sdt|số\s*đt|đt|dt|tel|điện\s*thoại|zalo)(?!\w)\s*[:.]?", re.I)
_PARTS = re.compile(r"[\t,;|]+|\s[-–]\s|\s{3,}")
_TITLE = re.compile(r"^(?:chị|bà|cô|chi|em|bác)\s+(?=\S+\s+\S)", re.I)
_PLACES = ("thon", "ban", "khu", "xom", "to", "pho", "xa", "phuong", "lang", "chi hoi", "doi", "tdp", "kp")
_HEADINGS = ("ho va ten", "ho ten", "danh sach", "hoi lhpn", "lop tap huan", "nam sinh", "ho, ten")
_NOT_IN_NAMES = re.compile(r"[0-9@#/\\=_<>{}$%^&]")


@dataclass(frozen=True)
class Line:
    """One line as it was read: `full_name` is «» where no name could be read of it."""

    number: int  # counted from 1 in the pasted text
    typed: str
    full_name: str
    birth_year: int | None = None
    village: str = ""
    phone: str = ""  # E.164
    bad_phone: str = ""  # what looks like a number and is none


def read_list(text: str) -> tuple[list[Line], int]:
    """The lines of a pasted text and how many were left out: headings, and the same line a second time."""
    lines: list[Line] = []
    seen: set[tuple[str, int | None, str]] = set()
    left_out = 0
    for number, typed in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if not tidy(typed):
            continue
        line = read_line(number, typed)
        key = (identity(line.full_name), line.birth_year, line.phone)
        if _is_heading(typed) or (line.full_name and key in seen):
            left_out += 1
            continue
        seen.add(key)
        lines.append(line)
    return lines, left_out


def read_line(number: int, typed: str) -> Line:
    """One line, whatever its order: number, name, year or day of birth, village, phone."""
    rest = _BULLET.sub("", _NUMBERED.sub("", typed, count=1))
    rest = _CALLED.sub("\t", _BORN.sub("\t", rest))
    birth_year, rest = _take_year(*_take_day(rest))
    phone, bad_phone, rest = _take_phone(rest)
    if birth_year is None:
        birth_year, rest = _take_short_year(rest)
    parts = [part for part in (tidy(each).strip(" .:()-–") for each in _PARTS.split(rest)) if part]
    name, others = _take_name(parts)
    village = next((part for part in others if name and (_is_place(part) or not _NOT_IN_NAMES.search(part))), "")
    village = _in_letters(village) if village.isupper() else village
    return Line(number, tidy(typed), name, birth_year, village, phone, bad_phone)


def _is_heading(typed: str) -> bool:
    plain = fold(typed)
    return any(words in plain for words in _HEADINGS) and not _PHONE.search(typed)


def _take_day(text: str) -> tuple[int | None, str]:
    found = _DAY.search(text)
    if not found:
        return None, text
    year = int(found[1]) if len(found[1]) == 4 else _of_two_figures(int(found[1]))
    return year, f"{text[: found.start()]}\t{text[found.end() :]}"


def _take_year(known: int | None, text: str) -> tuple[int | None, str]:
    for found in _YEAR.finditer(text):
        if known is None and OLDEST <= int(found[1]) <= YOUNGEST and not _is_in_phone(text, found.start()):
            return int(found[1]), f"{text[: found.start()]}\t{text[found.end() :]}"
    return known, text


def _is_in_phone(text: str, at: int) -> bool:
    """Whether a place of a text stands within what is written as a phone: «0912 1985 12»."""
    return any(one.start() <= at < one.end() and len(_digits(one[0])) >= 9 for one in _PHONE.finditer(text))


def _take_short_year(text: str) -> tuple[int | None, str]:
    found = _SHORT_YEAR.search(text)
    if not found:
        return None, text
    year = _of_two_figures(int(found[1]))
    return (year, f"{text[: found.start()]}\t{text[found.end() :]}") if year else (None, text)


def _of_two_figures(figures: int) -> int | None:
    return 1900 + figures if 30 <= figures <= 99 else 2000 + figures if figures <= YOUNGEST - 2000 else None


def _take_phone(text: str) -> tuple[str, str, str]:
    """The first number of a line that is one, a lost zero put back; what looks like one and is none."""
    for found in _PHONE.finditer(text):
        digits = _digits(found[0])
        if len(digits) < 8:
            continue
        rest = f"{text[: found.start()]}\t{text[found.end() :]}"
        for way in (digits, f"0{digits}"):
            try:
                return normalise_phone(way), "", rest
            except BadPhone:
                continue
        return "", found[0].strip(), rest
    figures = _FIGURES.search(text)
    if figures is not None:
        return "", figures[0], f"{text[: figures.start()]}\t{text[figures.end() :]}"
    return "", "", text


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", plain_figures(text))


def _take_name(parts: list[str]) -> tuple[str, list[str]]:
    """The first part that may be a name, and the others; a village written behind it without a comma goes there."""
    for place, part in enumerate(parts):
        name, village = _split_off_place(part)
        if _NOT_IN_NAMES.search(name) or not 2 <= len(fold_name(name).split()) <= 8 or _is_place(part):
            continue
        others = parts[:place] + ([village] if village else []) + parts[place + 1 :]
        return _in_letters(_TITLE.sub("", name)), others
    return "", parts


def _split_off_place(part: str) -> tuple[str, str]:
    found = re.search(r"\s(?=(?:thôn|bản|khu phố|xóm|tổ dân phố|xã|phường)\s)", part, re.I)
    return (part[: found.start()], part[found.end() :]) if found else (part, "")


def _is_place(part: str) -> bool:
    plain = fold(part)
    return any(plain == word or plain.startswith(f"{word} ") for word in _PLACES)


def _in_letters(text: str) -> str:
    """«LÊ THỊ MẬN» as «Lê Thị Mận»; what has small letters stays as it was written, a name all small gets capitals."""
    if text.isupper() or text.islower():
        return " ".join(word[:1].upper() + word[1:].lower() for word in text.split(" "))
    return text
