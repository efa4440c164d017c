"""Reading a list of people pasted from a chat or a sheet: one line a person, in whatever order its parts stand.

«1. Lê Thị Mận, 1985, thôn Đông, 0912345678», «Le Thi Man<TAB>85<TAB>912345678», «3) CHỊ LÊ THỊ MẬN - sn 12/3/1985».
What cannot be read as a name is given back as it was typed, never guessed.
"""

import re
import unicodedata
from dataclasses import dataclass

from marketplace.core.folding import could_be_name, fold, fold_name, identity, tidy
from marketplace.core.typed_numbers import plain_figures
from marketplace.people.errors import BadPhone
from marketplace.people.phones import normalise_phone

MOST_LINES = 200
OLDEST, YOUNGEST = 1920, 2016
_NUMBERED = re.compile(r"^\s*(?:stt\s*)?\(?[0-9]{1,3}\s*(?:[.)\]:;/-]|\t|\s(?=\D))\s*", re.I)
_BULLET = re.compile(r"^[\s*•–+-]+")
_REST_OF_PHONE = r"[ .]?[1-9][0-9]{1,2}(?:[ .-]?[0-9]{2,4}){2,3}(?![0-9])"
_PHONE = re.compile(rf"(?<![0-9])(?:\+?84|0)?{_REST_OF_PHONE}")
_PLAINLY_PHONE = re.compile(rf"(?<![0-9])(?:\+84|0){_REST_OF_PHONE}")
_ENDS_IN_TWO = re.compile(r"(\S+)\s+([0-9]{2})\s*$")
_BLANKS = re.compile(r"(?<=[0-9]) +(?=[0-9])")
_DAY = re.compile(r"(?<![0-9])[0-9]{1,2}\s*[/.-]\s*[0-9]{1,2}\s*[/.-]\s*((?:19|20)[0-9]{2}|[0-9]{2})(?![0-9])")
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")
_SHORT_YEAR = re.compile(r"(?:^|(?<=[\t,;(|]))\s*([0-9]{2})\s*(?=$|[\t,;)|])")
_FIGURES = re.compile(r"(?<![0-9])[0-9]{4,}(?![0-9])")
_BORN = re.compile(r"(?<!\w)(?:sinh\s*năm|năm\s*sinh|ngày\s*sinh|sinh\s*ngày|sinh|sn|ns)(?!\w)\s*[:.]?", re.I)
_CALLED = re.compile(r"(?<!\w)(?:sđt|sdt|số\s*đt|đt|dt|tel|điện\s*thoại|zalo)(?!\w)\s*[:.]?", re.I)
_CALLED_SO = re.compile(r"(?<!\w)họ\s*(?:và|,|&)?\s*tên\s*:", re.I)
_PARTS = re.compile(r"[\t,;|]+|\s[-–]\s|\s{3,}")
_TITLE = re.compile(r"^(?:chị|bà|cô|chi|em|bác)\s+(?=\S+\s+\S)", re.I)
_BRACKET = re.compile(r" *[(\[]([^()\[\]]*)[)\]] *| *[(\[]([^()\[\]\t,;|]*)")
_EDGES = ' .:()[]-–"“”'
_KINDS = ("thôn", "bản", "khu", "xóm", "tổ", "phố", "làng", "buôn", "chi hội", "đội", "tdp", "kp")
_PLACE_WORDS = {fold(kind).split()[-1] for kind in _KINDS}
_ROLE = re.compile(r"(?:(?:chi hội|hội|tổ|đội|thôn|bản|xóm|khu phố) )?(?:trưởng|phó|viên)(?: .*)?", re.I)
_WIDER = "xã|phường|thị trấn|thị xã|huyện|quận|tỉnh|thành phố"
_WIDER_PLAIN = fold(_WIDER)
_WIDER_AT = re.compile(rf"(?<!\S)(?:(?:{_WIDER}|tp|tx|tt)\.?\s|[xhpqt]\.)\s*[^\W0-9]", re.I)
_WIDER_PLAIN_AT = re.compile(rf"(?<!\S)(?:{_WIDER_PLAIN})\s+(?!thi\b)[^\W0-9]", re.I)
_NEVER_NAMED = ("danh sach", "hoi lhpn", "lop tap huan")
_HEADINGS = ("ho va ten", "ho ten", "nam sinh", "ho, ten", "ngay sinh")
_DRAWN = ("So", "Sk", "Cn")  # emoji and the like, which belong to nobody's name
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
    wider: str = ""  # the commune, district or province that was written, whichever it is
    remark: str = ""  # what stood in brackets and is no part of her name

    @property
    def home(self) -> str:
        """Where she lives, as written."""
        return ", ".join(filter(None, (self.village, self.wider)))


