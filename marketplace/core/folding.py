"""Vietnamese text for searching and sorting: tone marks folded away, đ as d, one Unicode form."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_WORDS = re.compile(r"[0-9a-z]+")
_ACCENTED_WORDS = re.compile(r"[^\W_]+")
_NOT_SLUG = re.compile(r"[^0-9a-z]+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LOOKS_LIKE_D = str.maketrans("ÐðƉɖ", "ĐđĐđ")  # letters of Iceland and Ghana that stand for Đ in old files


def tidy(text: str) -> str:
    """NFC, control characters gone, runs of white space as one blank, trimmed: how names are stored."""
    text = unicodedata.normalize("NFC", text)
    kept = "".join(c if c.isprintable() else " " for c in text)
    return _SPACES.sub(" ", kept).strip()


def tidy_lines(text: str) -> str:
    """Like `tidy`, keeping line breaks (at most one empty line in a row): how stories are stored."""
    lines = [tidy(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def fold(text: str) -> str:
    """Lower case without tone marks or diacritics, đ → d: «Sâm BÁO» → «sam bao»."""
    for _twice in range(2):  # decomposing can bring capitals to light («𝕊» → «S»), and their small forms marks
        text = unicodedata.normalize("NFKD", text).casefold()
    text = text.translate(_LOOKS_LIKE_D).replace("đ", "d")
    return _SPACES.sub(" ", "".join(c for c in text if not unicodedata.combining(c))).strip()


def folded_words(text: str) -> list[str]:
    """The folded words of a text in order, punctuation dropped: what the search index holds."""
    return _WORDS.findall(fold(text))


def accented_words(text: str) -> list[str]:
    """The words as typed, lower case, NFC: what ranks an exact tone above a folded one."""
    return _ACCENTED_WORDS.findall(_lowered(text))


def _lowered(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_LOOKS_LIKE_D)).casefold()


def slugify(text: str) -> str:
    """An ASCII path part of at most 80 characters: «Củ sâm Báo tươi» → «cu-sam-bao-tuoi»."""
    return _NOT_SLUG.sub("-", fold(text)).strip("-")[:80].rstrip("-") or "x"


def sort_key(text: str) -> str:
    """A key that sorts Vietnamese words as a dictionary does, on any database without ICU.

    Letters first (a < ă < â < b …), tones second: two ASCII halves divided by a blank that sorts lowest.
    """
    letters: list[str] = []
    tones: list[str] = []
    for word_char in unicodedata.normalize("NFD", _lowered(text)):
        if word_char in _TONES:
            tones[-1:] = [str(_TONES.index(word_char) + 1)]
        elif unicodedata.combining(word_char) and letters:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + word_char)
        else:
            letters.append(word_char)
            tones.append("0")
    return "".join(map(_letter_key, letters)) + " !" + "".join(tones)


def _letter_key(letter: str) -> str:
    place = _LETTERS.find(letter)
    return f"{place + 40:02d}" if place >= 0 else ("  " if letter.isspace() else f"{min(ord(letter), 39):02d}")
