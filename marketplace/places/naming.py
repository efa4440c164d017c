"""How areas are called: the word for the kind of unit, the bare name, and the short forms people type."""

import re

from marketplace.core.folding import folded_words

DISTRICT_KINDS = ("huyen", "quan", "thi xa", "thanh pho")
_KINDS = re.compile(r"^(?:thành phố|thị xã|thị trấn|đặc khu|phường|huyện|quận|tỉnh|xã)\s+", re.I)
_FOLDED_KINDS = re.compile(r"^(?:thanh pho|thi xa|thi tran|dac khu|phuong|huyen|quan|tinh|xa) ")
_NUMBERED = re.compile(r"^([pq])([0-9]{1,2})$")
_SHORT = {
    "tp": "thanh pho",
    "t": "tinh",
    "tx": "thi xa",
    "tt": "thi tran",
    "p": "phuong",
    "x": "xa",
    "h": "huyen",
    "q": "quan",
    "dk": "dac khu",
    "hcm": "ho chi minh",
    "tphcm": "thanh pho ho chi minh",
    "tpth": "thanh pho thanh hoa",
}
MOST_WORDS = 16


def bare_name(name: str) -> str:
    """«Xã Biện Thượng» → «Biện Thượng»."""
    return _KINDS.sub("", name)


def written_address(*parts: str) -> str:
    """«Thôn 3, xã Biện Thượng, tỉnh Thanh Hóa»: the kind of unit has a capital only where it stands first."""
    first, *rest = [part for part in parts if part] or [""]
    return ", ".join([first, *map(_within, rest)])


def _within(part: str) -> str:
    return part[:1].lower() + part[1:] if _KINDS.match(part) else part


def bare_folded(folded: str) -> str:
    """«xa bien thuong» → «bien thuong»."""
    return _FOLDED_KINDS.sub("", folded)


def typed_words(text: str) -> list[str]:
    """The folded words of what was typed, short forms spelt out: «P. Lam Sơn» → phuong lam son."""
    words: list[str] = []
    for word in folded_words(text[:400])[:MOST_WORDS]:
        numbered = _NUMBERED.match(word)
        spelt = f"{_SHORT[numbered[1]]} {int(numbered[2])}" if numbered else _SHORT.get(word, word)
        words += spelt.split()
    return words


def is_said_of_commune(bare: str, typed: str) -> bool:
    """Whether the typed words name this commune (by its bare name), and not a district of the same name."""
    for found in re.finditer(rf"(?:^| ){re.escape(bare)}(?= |$)", typed):
        before = typed[: found.start()]
        if not before.endswith(DISTRICT_KINDS):
            return True
    return False