@dataclass(frozen=True)
class LeftOut:
    """A line that is nobody: a heading, or the same as an earlier line."""

    number: int
    typed: str
    same_as: int = 0  # the number of the earlier line


def read_list(text: str) -> tuple[list[Line], list[LeftOut]]:
    """The lines of a pasted text, and those left out: headings, and the same line a second time."""
    lines: list[Line] = []
    seen: dict[tuple[str, int | None, str, str, str], int] = {}
    left_out: list[LeftOut] = []
    for number, typed in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if not tidy(typed):
            continue
        line = read_line(number, typed)
        key = (identity(line.full_name), line.birth_year, line.phone, fold(line.village), fold(line.wider))
        if _is_heading(typed, line):
            left_out.append(LeftOut(number, line.typed))
        elif line.full_name and key in seen:
            left_out.append(LeftOut(number, line.typed, seen[key]))
        else:
            seen[key] = number
            lines.append(line)
    return lines, left_out


def read_line(number: int, typed: str) -> Line:
    """One line, whatever its order: number, name, year or day of birth, village, phone."""
    typed = "".join(sign for sign in typed if unicodedata.category(sign) not in _DRAWN)
    rest = _BULLET.sub("", _NUMBERED.sub("", typed, count=1))
    rest = _CALLED_SO.sub("\t", _CALLED.sub("\t", _BORN.sub("\t", rest)))
    birth_year, rest = _take_year(*_take_day(rest))
    phone, bad_phone, rest = _take_phone(rest)
    if birth_year is None:
        birth_year, rest = _take_short_year(rest)
    rest, remarks = _take_remarks(rest)
    name, others = _take_name(_parts(rest))
    village, wider = _take_places(others + [one for one in remarks if _is_place(one)]) if name else ("", "")
    remark = ", ".join(one for one in remarks if not _is_place(one) and fold_name(one) and not one.isdigit())
    return Line(number, tidy(typed), name, birth_year, village, phone, bad_phone, wider, remark)


def split_place(text: str) -> tuple[str, str]:
    """A village and what it lies in, as written: «thôn Đông xã Triệu Sơn» → «thôn Đông», «xã Triệu Sơn»."""
    found = (_WIDER_PLAIN_AT if _is_plain(text) else _WIDER_AT).search(text) or _WIDER_AT.search(text)
    at = found.start() if found else len(text)
    return text[:at].strip(_EDGES + ","), text[at:].strip()


def _is_heading(typed: str, line: Line) -> bool:
    """Whether a line stands above a list: what gives a year or a phone beside a name is a person."""
    plain = fold(typed)
    is_titled = any(words in plain for words in _NEVER_NAMED)
    is_headed = any(words in plain for words in _HEADINGS) and not (line.full_name and line.birth_year)
    return (is_titled or is_headed) and not _PHONE.search(typed)


def _parts(text: str) -> list[str]:
    return [part for part in (tidy(each).strip(_EDGES) for each in _PARTS.split(text)) if part]


def _take_remarks(text: str) -> tuple[str, list[str]]:
    """A line without its brackets, left open or not, and what stood in them; «Đỗ (út) Ba» stays one name."""
    remarks: list[str] = []

    def aside(found: re.Match[str]) -> str:
        remarks.extend(_parts(found[1] or found[2] or ""))
        before = _PARTS.split(text[: found.start()])[-1].split()
        return " " if len(before) == 1 else "\t"

    return _BRACKET.sub(aside, text), remarks


