"""The payment token in the memo of a transfer, designed to survive what banks do to memos.

Shape: HPN and nine characters without 0, O, 1 and I. Seven are random; the last two are check characters
of a Reed–Solomon code over 32 symbols (distance 3): one or two wrong characters, any two swapped characters
and a tail of one or two characters replaced by the bank's own text are always noticed; other damage is
noticed in 1023 of 1024 cases, and what slips through is a token that was never given out.
"""

import re

from marketplace.core.references import Chooser, chooser

PREFIX = "HPN"
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
RANDOM_CHARACTERS = 7
CHECK_CHARACTERS = 2
MEMO_LENGTH = len(PREFIX) + RANDOM_CHARACTERS + CHECK_CHARACTERS

_SYMBOLS = {character: symbol for symbol, character in enumerate(ALPHABET)}
_NOISE = re.compile(r"[^A-Z0-9]+")
# Generator (x + a)(x + a²) = x² + 6x + 8 in the field of 32 with a⁵ = a² + 1.
_FIELD_POLYNOMIAL = 0b100101
_GENERATOR = (6, 8)
# Not zero, so that a token of one repeated character is none.
_START = (7, 19)


def new_memo(chance: Chooser | None = None) -> str:
    """A new payment token; 35 bits are random, so whoever stores it keeps it unique and asks again on a clash."""
    chance = chance or chooser()
    while True:
        body = "".join(chance.choice(ALPHABET) for _ in range(RANDOM_CHARACTERS))
        token = PREFIX + body + _check_characters(body)
        if is_memo(token):
            return token


def is_memo(text: str) -> bool:
    """Whether the text is exactly one token, in upper case and without anything around it."""
    symbols = text[len(PREFIX) :]
    if len(text) != MEMO_LENGTH or not text.startswith(PREFIX) or not _SYMBOLS.keys() >= set(symbols):
        return False
    # The prefix never stands inside a token: there, another token begins, or the acronym LHPN ends.
    return PREFIX not in symbols and symbols[RANDOM_CHARACTERS:] == _check_characters(symbols[:RANDOM_CHARACTERS])


def find_memos(text: str) -> list[str]:
    """The different tokens in a memo as a bank delivers it, in order, whatever the case, blanks and signs."""
    squeezed = _NOISE.sub("", text.upper())
    starts = (match.start() for match in re.finditer(PREFIX, squeezed))
    candidates = (squeezed[start : start + MEMO_LENGTH] for start in starts)
    return list(dict.fromkeys(candidate for candidate in candidates if is_memo(candidate)))


def _check_characters(body: str) -> str:
    high, low = _START
    for character in body:
        feedback = _SYMBOLS[character] ^ high
        high, low = low ^ _times(feedback, _GENERATOR[0]), _times(feedback, _GENERATOR[1])
    return ALPHABET[high] + ALPHABET[low]


def _times(left: int, right: int) -> int:
    product = 0
    while right:
        product ^= left if right & 1 else 0
        right >>= 1
        left <<= 1
        left ^= _FIELD_POLYNOMIAL if left & 32 else 0
    return product
