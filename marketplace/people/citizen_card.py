"""Reads the text in the QR code of a Vietnamese citizen card (CCCD, căn cước), to fill in a form.

The text is unsigned: it saves typing and proves nothing. Layout as printed since 2021, fields divided by `|`:
number, old number (or empty), full name, birth date, sex, address, issue date (dates as ddmmyyyy). Cards since
July 2024 may add parents, spouse or children: those fields are dropped unread. Structure of the twelve digits:
Decree 137/2015/NĐ-CP and Circular 59/2021/TT-BCA.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from marketplace.core.clock import today
from marketplace.core.errors import Invalid
from marketplace.core.folding import tidy

N_ = str  # marks a sentence for the translators; it is translated where it is shown

MAX_TEXT = 2_000
FIELDS = 7
_EARLIEST_YEAR = 1900
_VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
_LETTERS = frozenset(_VOWELS + "đð" + "ăĕĭŏŭčñƀ")  # of Vietnamese, an old Đ, and of names of the Central Highlands
_TRACES = re.compile("[?\ufffd\x7f-\x9f\u201a-\u201e\u20ac\u2122¡-©«¬®-³µ¶¸-¿×÷\ue000-\uf8ff]|Ã[\xa0\xad]")
# VNI writes a mark as a letter of its own after the vowel; no Vietnamese syllable has a marked vowel there.
_MARK_BY_ITSELF = re.compile("[aăâeê][àáảãạăâèéẻẽẹìíỉĩịòóỏõọôơùúủũụưỳýỷỹỵ]")


class Gender(StrEnum):
    """The sex a card states."""

    FEMALE = "female"
    MALE = "male"


class CardFault(StrEnum):
    """Why a text is not taken for a card."""

    NOT_A_CARD = "not_a_card"
    ENCODING = "encoding"
    NUMBER = "number"
    OLD_NUMBER = "old_number"
    FULL_NAME = "full_name"
    BORN_ON = "born_on"
    GENDER = "gender"
    ADDRESS = "address"
    ISSUED_ON = "issued_on"


class CardWarning(StrEnum):
    """What a reviewer should look at; none of it is a refusal, as cards and registers hold errors."""

    GENDER_DIFFERS = "gender_differs"
    CENTURY_DIFFERS = "century_differs"
    BIRTH_YEAR_DIFFERS = "birth_year_differs"
    ISSUED_BEFORE_BIRTH = "issued_before_birth"


FAULT_SENTENCES: dict[CardFault, str] = {
    CardFault.NOT_A_CARD: N_("Đây không phải mã QR trên thẻ căn cước. Xin quét lại hoặc nhập tay."),
    CardFault.ENCODING: N_(
        "Máy quét đọc sai chữ có dấu trên thẻ, nên chưa ghi gì. Xin quét lại bằng máy khác hoặc nhập tay."
    ),
    CardFault.NUMBER: N_("Số căn cước phải có đúng 12 chữ số. Xin quét lại hoặc nhập tay."),
    CardFault.OLD_NUMBER: N_("Số chứng minh nhân dân cũ phải có 9 chữ số hoặc để trống."),
    CardFault.FULL_NAME: N_("Không đọc được họ tên trên thẻ. Xin nhập tay."),
    CardFault.BORN_ON: N_("Không đọc được ngày sinh trên thẻ. Xin nhập tay."),
    CardFault.GENDER: N_("Không đọc được giới tính trên thẻ. Xin nhập tay."),
    CardFault.ADDRESS: N_("Không đọc được nơi thường trú trên thẻ. Xin nhập tay."),
    CardFault.ISSUED_ON: N_("Không đọc được ngày cấp thẻ. Xin nhập tay."),
}
WARNING_SENTENCES: dict[CardWarning, str] = {
    CardWarning.GENDER_DIFFERS: N_("Giới tính ghi trên thẻ không khớp với số căn cước."),
    CardWarning.CENTURY_DIFFERS: N_("Thế kỷ sinh không khớp với số căn cước."),
    CardWarning.BIRTH_YEAR_DIFFERS: N_("Năm sinh ghi trên thẻ không khớp với số căn cước."),
    CardWarning.ISSUED_BEFORE_BIRTH: N_("Ngày cấp thẻ trước ngày sinh."),
}


class CardUnreadable(Invalid):
    """A text that is not a card's; `fault` names what is wrong, and never repeats what the text held."""

    fault: CardFault

    def __init__(self, fault: CardFault) -> None:
        super().__init__(fault=fault)

    @property
    def sentence(self) -> str:
        """What to tell the person who entered it: a message id, to be translated where it is shown."""
        return FAULT_SENTENCES[self.fault]


