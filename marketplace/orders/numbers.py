"""An order's number as people hold it: read from what somebody typed, without asking whether there is such an order."""

import re
from datetime import date

from marketplace.core.folding import fold
from marketplace.core.references import ALPHABET

PREFIX = "DH"
MISREAD = "01IO"  # signs that no number has after its day, and that eyes and ears take for others
_SPACING = re.compile(r"[^0-9A-Z]+")


def _shape(alphabet: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![0-9])(?P<day>[0-9]{{6}})(?P<rest>[{alphabet}]{{6}})(?:[0-9]{{1,3}})?$")


_NUMBER, _LIKE_A_NUMBER = _shape(ALPHABET), _shape(ALPHABET + MISREAD)


def read_order_number(typed: str) -> str | None:
    """The number of an order somebody typed, as it is stored; None for what cannot be one.

    Any case, with or without its prefix, hyphens, blanks or «#», with words before it («Đơn số …») and the number of a
    parcel after it («…-1»): slips and messages carry both.
    """
    found = _NUMBER.search(_close_up(typed))
    if found is None or not _is_day(found["day"]):
        return None
    return f"{PREFIX}{found['day']}-{found['rest']}"


def is_misread(typed: str) -> bool:
    """Whether what was typed looks like a number, but holds a sign that no number has."""
    return read_order_number(typed) is None and bool(_LIKE_A_NUMBER.search(_close_up(typed)))


def _close_up(typed: str) -> str:
    return _SPACING.sub("", fold(typed).upper())


def _is_day(digits: str) -> bool:
    try:
        date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        return False
    return True
