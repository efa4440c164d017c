"""How areas are called: the word for the kind of unit, the bare name, and the many ways in which people type both."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from marketplace.core.folding import accented_words, fold

COMMUNE, WIDER = "commune", "wider"  # what a word before a name says of it: a commune, or a district or province
MOST_SIGNS = 400
MOST_WORDS = 24
_KINDS = re.compile(r"^(?:thành phố|thị xã|thị trấn|đặc khu|phường|huyện|quận|tỉnh|xã)\s+", re.I)
_TOKENS = re.compile(r"[^\W_]+|[,;/()\n–—-]")
_NUMBERED = re.compile(r"^([pq])([0-9]{1,2})$")
_I_OR_Y = re.compile(r"^(?:(?P<qu>qu)|(?P<onset>[^aeiouy]*))y(?P<rest>(?(qu).*|))$")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_LEVELS = {"xã": COMMUNE, "phường": COMMUNE, "thị trấn": COMMUNE, "đặc khu": COMMUNE}
_LEVELS |= dict.fromkeys(("huyện", "quận", "thị xã", "thành phố", "tỉnh"), WIDER)
_SPELT = {fold(kind): kind for kind in _LEVELS}
_SHORT = {
    "tp": "thành phố",
    "t": "tỉnh",
    "tx": "thị xã",
    "tt": "thị trấn",
    "p": "phường",
    "x": "xã",
    "h": "huyện",
    "q": "quận",
    "dk": "đặc khu",
}
_TOGETHER = {"hcm": "hồ chí minh", "tphcm": "tp hồ chí minh", "tpth": "tp thanh hóa", "tphn": "tp hà nội"}


@dataclass(frozen=True)
class Phrase:
    """Words of an address that belong together, after the kind of unit if that was typed: (phường) Đông Sơn.

    `words` are as typed, lower case; `is_sure` where the kind cannot also be a part of a name («xa» can: Phúc Xá).
    """

    words: tuple[str, ...]
    kind: str = ""
    is_sure: bool = True

    @property
    def level(self) -> str:
        """COMMUNE, WIDER, or nothing where no kind was typed."""
        return _LEVELS.get(self.kind, "")


def bare_name(name: str) -> str:
    """«Xã Biện Thượng» → «Biện Thượng»."""
    return _KINDS.sub("", name)


def kind_of(name: str) -> str:
    """«Xã Biện Thượng» → «xã»; nothing where a name has no kind."""
    found = _KINDS.match(name)
    return found[0].strip().lower() if found else ""


def written_address(*parts: str) -> str:
    """«Thôn 3, xã Biện Thượng, tỉnh Thanh Hóa»: the kind of unit has a capital only where it stands first."""
    first, *rest = [part for part in parts if part] or [""]
    return ", ".join([first, *map(within_sentence, rest)])


def within_sentence(part: str) -> str:
    """«Xã Biện Thượng» → «xã Biện Thượng»; what is no area stays as it is."""
    return part[:1].lower() + part[1:] if _KINDS.match(part) else part


@lru_cache(maxsize=20_000)
def word_key(word: str) -> str:
    """What all spellings of a word share: no tone marks, i for y where both are written («Lý», «Lí»), 05 as 5."""
    folded = fold(word)
    return str(int(folded)) if folded.isascii() and folded.isdigit() else _with_i(folded)


@lru_cache(maxsize=20_000)
def tone_key(word: str) -> str:
    """A word with its marks, alike for «Hòa» and «Hoà», «Mỹ» and «Mĩ»."""
    parts = unicodedata.normalize("NFD", word.lower())
    letters = unicodedata.normalize("NFC", _TONES.sub("", parts))
    return _with_i(letters) + "".join(_TONES.findall(parts))


def _with_i(word: str) -> str:
    found = _I_OR_Y.match(word)
    return f"{found['qu'] or found['onset']}i{found['rest']}" if found else word


def phrases(text: str) -> list[Phrase]:
    """The phrases of what was typed, short forms spelt out: «P. Lam Sơn, TP Thanh Hóa» → lam sơn, thanh hóa."""
    found: list[Phrase] = []
    start = 0
    tokens = _tokens(text)
    while start < len(tokens):
        kind, width, is_sure = _kind_at(tokens, start)
        end = start + width
        while end < len(tokens) and tokens[end] and (end == start + width or not _kind_at(tokens, end)[0]):
            end += 1
        words = tuple(tokens[start + width : end])
        found += [Phrase(words, kind, is_sure)] if words else []
        start = max(end, start + 1)
    return found


def _tokens(text: str) -> list[str]:
    """Words in lower case, and nothing for a sign that divides."""
    tokens: list[str] = []
    for token in _TOKENS.findall(unicodedata.normalize("NFC", text[:MOST_SIGNS]))[:MOST_WORDS]:
        word = "".join(accented_words(token))
        numbered = _NUMBERED.match(word)
        tokens += [numbered[1], numbered[2]] if numbered else _TOGETHER.get(word, word).split() or [""]
    return tokens


def _kind_at(tokens: list[str], start: int) -> tuple[str, int, bool]:
    """The kind of unit that begins here, of how many words, and whether it can be nothing else; it needs a name."""
    for width in (2, 1):
        words, after = tokens[start : start + width], tokens[start + width : start + width + 1]
        typed = " ".join(words)
        kind = _SPELT.get(fold(typed), "") or (_SHORT.get(typed, "") if width == 1 else "")
        if kind and after and after[0] and (typed.isascii() or typed == kind):
            return kind, width, width == 2 or not typed.isascii()
    return "", 0, True
