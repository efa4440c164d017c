"""Where a sheet's table is: its heading in one or two rows, which column is which, which rows are no rows of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from marketplace.core.folding import folded_words
from marketplace.imports.cells import read_birth_year, read_phone
from marketplace.imports.fields import BORN, FAMILY, GIVEN, NAME, PHONE, VILLAGE, Field

LOOKED_AT = 40  # rows in which a heading is looked for
SAMPLE = 60
EXACTLY = 1_000  # how like a heading is that says a field's name and nothing else
MOST_OF = 0.6  # of the cells of a column, that say what it holds
_SECTION = re.compile(
    r"^(?:[ivx]+|[a-z]|\d+)?\s*(?:chi hoi|thon|ban|xom|lang|khu pho|khu|to dan pho|tieu khu|pho|to phu nu)\b\s*\S"
)
_TOTAL = re.compile(r"^(?:tong cong|tong so)\b|^(?:tong|cong)(?:\s\d.*)?$")
_FOOT = re.compile(
    r"^(?:an dinh|nguoi lap|nguoi tong hop|(?:.* )?ngay \d+ thang|tm |t m |kt |chu tich|xac nhan|noi nhan|ky ten"
    r"|danh sach (?:nay|tren) co|ghi chu|thu truong|lap bieu)"
)
_FAMILY_NAMES = frozenset(
    folded_words(
        "nguyen tran le pham hoang huynh vu vo phan truong bui dang do ngo ho duong dinh doan luong trinh mai cao lo "
        "quach lu luu ta thai chu dam to lam ly vi cam ngan hua tang mac trieu luc khuong cu phung kieu thao giang ha "
        "vang lau"
    )
)
Columns = dict[str, int]  # field → column


@dataclass(frozen=True)
class Table:
    """Where the heading stands (first and last row, -1 where there is none), and which column holds which field."""

    first: int
    last: int
    headings: list[str]
    columns: Columns


@dataclass
class Found:
    """The rows of a table, each with its texts by field, and what was passed over."""

    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)  # row of the sheet, from 1
    passed: list[tuple[int, str]] = field(default_factory=list)


def find_table(rows: Sequence[Sequence[str]], fields: Sequence[Field]) -> Table:
    """The heading that names the most fields; columns without a known heading are told by what stands in them."""
    best = Table(-1, -1, [""] * (len(rows[0]) if rows else 0), {})
    best_worth = (0, 0)
    for first in range(min(LOOKED_AT, len(rows))):
        for last in (first, first + 1):
            table = _as_heading(rows, first, last, fields)
            if table and _worth(table, fields) > max(best_worth, (1, EXACTLY)):
                best, best_worth = table, _worth(table, fields)
    return told_by_contents(rows, _with_sub_headings(rows, best, fields), fields)


def heading_at(rows: Sequence[Sequence[str]], first: int, last: int, fields: Sequence[Field]) -> Table:
    """The table whose heading somebody says stands in some rows."""
    headings = _joined(rows[first : last + 1]) if first >= 0 else [""] * len(rows[0])
    return told_by_contents(rows, Table(first, last, headings, _recognised(headings, fields)), fields)


def told_by_contents(rows: Sequence[Sequence[str]], table: Table, fields: Sequence[Field]) -> Table:
    """Columns of names, years of birth and phones that no heading named, told by what most of their cells are."""
    columns = _fuller(rows, table, fields)
    looks = {NAME: _is_name, BORN: _is_year, PHONE: _is_phone}
    for code, looks_so in looks.items():
        if code in columns or (code == NAME and GIVEN in columns):
            continue
        for column in range(len(table.headings)):
            cells = [row[column] for row in rows[table.last + 1 : table.last + 1 + SAMPLE] if row[column]]
            is_free = column not in columns.values()
            if is_free and len(cells) >= 2 and sum(map(looks_so, cells)) >= MOST_OF * len(cells):
                columns[code] = column
                break
    return Table(table.first, table.last, table.headings, columns)


def _fuller(rows: Sequence[Sequence[str]], table: Table, fields: Sequence[Field]) -> Columns:
    """The columns, where of two that are headed alike (day of birth, year of birth) a mostly empty one gives way."""
    columns = dict(table.columns)
    body = [row for row in rows[table.last + 1 : table.last + 1 + SAMPLE] if any(row)]
    lowest = [" ".join(folded_words(text)) for text in (rows[table.last] if table.last >= 0 else ())]
    known = {each.code: each.headings for each in fields}
    upper = rows[table.first] if table.first >= 0 else []
    for code, looks_so in ((BORN, _is_year), (PHONE, _is_phone)):
        if code not in columns:
            continue
        held = {
            column: sum(bool(row[column]) and looks_so(row[column]) for row in body)
            for column, text in enumerate(lowest)
            if column == columns[code]
            or (
                column not in columns.values()
                and (text in known.get(code, ()) or _is_beneath_one(upper, column, columns[code]))
            )
        }
        best = max(held, key=lambda column: (held[column], column == columns[code]), default=columns[code])
        if held.get(columns[code], 0) * 2 < len(body):
            columns[code] = best
    return columns


def _is_beneath_one(upper: Sequence[str], one: int, other: int) -> bool:
    """Whether two columns stand under one heading that is merged over both."""
    return bool(upper[one]) and upper[one] == upper[other]


def rows_of(rows: Sequence[Sequence[str]], last: int, columns: Columns) -> Found:
    """The rows below a heading, without blank ones, numbers of columns, headings again, totals and signatures.

    A row that names a village over the rows below it is their village, where they say none themselves.
    """
    found, section, is_over = Found(), "", False
    heading = list(rows[last]) if last >= 0 else []
    for place, cells in enumerate(rows[last + 1 :], start=last + 2):
        texts = list(dict.fromkeys(cell for cell in cells if cell))
        if not texts:
            continue
        said = " ".join(folded_words(" ".join(texts[:3])))
        typed = _typed(cells, columns)
        is_over = is_over or _is_total(texts)
        if _is_section(texts, said):
            section, is_over = _section_of(texts), False
        elif cells == heading or (is_over and not _is_person(typed)) or _is_beside(texts, said):
            pass
        else:
            if section and not typed.get(VILLAGE):
                typed[VILLAGE] = section
            found.rows.append((place, typed))
            continue
        found.passed.append((place, " · ".join(texts)[:200]))
    return found


def _typed(cells: Sequence[str], columns: Columns) -> dict[str, str]:
    typed = {code: cells[column] for code, column in columns.items() if column < len(cells)}
    if NAME not in typed and (FAMILY in typed or GIVEN in typed):
        typed[NAME] = f"{typed.get(FAMILY, '')} {typed.get(GIVEN, '')}".strip()
    return {code: text for code, text in typed.items() if code not in (FAMILY, GIVEN)}


def _as_heading(rows: Sequence[Sequence[str]], first: int, last: int, fields: Sequence[Field]) -> Table | None:
    if last >= len(rows):
        return None
    headings = _joined(rows[first : last + 1])
    columns = _recognised(headings, fields)
    is_whole = first == last or _goes_on(rows[first], rows[last], columns)
    return Table(first, last, headings, columns) if is_whole else None


def _with_sub_headings(rows: Sequence[Sequence[str]], table: Table, fields: Sequence[Field]) -> Table:
    """A heading of one row with the row below, where that is headings too: merged down over it, or naming fields."""
    name = table.columns.get(NAME, table.columns.get(FAMILY))
    longer = _as_heading(rows, table.first, table.first + 1, fields) if table.first == table.last >= 0 else None
    if name is None or longer is None or len(longer.columns) < len(table.columns):
        return table
    said, below = rows[table.last][name], rows[longer.last]
    goes_on = _recognised(below, fields) or _splits(rows[table.first], below)
    return longer if below[name] == said or (not below[name] and goes_on) else table


def _splits(upper: Sequence[str], below: Sequence[str]) -> bool:
    """Whether what stands below are parts of headings that are merged over several columns: «Ngày, tháng», «Năm»."""
    parts = [column for column, text in enumerate(below) if text]
    return len(parts) > 1 and all(upper[column] and upper.count(upper[column]) > 1 for column in parts)


def _goes_on(upper: Sequence[str], lower: Sequence[str], columns: Columns) -> bool:
    """Whether the heading of a table goes on in the next row: nothing of it is data."""
    name = columns.get(NAME, columns.get(FAMILY))
    texts = list(dict.fromkeys(cell for cell in lower if cell))
    if name is None or not upper[name] or _is_section(texts, " ".join(folded_words(" ".join(texts[:3])))):
        return False
    is_same = lower[name] in ("", upper[name]) or FAMILY in columns
    return is_same and not any(re.search(r"\d", text) for text in texts)


def _worth(table: Table, fields: Sequence[Field]) -> tuple[int, int]:
    """How many fields a heading names, then how exactly."""
    known = {each.code: each.headings for each in fields}
    words = [" ".join(folded_words(heading)) for heading in table.headings]
    exact = [max(_likeness(words[column], text) for text in known[code]) for code, column in table.columns.items()]
    return len(table.columns), sum(exact)


def _joined(rows: Sequence[Sequence[str]]) -> list[str]:
    return [" ".join(dict.fromkeys(cell for cell in cells if cell)) for cells in zip(*rows, strict=True)]


def _recognised(headings: Sequence[str], fields: Sequence[Field]) -> Columns:
    """Which column a heading names for which field: the most exact first, each once."""
    words = [" ".join(folded_words(heading)) for heading in headings]
    scored = sorted(
        (
            (-_likeness(text, known), column, place, each.code)
            for place, each in enumerate(fields)
            for known in each.headings
            for column, text in enumerate(words)
            if text and _likeness(text, known)
        ),
    )
    columns: Columns = {}
    for _score, column, _place, code in scored:
        if code not in columns and column not in columns.values():
            columns[code] = column
    return _divided_name(words, columns)


def _divided_name(words: list[str], columns: Columns) -> Columns:
    """A name over two columns, under one heading or under «Họ và tên đệm» and «Tên»."""
    name = columns.get(NAME)
    if name is not None and FAMILY in columns and columns[FAMILY] == name - 1:
        columns[GIVEN] = columns.pop(NAME)
    elif name is not None and name + 1 < len(words) and words[name + 1] == words[name]:
        columns.pop(NAME)
        columns |= {FAMILY: name, GIVEN: name + 1}
    elif name is not None:
        columns.pop(FAMILY, None)
    return columns


def _likeness(text: str, known: str) -> int:
    """How surely a heading means a field: the same words, beginning with them, or holding them among few others."""
    if text == known:
        return EXACTLY + len(known)
    if len(known) < 4 or len(text) > 60:
        return 0
    if text.startswith(f"{known} "):
        return 500 + len(known)
    return len(known) if f" {known} " in f" {text} " else 0


def _is_section(texts: list[str], said: str) -> bool:
    short = [text for text in texts if not re.fullmatch(r"[ivxIVX]+|[A-Za-z]|\d{1,4}", text.strip(" .)"))]
    return len(short) == 1 and len(short[0]) <= 80 and _SECTION.match(said) is not None


def _section_of(texts: list[str]) -> str:
    text = max(texts, key=len)
    return re.sub(r"^(?:[IVX]+|[A-Za-z]|\d+)\s*[.)\-:]\s*|\s*[:(].*$", "", text).strip()


def _is_total(texts: list[str]) -> bool:
    return any(_TOTAL.match(" ".join(folded_words(text))) for text in texts[:2])


def _is_person(typed: dict[str, str]) -> bool:
    return len(typed.get(NAME, "").split()) >= 2 and bool(typed.get(BORN))


def _is_beside(texts: list[str], said: str) -> bool:
    """Whether a row stands beside the table's own: totals, signatures, numbers of columns."""
    return _is_total(texts) or _FOOT.match(said) is not None or _is_numbers(texts)


