"""The least that every shop promises about returns, and where its own words promise less.

What counts stands in the policy «Đổi trả và hoàn tiền»: goods that are wrong, spoilt or unsafe are always taken back if
reported within a week, fresh and cooled ones within a day. A shop's own words may only give more.
"""

import re
from collections.abc import Iterator

from marketplace.core.folding import fold

FRESH_HOURS, OTHER_DAYS = 24, 7  # the time to report in, from receiving the goods
_HOURS = {"h": 1, "gio": 1, "tieng": 1, "ngay": 24, "hom": 24, "tuan": 168, "thang": 720}
_NUMBERS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7}
_SENTENCE = re.compile(r"[^.;!?\n]+")
_CLAUSE = re.compile(r"[^,:]+")
_REFUSAL = re.compile(
    r"\b(?:khong|chang|mien)(?: (?:nhan|cho|duoc|ho tro|giai quyet|chap nhan|ap dung|co|viec))*"
    r" (?:doi tra|doi hang|doi lai|tra hang|tra lai|hoan tien|hoan tra|hoan lai|nhan lai|doi(?= *$|,| va| hoac|/))"
)
_CUSTOMER_ACTS = re.compile(r"\b(?:bao|goi|chup|gui anh|phan anh|khieu nai|doi|tra)\b")
_SHOP_ACTS = re.compile(r" *(?:(?:thi|va|roi) )?(?:chung toi|chi em|gian hang|chi se|ben em|nguoi ban|nha em|co so)\b")
_PERIOD = re.compile(
    rf"\btrong (?:vong )?(?:(?P<number>[0-9]+|{'|'.join(_NUMBERS)}) ?)?(?P<unit>{'|'.join(_HOURS)})\b(?! lam viec)"
)
_FRESH = re.compile(r"\b(?:tuoi|lanh|dong|do an|thuc pham|rau|trai cay|hoa qua)\b")
_CHANGE_OF_MIND = "doi y"


def promises_less(text: str) -> str:
    """The first words of a shop's return terms that promise less than the policy; «» where there are none.

    What a shop grants to who merely changes her mind is its own affair.
    """
    return next((" ".join(words.split()) for words in _narrower(text)), "")


def _narrower(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.finditer(text):
        words = sentence[0]
        plain = fold(words)
        if _CHANGE_OF_MIND in plain:
            continue
        if _REFUSAL.search(plain) or _asks_too_soon(plain):
            yield words


def _asks_too_soon(plain: str) -> bool:
    """Whether the customer must report sooner than the policy says."""
    least = FRESH_HOURS if _FRESH.search(plain) else OTHER_DAYS * 24
    is_hers = False
    for clause in _CLAUSE.finditer(plain):
        is_hers = (is_hers or bool(_CUSTOMER_ACTS.search(clause[0]))) and not _SHOP_ACTS.match(clause[0])
        period = _PERIOD.search(clause[0])
        if is_hers and period and _hours(period) < least:
            return True
    return False


def _hours(period: re.Match[str]) -> int:
    number, unit = period["number"], _HOURS[period["unit"]]
    if number is None:
        return unit - 1  # «trong ngày»: less than a whole one
    return unit * (_NUMBERS.get(number) or int(number))
