"""Numbers as people here type them: the one grammar of amounts, quantities, shares and years.

    number  = [+] (figures | figures unit | spoken)         «+5», «1.250.000», «250k», «1tr2»
    figures = digits                                        «1250000»
            | groups of three behind «.», «,» or a blank    «1.250.000», «1,250,000», «1 250 000»
            | digits, «.» or «,», digits                    «1,2», «28.5»
            | groups, the other sign, one or two digits     «1.250,5», «1,250,000.00»
    unit    = k | nghìn | ngàn | tr | triệu | tỷ | tỉ       in any case, also without tone marks
    spoken  = digits unit [digits unit …] [rest]            «1 triệu 250 nghìn», «1tr2» (rest: tenths of the unit)

An amount may carry its currency before or behind (đ, Ð, ₫, đồng, VND, VNĐ), a share its «%». Blanks of any width,
full-width figures and signs that nobody sees are forgiven.

What can be read in two ways is never guessed; both readings are given, to ask: «1.250k» (1,25 or 1.250 thousand),
«28.5» where only whole numbers can be meant (28,5 or 285), «1 triệu 500 đồng» (1.500.000 or 1.000.500). Where nothing
below a least value can be meant, thousands and millions are: «28,5» of a price is 28.500 or 28.500.000.

The script that reads amounts back while they are typed (static/js/typed-numbers.js) knows the same grammar;
tests/browser/test_typed_numbers.py holds one against the other.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from marketplace.core.folding import UNSEEN

DONG, COUNT, SHARE = "dong", "count", "share"  # whole đồng, a whole number, a percentage that may have decimals
MOST_DIGITS = 15  # more are no number: a script could not hold them exactly
_TOO_LONG = re.compile(f"(?:[0-9][., ]?){{{MOST_DIGITS + 1}}}")
_THREES = r"[1-9][0-9]{0,2}(?:%s[0-9]{3})+"
_GROUPS = [(sign, re.compile(_THREES % re.escape(sign))) for sign in ". ,"]
_POINT = re.compile(r"([0-9]+)([.,])([0-9]+)")
_GROUPS_AND_POINT = re.compile("({}),([0-9]{{1,2}})|({})[.]([0-9]{{1,2}})".format(_THREES % "[.]", _THREES % ","))
_BLANKS_AND_POINT = re.compile(f"({_THREES % ' '})[.,]([0-9]{{1,2}})")
_ONE_GROUP = re.compile(r"[1-9][0-9]{0,2}")
_UNITS = {"k": 10**3, "nghìn": 10**3, "nghin": 10**3, "ngàn": 10**3, "ngan": 10**3}
_UNITS |= {"triệu": 10**6, "trieu": 10**6, "tr": 10**6, "tỷ": 10**9, "tỉ": 10**9, "ty": 10**9, "ti": 10**9}
_UNIT = re.compile(f" ?({'|'.join(_UNITS)}) ?")
_CURRENCY_BEFORE = re.compile(r"^(?:vnđ|vnd|₫|đ) ?")
_SIGN_BEHIND = {
    DONG: re.compile(r" ?(?:đồng|dong|vnđ|vnd|₫|đ|d)$"),
    COUNT: re.compile(r"(?!)"),
    SHARE: re.compile(r" ?%$"),
}
_YEAR = re.compile(r"[0-9]{4}")
_FULL_WIDTH = {0xFF01 + place: 0x21 + place for place in range(94)}
_SEEN_AS = str.maketrans({"ð": "đ", "ɖ": "đ"})  # Ð and Ɖ look like Đ and come from other keyboards
_BLANKS = re.compile("[\0-\x20\x7f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
Numbers = tuple[Decimal, ...]


@dataclass(frozen=True)
class Typed:
    """What a text says: one value, or the two it may mean; neither where it says no number."""

    value: Decimal | None = None
    either: Numbers = ()


def read_number(text: str, kind: str, least: int = 0) -> Typed:
    """The number of a kind (DONG, COUNT, SHARE) in a text as typed; of two readings none below `least` is asked."""
    body, has_sign = _bare(plain_figures(text), kind)
    parts = _UNIT.split(body)  # number, unit, number, unit, …, rest
    if any(_TOO_LONG.search(part) for part in parts):
        return Typed()
    if len(parts) == 1:
        found = _shares(body) if kind == SHARE else _whole(body)
    elif len(parts) == 3 and not parts[2]:
        found = tuple(number * _UNITS[parts[1]] for number in _before_unit(parts[0]))
    else:
        found = _spoken(parts, has_sign)
    return _judged(_likely(body, tuple(dict.fromkeys(found)), least), kind)


def read_year(text: str) -> int | None:
    """A year in four figures; None for anything else."""
    figures = plain_figures(text)
    return int(figures) if _YEAR.fullmatch(figures) else None


def plain_figures(text: str) -> str:
    """A text of figures without what its keyboard or clipboard added: one kind of blank, lower case, narrow signs."""
    seen = UNSEEN.sub("", text.translate(_FULL_WIDTH))
    lower = unicodedata.normalize("NFC", seen).lower().translate(_SEEN_AS)
    return _BLANKS.sub(" ", lower).strip(" ")


def bare_number(text: str) -> str:
    """A number that names something (account, card, code) without blanks, dots and dashes, letters in capitals."""
    return re.sub("[ .-]", "", plain_figures(text)).upper()


def _bare(text: str, kind: str) -> tuple[str, bool]:
    """Without plus and currency or per cent; and whether one of the latter stood behind."""
    text = re.sub(r"^[+] ?", "", text)
    if kind == DONG:
        text = _CURRENCY_BEFORE.sub("", text)
    bare = _SIGN_BEHIND[kind].sub("", text)
    return bare, bare != text


def _whole(text: str) -> Numbers:
    """Where decimals cannot be meant: groups of three are thousands, anything else behind a point is asked."""
    if found := _POINT.fullmatch(text):
        return (_joined(text),) if _is_group(found) else (_decimal(found), _joined(text))
    return _unmistakable(text)


def _shares(text: str) -> Numbers:
    """Where decimals may be meant: «.» before three figures is how thousands are written here, «,» is asked."""
    if found := _POINT.fullmatch(text):
        if not _is_group(found):
            return (_decimal(found),)
        return (_joined(text),) if found[2] == "." else (_decimal(found), _joined(text))
    return _unmistakable(text)


def _before_unit(text: str) -> Numbers:
    """Before a unit decimals are usual, and so are thousands: three figures behind a point may be either."""
    if found := _POINT.fullmatch(text):
        return (_decimal(found), _joined(text)) if _is_group(found) else (_decimal(found),)
    return _unmistakable(text)


def _unmistakable(text: str) -> Numbers:
    """Plain digits, groups of three, groups with a decimal part behind the other sign."""
    if re.fullmatch("[0-9]+", text) or any(groups.fullmatch(text) for _, groups in _GROUPS):
        return (_joined(text),)
    found = _GROUPS_AND_POINT.fullmatch(text) or _BLANKS_AND_POINT.fullmatch(text)
    if not found:
        return ()
    whole, fraction = (part for part in found.groups() if part)
    return (Decimal(f"{_joined(whole)}.{fraction}"),)


def _spoken(parts: list[str], has_sign: bool) -> Numbers:
    """«1 triệu 250 nghìn», «1tr2»: units from large to small, each part smaller than the unit before it."""
    *pairs, rest = parts
    total, last = Decimal(0), Decimal(10) ** MOST_DIGITS
    for digits, unit in zip(pairs[::2], pairs[1::2], strict=True):
        if not re.fullmatch("[0-9]+", digits) or int(digits) * _UNITS[unit] >= last:
            return ()
        total, last = total + int(digits) * _UNITS[unit], Decimal(_UNITS[unit])
    return tuple(total + more for more in _rest(rest, last, has_sign))


def _rest(text: str, unit: Decimal, has_sign: bool) -> Numbers:
    """What follows the last unit: tenths of it («1tr2»), or đồng written out («1 triệu 250.000»); asked if either."""
    if not text:
        return (Decimal(0),)
    if re.fullmatch("[0-9]{1,3}", text):
        tenths = int(text.ljust(3, "0")) * unit / 1000
        return (tenths, Decimal(text)) if has_sign else (tenths,)
    written_out = any(groups.fullmatch(text) for _, groups in _GROUPS) and _joined(text) < unit
    return (_joined(text),) if written_out else ()


def _likely(text: str, found: Numbers, least: int) -> Numbers:
    """Of two readings those that can be meant; of a decimal too small, its thousands or millions, never one alone."""
    fits = tuple(number for number in found if number >= least)
    if len(found) < 2 or len(fits) == 2:
        return found
    point = _POINT.fullmatch(text)
    if not point:
        return fits
    scaled = [_decimal(point) * 10**zeros for zeros in (3, 6, 9)]
    whole = [number for number in scaled if number == int(number) and least <= number < 10**MOST_DIGITS]
    both = tuple(dict.fromkeys([*whole[:1], *fits, *whole[1:]]))[:2]
    return both if len(both) == 2 else ()


def _judged(found: Numbers, kind: str) -> Typed:
    """One number that can be meant, or two to ask about."""
    if any(number >= 10**MOST_DIGITS for number in found):
        return Typed()
    if len(found) == 2:
        return Typed(either=found)
    fits = [number for number in found if kind == SHARE or number == int(number)]
    return Typed(fits[0]) if fits else Typed()


def _is_group(found: re.Match[str]) -> bool:
    return len(found[3]) == 3 and _ONE_GROUP.fullmatch(found[1]) is not None


def _joined(text: str) -> Decimal:
    return Decimal(re.sub("[., ]", "", text))


def _decimal(found: re.Match[str]) -> Decimal:
    return Decimal(f"{found[1]}.{found[3]}")