def _is_numbers(texts: list[str]) -> bool:
    """A row of the numbers of the columns: (1) (2) (3), or A B 1 2."""
    bare = [text.strip("() .") for text in texts]
    return len(bare) >= 3 and all(re.fullmatch(r"\d{1,2}|[A-Z]", text) for text in bare)


def _is_name(text: str) -> bool:
    words = folded_words(text)
    return 2 <= len(words) <= 6 and words[0] in _FAMILY_NAMES and not re.search(r"\d", text)


def _is_year(text: str) -> bool:
    return read_birth_year(text)[1] is None


def _is_phone(text: str) -> bool:
    return len(re.sub(r"\D", "", text)) >= 9 and read_phone(text)[1] is None


def add_units(texts: dict[str, str], table: Table, fields: Sequence[Field]) -> None:
    """Give bare numbers under a heading that names their unit the unit: «20» → «20 triệu»."""
    for each in fields:
        column = table.columns.get(each.code)
        words = folded_words(table.headings[column]) if each.units and column is not None else []
        unit = next((unit for word, unit in each.units if word in words), "")
        if unit and re.fullmatch(r"[0-9][0-9.,]*", texts.get(each.code, "")):
            texts[each.code] = f"{texts[each.code]} {unit}"


def lacking(columns: Columns, fields: Sequence[Field], said_for_all: Sequence[str]) -> Iterator[str]:
    """The fields that every row needs and that no column holds, nor anything said for the whole list."""
    for each in fields:
        has_parts = each.code == NAME and {FAMILY, GIVEN} <= columns.keys()
        if each.is_needed and each.code not in columns and each.code not in said_for_all and not has_parts:
            yield each.code