def _take_places(parts: list[str]) -> tuple[str, str]:
    """The village of a line, and the commune and what lies around it where they were written."""
    split = [split_place(part) for part in parts]
    villages = [one for one, _wider in split if one and (_is_place(one) or not _is_no_village(one))]
    village = next((one for one in villages if _is_place(one)), villages[0] if villages else "")
    return _in_letters(village) if village.isupper() else village, ", ".join(wider for _one, wider in split if wider)


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
    return any(one.start() <= at < one.end() and len(_digits(one[0])) >= 9 for one in _phones_in(text))


def _phones_in(text: str) -> list[re.Match[str]]:
    """What looks like a phone: what begins like one, «1980 0912 345 678», else whatever has as many figures."""
    plain = [one for one in _PLAINLY_PHONE.finditer(text) if _as_phone(_digits(one[0])) is not None]
    return plain or list(_PHONE.finditer(text))


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
    for found in _phones_in(text):
        if len(_digits(found[0])) < 8:
            continue
        before, rest = text[: found.start()], text[found.end() :]
        for at in (0, *(blank.end() for blank in _BLANKS.finditer(found[0]))):  # «85 912345002»: a year before it
            number = _as_phone(_digits(found[0][at:]))
            if number is not None:
                return number, "", f"{_year_apart(before + found[0][:at])}\t{rest}"
        return "", found[0].strip(), f"{before}\t{rest}"
    figures = _FIGURES.search(text)
    if figures is not None:
        return "", figures[0], f"{text[: figures.start()]}\t{text[figures.end() :]}"
    return "", "", text


def _year_apart(text: str) -> str:
    """What stands before a phone, two figures at its end set apart unless they are a village's: «Hai 85», «thôn 85»."""
    found = _ENDS_IN_TWO.search(text)
    is_year = found is not None and fold(found[1]) not in _PLACE_WORDS
    return f"{text[: found.start(2)]}\t{found[2]}" if found and is_year else text


def _as_phone(digits: str) -> str | None:
    """The number in E.164, a lost zero put back; None for what is none."""
    for way in (digits, f"0{digits}"):
        try:
            return normalise_phone(way)
        except BadPhone:
            continue
    return None


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", plain_figures(text))


def _take_name(parts: list[str]) -> tuple[str, list[str]]:
    """The first part that may be a name, and the others; a village written behind it without a comma goes there."""
    for place, part in enumerate(parts):
        name, village = _split_off_place(part)
        if not could_be_name(name) or _is_place(part):
            continue
        others = parts[:place] + ([village] if village else []) + parts[place + 1 :]
        return _in_letters(_TITLE.sub("", name)), others
    return "", parts


def _split_off_place(part: str) -> tuple[str, str]:
    found = re.search(r"\s(?=(?:thôn|bản|khu phố|xóm|tổ dân phố|xã|phường|thị trấn|huyện|tỉnh)\s)", part, re.I)
    return (part[: found.start()], part[found.end() :]) if found else (part, "")


def _is_place(part: str) -> bool:
    """Whether a part begins as places do: «Tổ 3», «to 3», «thon Dong»; not «Tô Thị Hoa», «Ban Thi Mai»."""
    if _ROLE.fullmatch(part):
        return False
    written = unicodedata.normalize("NFC", part).lower()
    if split_place(part)[0] == "" or any(f"{written} ".startswith(f"{kind} ") for kind in _KINDS):
        return True
    begins = next((fold(kind) for kind in _KINDS if f"{written} ".startswith(f"{fold(kind)} ")), "")
    after = written[len(begins) :].split()
    is_surname = after[:1] in (["thi"], ["van"]) or (begins == "to" and not "".join(after)[:1].isdigit())
    return bool(begins) and _is_plain(part) and not is_surname


def _is_no_village(part: str) -> bool:
    return bool(_NOT_IN_NAMES.search(part) or _ROLE.fullmatch(part))


def _is_plain(text: str) -> bool:
    return fold(text) == " ".join(text.casefold().split())


def _in_letters(text: str) -> str:
    """«LÊ THỊ MẬN» as «Lê Thị Mận»; what has small letters stays as it was written, a name all small gets capitals."""
    if text.isupper() or text.islower():
        return " ".join(word[:1].upper() + word[1:].lower() for word in text.split(" "))
    return text
