"""What the cells of lists mean as people write them: names, years of birth, days, phones, places."""

import re
from datetime import date, timedelta
from functools import lru_cache

from marketplace.core.clock import today
from marketplace.core.folding import fold, folded_words
from marketplace.core.typed_numbers import plain_figures
from marketplace.core.words import N_
from marketplace.imports.fields import BORN, NAME, PHONE, Problem
from marketplace.imports.sheets import NO_VALUE
from marketplace.people.errors import BadPhone
from marketplace.people.phones import normalise_phone
from marketplace.training import topics

NOTHING = ("", "-", "–", "0", "không", "x")  # a cell that says none
YOUNGEST, OLDEST = 15, 105
MOST_NAME = 120
SEEN = 4_096  # texts whose meaning is kept in mind
FORMULA = N_("Ô này là công thức chưa có kết quả. Vui lòng ghi giá trị.")
DAY_UNKNOWN = N_("Chỉ biết “%(said)s”, chưa rõ ngày, nên chưa ghi ngày.")
UNREADABLE_DAY = N_("Không đọc được ngày “%(said)s”. Vui lòng ghi như 08/03/2015.")
FIRST_SERIAL, LAST_SERIAL = 7_000, 60_000  # Excel's numbers of the days from 1919 to 2064
_SERIAL_BEGINS = date(1899, 12, 30)
_TITLE = re.compile(r"^(?:đ/c|đ\.c|đc|đồng chí|chị|bà|cô|c\.)[.:]?\s+(?=\S+\s+\S)", re.I)
_DATE = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})", re.A)
_MACHINE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ t].*)?", re.A)
_MONTH = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{4})", re.A)
_TOGETHER = re.compile(r"(\d{2})(\d{2})(\d{4})", re.A)
_YEAR = re.compile(r"(?:sn|nam|s\.)?\s*(\d{4})(?:\.0)?", re.A)
_DIVIDES = re.compile(r"[/;,]|\s-\s|\bhoac\b")
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?e\+?\d+", re.I)
_PARTS = re.compile(r"[,;]|\s[-–]\s")
_COMMUNE_PART = re.compile(r"^(?:xã|phường|thị trấn|tt\.?|p\.|x\.)\s*\S", re.I)
_ABOVE = re.compile(r"^(?:huyện|tỉnh|thành phố|tp\.?|thị xã|tx\.?|h\.)\s*\S", re.I)
_UNIT_WORDS = re.compile(
    r"^(?:chi hoi phu nu|chi hoi|hoi lhpn|thon|ban|khu pho|khu|to dan pho|tdp|to|xom|lang|pho|tieu khu|so)\b[\s.:]*"
)
_COMMUNE_WORDS = re.compile(r"^(?:hoi lhpn\s+)?(?:xa|phuong|thi tran|tt|p|x)\b[\s.:]*")
_TOPICS = {
    topics.DIGITAL_SKILLS: ("ky nang so", "chuyen doi so"),
    topics.ONLINE_SELLING: ("ban hang tren mang", "ban hang truc tuyen", "ban hang online", "thuong mai dien tu"),
    topics.START_UP: ("khoi nghiep", "khoi su", "khoi su kinh doanh"),
    topics.MANAGEMENT: ("quan ly", "dieu hanh", "quan tri"),
    topics.LAW: ("phap luat",),
    topics.TRADE: ("day nghe", "hoc nghe", "ky thuat"),
    topics.OUTREACH: ("tuyen truyen", "huong dan tai cho"),
    topics.UNION_WORK: ("nghiep vu", "cong tac hoi"),
    topics.OTHER: ("noi dung khac", "khac"),
}
TOPIC_CHOICES = (  # without commas: a sheet divides its choices by them
    N_("Kỹ năng số"),
    N_("Bán hàng trên mạng"),
    N_("Khởi nghiệp"),
    N_("Quản lý"),
    N_("Pháp luật"),
    N_("Dạy nghề"),
    N_("Tuyên truyền"),
    N_("Nghiệp vụ công tác Hội"),
    N_("Nội dung khác"),
)
Read = tuple[str, Problem | None]


def read_name(text: str) -> Read:
    """A name as it is kept: without title, and not in capitals; and what stands against it."""
    name = _TITLE.sub("", text)
    if not name:
        return "", Problem(NAME, N_("Vui lòng ghi họ và tên."))
    if NO_VALUE in name:
        return "", Problem(NAME, FORMULA)
    if name[0] in "=+-@":
        return "", Problem(NAME, N_("Tên không thể bắt đầu bằng dấu “%(sign)s”. Vui lòng ghi lại."), {"sign": name[0]})
    if re.search(r"[0-9]", name) or not re.search(r"[^\W\d_]", name):
        return "", Problem(NAME, N_("Ô họ và tên có chữ số hoặc không có chữ. Vui lòng ghi lại."))
    if len(name.split()) < 2:
        return "", Problem(NAME, N_("Vui lòng ghi đủ họ và tên."))
    if len(name) > MOST_NAME:
        return "", Problem(NAME, N_("Họ và tên quá dài. Vui lòng ghi lại."))
    return _cased(name), None


def read_birth_year(text: str) -> tuple[int | None, Problem | None]:
    """The year of birth in «1985», «85», «12/3/85», «03-1985», a day or Excel's number of one."""
    if NO_VALUE in text:
        return None, Problem(BORN, FORMULA)
    if not text:
        return None, Problem(BORN, N_("Vui lòng ghi năm sinh, ví dụ 1985."))
    year = _year_in(_plain(text))
    if year is None:
        return None, Problem(BORN, N_("Không đọc được năm sinh “%(said)s”. Vui lòng ghi như 1985."), {"said": text})
    if not YOUNGEST <= today().year - year <= OLDEST:
        return None, Problem(BORN, N_("Năm sinh %(year)s chưa đúng. Mời xem lại."), {"year": str(year)})
    return year, None


