"""Vietnamese text: how it is stored, found, told apart and sorted.

Stored as typed (`tidy`), found without tone marks (`fold`), told apart with them (`identity`): folding is for finding,
never for saying that two names are the same.
"""

import re
import unicodedata
from functools import lru_cache

_CONTROLS = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029]")
_NOT_MEANT = re.compile("[\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_MARKS_AT_ENDS = "\u200b\u2060\ufeff"  # what a clipboard brings along: blank of no width, byte order mark
# Signs that take no room on the screen: they tell neither names nor numbers apart.
UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_APOSTROPHES = re.compile("['`´’‘‛ʼʻʹ′ˈꞌ＇]")
_SPACES = re.compile(r"\s+")
_WORDS = re.compile(r"[0-9a-z]+")
_ACCENTED_WORDS = re.compile(r"[^\W_]+")
_NOT_SLUG = re.compile(r"[^0-9a-z]+")
_AROUND_A_NAME = re.compile(
    r"[(\[{].*|[,;/–].*|\s(?:thôn|xã|bản|phường|khu phố|tổ|ở)\s.*|\s(?:thon|xa|khu|to)\s[0-9].*"
)
_NOT_IN_NAMES = re.compile(r"[0-9@#/\\=_<>{}$%^&|;]")
_WORDS_OF_A_NAME = range(2, 9)
_TITLES = frozenset(("c", "chi", "ba", "co", "o", "ong", "anh", "em", "me", "bac", "di", "mu"))
_SHORT = 80  # characters of a text that is folded again
_OFTEN_LEFT_OUT = "thi"
_LOOKS = str.maketrans("1ly056", "iiioso")  # what a reader of scans, and habits of spelling, take for each other
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE_ON_SECOND = re.compile(f"(o(?=[ae])|u(?=y))([aey])([{_TONES}])")
_NUMBERS = re.compile("[0-9]+")
_LENGTHS = 0xE000  # private characters that say in a sort key how many digits follow
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LOOKS_LIKE_D = str.maketrans("ÐðƉɖ", "ĐđĐđ")  # letters of Iceland and Ghana that stand for Đ in old files


def tidy(text: str) -> str:
    """NFC, runs of white space as one blank, trimmed: how names are stored. Nothing that can be seen is changed.

    What goes is what no keyboard means to write: control characters, signs that turn the reading direction of their
    surroundings, halves of characters. Joiners, soft hyphens and characters newer than this Python stay.
    """
    text = _NOT_MEANT.sub("", _CONTROLS.sub(" ", unicodedata.normalize("NFC", text)))
    return _SPACES.sub(" ", text).strip().strip(_MARKS_AT_ENDS).strip()


def tidy_lines(text: str) -> str:
    """Like `tidy`, keeping line breaks (at most one empty line in a row): how stories are stored."""
    lines = [tidy(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def identity(name: str) -> str:
    """What two names share if and only if they are the same: case and blanks aside, every tone mark counts.

    Which of two vowels bears the tone is a habit of spelling: «Hoà» and «Hòa» are one name, «Hoa» is another.
    """
    taken_apart = unicodedata.normalize("NFD", UNSEEN.sub("", name).casefold())
    composed = unicodedata.normalize("NFC", _TONE_ON_SECOND.sub(r"\1\3\2", taken_apart))
    return _SPACES.sub(" ", composed).strip()


def shows_nothing(text: str) -> bool:
    """Whether nobody would see anything of a text."""
    return not UNSEEN.sub("", text).strip()


def fold(text: str) -> str:
    """Lower case without tone marks or diacritics, đ → d: «Sâm BÁO» → «sam bao»."""
    return _folded_short(text) if len(text) <= _SHORT else _folded(text)


@lru_cache(maxsize=8_192)
def _folded_short(text: str) -> str:
    """Names, villages and headings are folded again and again, many times a row where a list is read."""
    return _folded(text)


def _folded(text: str) -> str:
    if text.isascii():
        return _SPACES.sub(" ", text.lower()).strip()
    for _twice in range(2):  # decomposing can bring capitals to light («𝕊» → «S»), and their small forms marks
        text = unicodedata.normalize("NFKD", text).casefold()
    text = text.translate(_LOOKS_LIKE_D).replace("đ", "d")
    return _SPACES.sub(" ", "".join([c for c in text if c.isascii() or not unicodedata.combining(c)])).strip()


def fold_name(name: str) -> str:
    """A person's name as it is found: folded, without apostrophes, other signs as blanks: «H’Hen Niê» → «hhen nie»."""
    return " ".join(_ACCENTED_WORDS.findall(fold(_APOSTROPHES.sub("", name))))


def could_be_name(text: str) -> bool:
    """Whether a text may be a person's name: two words or more, a letter first, no figure or sign of a formula or tag.

    «Lê Thị Mận», «H’Hen Niê», «Đỗ (út) Ba»; not «x», «=cmd», «Mận 1985».
    """
    has_words = len(fold_name(text).split()) in _WORDS_OF_A_NAME
    return has_words and text[:1].isalpha() and not _NOT_IN_NAMES.search(text)


def name_words(name: str) -> list[str]:
    """The folded words of a person's name that tell her from others: no title, no bracket, no place, no «Thị».

    «Bà Lê Thị Mượt (thôn 3)» → le, muot: «Lê Thị Mận» is often written «Lê Mận», and lists add what they know.
    """
    return _telling(fold_name(_without_place(name)).split() or fold_name(name).split())


def written_name_words(name: str) -> list[str]:
    """The same words with their marks, in small letters: «BÀ LÊ THỊ MƯỢT» → lê, mượt."""
    return _telling(_written(name))


def lacks_marks(name: str) -> bool:
    """Whether a name, title and place aside, stands on its list without any mark: their absence says nothing then."""
    return not any(_is_marked(word) for word in _without_title(_written(name)))


def name_key(name: str) -> str:
    """What two names share that may be one woman's: the words that tell her from others, whatever their order."""
    return " ".join(sorted(set(name_words(name))))


def name_ends(name: str) -> str:
    """Surname and given name as they look, whatever lies between: «Lê Thu Hà», «1ê Hà» → «ha ie»."""
    words = name_words(name)
    return " ".join(sorted({look_of(words[0]), look_of(words[-1])})) if words else ""


def look_of(folded: str) -> str:
    """What two folded words share that scans or spelling confuse: l, I and 1, o and 0, y and i, rn and m."""
    return folded.translate(_LOOKS).replace("rn", "m")


def _without_place(name: str) -> str:
    return _AROUND_A_NAME.sub(" ", tidy(name).casefold())


def _written(name: str) -> list[str]:
    return _ACCENTED_WORDS.findall(unicodedata.normalize("NFC", _APOSTROPHES.sub("", _without_place(name))))


def _is_marked(word: str) -> bool:
    return fold(word) != word


def _telling(words: list[str]) -> list[str]:
    words = _without_title(words)
    return [word for word in words if fold(word) != _OFTEN_LEFT_OUT] or words


def _without_title(words: list[str]) -> list[str]:
    while len(words) > 2 and fold(words[0]) in _TITLES:
        words = words[1:]
    return words


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


@lru_cache(maxsize=4096)
def sort_key(text: str) -> str:
    """A key that sorts Vietnamese words as a dictionary does, on any database without ICU.

    Letters first (a < ă < â < b …), tones second: two ASCII halves divided by a blank that sorts lowest. A number
    sorts by how large it is: «thôn 2» before «thôn 10».
    """
    text = _NUMBERS.sub(lambda number: _number_key(number[0]), text)
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
    return "".join(map(_letter_key, letters)) + "  " + "".join(tones)


def _number_key(digits: str) -> str:
    """Digits led by a character that says how many there are: more digits, larger number."""
    figures = digits.lstrip("0")[:19]
    return chr(_LENGTHS + len(figures)) + figures


def _letter_key(letter: str) -> str:
    """Two ASCII characters: blanks, lengths of numbers, digits, punctuation, letters."""
    if (place := _LETTERS.find(letter)) >= 0:
        return f"{place + 40:02d}"
    if letter.isspace():
        return " !"
    if letter.isascii() and letter.isdigit():
        return f"{int(letter) + 20:02d}"
    length = ord(letter) - _LENGTHS
    return f"{length:02d}" if 0 <= length < 20 else f"{min(ord(letter), 39):02d}"