@dataclass(frozen=True, slots=True)
class CitizenCard:
    """What a card says of its holder. Sensitive: kept out of `repr`, so out of logs and error pages."""

    number: str = field(repr=False)
    old_number: str | None = field(repr=False)
    full_name: str = field(repr=False)
    born_on: date = field(repr=False)
    gender: Gender = field(repr=False)
    address: str = field(repr=False)
    issued_on: date = field(repr=False)
    warnings: tuple[CardWarning, ...]


def parse_card(text: str) -> CitizenCard:
    """The card a QR text describes, with warnings where number and fields disagree; CardUnreadable otherwise."""
    number, old_number, name, birth, gender, address, issued = _fields(text)
    if any(map(is_wrongly_encoded, (name, gender, address))):
        raise CardUnreadable(CardFault.ENCODING)
    born_on, issued_on = _date(birth, CardFault.BORN_ON), _date(issued, CardFault.ISSUED_ON)
    facts = (_number(number), _gender(gender), born_on, issued_on)
    return CitizenCard(
        number=facts[0],
        old_number=_old_number(old_number),
        full_name=_words(name, CardFault.FULL_NAME, most=100),
        born_on=born_on,
        gender=facts[1],
        address=_words(address, CardFault.ADDRESS, most=300),
        issued_on=issued_on,
        warnings=_warnings(*facts),
    )


def is_wrongly_encoded(text: str) -> bool:
    """Whether a text shows the traces of bytes read in another encoding than they were written in.

    Scanners guess: UTF-8 read as Latin-1, Windows-1252, Shift-JIS or GBK, letters lost as «?» or «�», the old fonts
    TCVN3 and VNI. What a card says holds Latin letters as Vietnamese and its peoples' names write them.
    """
    said = unicodedata.normalize("NFC", text)
    if _TRACES.search(said) or any(not _is_of_a_name(letter) for letter in said if letter.isalpha()):
        return True
    return _MARK_BY_ITSELF.search(said.lower()) is not None or _was_utf_8(text)


def _is_of_a_name(letter: str) -> bool:
    return letter.isascii() or letter.lower() in _LETTERS


def _was_utf_8(text: str) -> bool:
    """Whether the characters are the bytes of UTF-8, each shown as one."""
    for encoding in ("latin-1", "cp1252"):
        try:
            if not text.isascii() and text.encode(encoding).decode("utf-8") != text:
                return True
        except UnicodeError:
            continue
    return False


def _fields(text: str) -> list[str]:
    fields = unicodedata.normalize("NFC", text).strip("\ufeff\0 \r\n\t").split("|")
    if len(text) > MAX_TEXT or len(fields) < FIELDS:
        is_misread = len(text) <= MAX_TEXT and _is_digits(fields[0], 12) and is_wrongly_encoded(text)
        raise CardUnreadable(CardFault.ENCODING if is_misread else CardFault.NOT_A_CARD)  # dividers go with letters
    return [part.strip() for part in fields[:FIELDS]]


def _number(text: str) -> str:
    if not _is_digits(text, 12):
        raise CardUnreadable(CardFault.NUMBER)
    return text


def _old_number(text: str) -> str | None:
    if text and not _is_digits(text, 9):
        raise CardUnreadable(CardFault.OLD_NUMBER)
    return text or None


def _is_digits(text: str, count: int) -> bool:
    return len(text) == count and text.isascii() and text.isdecimal()


def _words(text: str, fault: CardFault, most: int) -> str:
    words = tidy(text)
    if not words or len(words) > most or not any(letter.isalpha() for letter in words):
        raise CardUnreadable(fault)
    return words


def _date(text: str, fault: CardFault) -> date:
    if not _is_digits(text, 8):
        raise CardUnreadable(fault)
    try:
        day = date(int(text[4:]), int(text[2:4]), int(text[:2]))
    except ValueError as error:
        raise CardUnreadable(fault) from error
    if not date(_EARLIEST_YEAR, 1, 1) <= day <= today():
        raise CardUnreadable(fault)
    return day


def _gender(text: str) -> Gender:
    match text.casefold():
        case "nữ" | "nu":
            return Gender.FEMALE
        case "nam":
            return Gender.MALE
        case _:
            raise CardUnreadable(CardFault.GENDER)


def _warnings(number: str, gender: Gender, born_on: date, issued_on: date) -> tuple[CardWarning, ...]:
    """Fourth digit: century and sex (0 man, 1 woman of the 1900s; 2, 3 of the 2000s …); then the birth year."""
    code, year = int(number[3]), int(number[4:6])
    checks = {
        CardWarning.GENDER_DIFFERS: (Gender.FEMALE if code % 2 else Gender.MALE) != gender,
        CardWarning.CENTURY_DIFFERS: 19 + code // 2 != born_on.year // 100,
        CardWarning.BIRTH_YEAR_DIFFERS: year != born_on.year % 100,
        CardWarning.ISSUED_BEFORE_BIRTH: issued_on < born_on,
    }
    return tuple(warning for warning, found in checks.items() if found)