def read_day(text: str, field: str) -> tuple[date | None, Problem | None, Problem | None]:
    """A day of the past; what is to be known where only a year or month is said; and what stands against it."""
    if not text:
        return None, None, None
    if NO_VALUE in text:
        return None, None, Problem(field, FORMULA)
    plain = _plain(text)
    day = _day_in(plain)
    if day is not None and day <= today():
        return day, None, None
    if day is not None:
        return None, None, Problem(field, N_("Ngày %(said)s chưa tới. Mời xem lại."), {"said": text})
    if (month := _MONTH.fullmatch(plain)) or _YEAR.fullmatch(plain):
        year = int(month[2]) if month else _year_in(plain) or 0
        if 1900 <= year <= today().year:
            return (
                None,
                Problem(field, N_("Chỉ biết “%(said)s”, chưa rõ ngày, nên chưa ghi ngày."), {"said": text}),
                None,
            )
    return (
        None,
        None,
        Problem(field, N_("Không đọc được ngày “%(said)s”. Vui lòng ghi như 08/03/2015."), {"said": text}),
    )


def read_phone(text: str) -> Read:
    """A number in E.164: with its lost zero, the first of several; «» where none is said."""
    if not text:
        return "", None
    if NO_VALUE in text:
        return "", Problem(PHONE, FORMULA)
    if _SCIENTIFIC.fullmatch(text.strip()):
        return "", Problem(PHONE, N_("Excel đã viết tắt số điện thoại này và làm mất chữ số. Vui lòng ghi lại."))
    for each in _DIVIDES.split(text):
        figures = re.sub(r"[^0-9+]", "", plain_figures(each))
        if len(figures) == 9 and figures[0] in "35789":
            figures = f"0{figures}"
        try:
            return normalise_phone(figures), None
        except BadPhone:
            continue
    return "", Problem(PHONE, N_("Số điện thoại “%(said)s” chưa đúng. Mời xem lại, hoặc xóa ô này."), {"said": text})


def read_topic(text: str, field: str) -> Read:
    """The topic of a class; «» where none is said."""
    words = f" {' '.join(folded_words(text))} "
    found = [topic for topic, known in _TOPICS.items() if any(f" {each} " in words for each in known)]
    if not text or len(found) == 1:
        return (found[0] if text else ""), None
    return "", Problem(field, N_("Vui lòng ghi một chủ đề: kỹ năng số, khởi nghiệp, pháp luật, dạy nghề …"))


def read_place(text: str) -> tuple[str, str]:
    """The village and the commune that an address names: «Thôn Đông, xã Biện Thượng, tỉnh Thanh Hóa»."""
    parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
    communes = [part for part in parts if _COMMUNE_PART.match(part)]
    village = [part for part in parts if part not in communes and not _ABOVE.match(part)]
    return ", ".join(village), communes[0] if communes else ""


@lru_cache(maxsize=SEEN)
def bare_village(text: str) -> str:
    """What two ways of writing a village share: «Chi hội thôn Bồng Trung», «BỒNG TRUNG» → «bong trung»."""
    bare = fold(text)
    while shorter := _UNIT_WORDS.sub("", bare):
        if shorter == bare:
            return bare
        bare = shorter
    return bare


def bare_commune(text: str) -> str:
    """«Hội LHPN xã Biện Thượng» → «bien thuong»."""
    return _COMMUNE_WORDS.sub("", fold(text)) or fold(text)


def has_marks(name: str) -> bool:
    """Whether a name bears any mark of Vietnamese: what has none may stand for any."""
    return fold(name) != name.casefold()


@lru_cache(maxsize=SEEN)
def _plain(text: str) -> str:
    """Figures and words without what tells them apart on paper only; lists say the same years and villages again."""
    return fold(plain_figures(text))


def _cased(name: str) -> str:
    """A name in capitals or in small letters as names are written."""
    if name not in (name.upper(), name.lower()):
        return name
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), name)


def _year_in(plain: str) -> int | None:
    if day := _day_in(plain, born=True):
        return day.year
    if found := _MONTH.fullmatch(plain) or None:
        return int(found[2]) if 1 <= int(found[1]) <= 12 else None
    if found := _YEAR.fullmatch(plain):
        return int(found[1]) if 1900 <= int(found[1]) <= 2100 else None
    if re.fullmatch(r"\d{2}", plain, re.A):
        return _of_two(int(plain))
    return None


def _day_in(plain: str, *, born: bool = False) -> date | None:
    if found := _MACHINE.fullmatch(plain):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DATE.fullmatch(plain) or _TOGETHER.fullmatch(plain):
        year = int(found[3])
        whole = year if year > 99 else (_of_two(year) if born else 2000 + year)
        return _date(whole, int(found[2]), int(found[1])) if whole else None
    if re.fullmatch(r"\d{4,5}", plain, re.A) and FIRST_SERIAL <= int(plain) <= LAST_SERIAL:
        return _SERIAL_BEGINS + timedelta(days=int(plain))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None


def _of_two(figures: int) -> int | None:
    """The one year of an age to be asked; None for none or two."""
    years = [c + figures for c in (1900, 2000) if YOUNGEST <= today().year - c - figures <= OLDEST - 5]
    return years[0] if len(years) == 1 else None
