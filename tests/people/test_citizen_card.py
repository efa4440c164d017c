"""What is read from the QR text of a citizen card, what is doubted, and what is refused. All people invented."""

import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
import time_machine

from marketplace.people.citizen_card import (
    FAULT_SENTENCES,
    WARNING_SENTENCES,
    CardFault,
    CardUnreadable,
    CardWarning,
    Gender,
    parse_card,
)

CARD = "038190000001||NGUYỄN THỊ MẪU|01021990|Nữ|Thôn Mẫu, Vĩnh Hùng, Vĩnh Lộc, Thanh Hóa|01072021"


def card(**changes: str) -> str:
    """The sample with some fields changed."""
    names = ["number", "old_number", "full_name", "born_on", "gender", "address", "issued_on"]
    return "|".join(changes.get(name, value) for name, value in zip(names, CARD.split("|"), strict=True))


def fault_of(text: str) -> CardFault:
    with pytest.raises(CardUnreadable) as refusal:
        parse_card(text)
    assert refusal.value.sentence == FAULT_SENTENCES[refusal.value.fault]
    return refusal.value.fault


def test_a_card_is_read() -> None:
    read = parse_card(CARD)
    assert read.number == "038190000001"
    assert read.old_number is None
    assert read.full_name == "NGUYỄN THỊ MẪU"
    assert read.born_on == date(1990, 2, 1)
    assert read.gender is Gender.FEMALE
    assert read.address == "Thôn Mẫu, Vĩnh Hùng, Vĩnh Lộc, Thanh Hóa"
    assert read.issued_on == date(2021, 7, 1)
    assert read.warnings == ()


def test_a_man_born_after_2000_is_read() -> None:
    read = parse_card(card(number="038204123456", gender="Nam", born_on="29022004"))
    assert (read.gender, read.born_on, read.warnings) == (Gender.MALE, date(2004, 2, 29), ())


def test_the_old_number_is_kept() -> None:
    assert parse_card(card(old_number="171234567")).old_number == "171234567"


def test_what_newer_cards_add_is_dropped() -> None:
    read = parse_card(CARD + "|NGUYỄN VĂN CHA|LÊ THỊ MẸ|TRẦN VĂN CHỒNG|")
    assert read == parse_card(CARD)
    assert not any("CHA" in str(value) for value in [getattr(read, name) for name in read.__slots__])


def test_letters_are_composed_and_blanks_tidied() -> None:
    text = "\ufeff" + unicodedata.normalize("NFD", card(full_name="  NGUYỄN  THỊ\tMẪU ")) + "\r\n"
    assert parse_card(text).full_name == unicodedata.normalize("NFC", "NGUYỄN THỊ MẪU")
    assert parse_card(text).gender is Gender.FEMALE


NAMES = ["NGUYỄN THỊ MẪU", "LÊ HÀ", "Ý NHƯ", "ĐỖ THỊ ÚT", "Hoàng Thị Bưởi", "PHẠM THỊ THÙY LINH", "Lê Thị Hoà"]
MISREAD: dict[str, Callable[[str], str]] = {
    "utf-8 as latin-1": lambda text: text.encode().decode("latin-1"),
    "utf-8 as windows-1252": lambda text: text.encode().decode("cp1252", "replace"),
    "utf-8 as shift-jis": lambda text: text.encode().decode("shift-jis", "replace"),
    "utf-8 as gbk": lambda text: text.encode().decode("gbk", "replace"),
    "utf-8 as windows-1258": lambda text: text.encode().decode("cp1258", "replace"),
    "utf-8 as mac roman": lambda text: text.encode().decode("mac-roman"),
    "utf-8 as ascii": lambda text: text.encode().decode("ascii", "replace"),
    "ascii with question marks": lambda text: text.encode("ascii", "replace").decode(),
    "read wrongly twice": lambda text: text.encode().decode("latin-1").encode().decode("latin-1"),
}


@pytest.mark.parametrize("how", MISREAD)
@pytest.mark.parametrize("name", NAMES)
def test_a_text_in_a_wrong_encoding_is_known_as_such(name: str, how: str) -> None:
    """Never taken for a name (8.20)."""
    assert fault_of(card(full_name=MISREAD[how](name))) is CardFault.ENCODING
    assert fault_of(MISREAD[how](card(full_name=name))) is CardFault.ENCODING


@pytest.mark.parametrize("name", ["NguyÔn ThÞ MÉu", "NGUYEÃN THÒ MAÃU", "Leâ Thò Hoàng", "NGUYá»„N THá»Š MáºªU"])
def test_the_old_fonts_are_known_as_such(name: str) -> None:
    assert fault_of(card(full_name=name)) is CardFault.ENCODING


@pytest.mark.parametrize(
    "name",
    [*NAMES, "H'HEN NIÊ", "H’Hen Niê", "H´Hen Niê", "Y KRÔNG KPĂ", "ÐINH THỊ ĐÀO", "NGUYEN THI MAU", "Siu H'Č Ñul"],
)
def test_names_of_all_our_peoples_are_read(name: str) -> None:
    for form in ("NFC", "NFD"):
        assert parse_card(card(full_name=unicodedata.normalize(form, name))).full_name == name


@pytest.mark.parametrize(
    ("changes", "warning"),
    [
        ({"gender": "Nam"}, CardWarning.GENDER_DIFFERS),
        ({"born_on": "01021991"}, CardWarning.BIRTH_YEAR_DIFFERS),
        ({"number": "038390000001"}, CardWarning.CENTURY_DIFFERS),
        ({"issued_on": "31011990"}, CardWarning.ISSUED_BEFORE_BIRTH),
    ],
)
def test_what_does_not_agree_is_a_warning(changes: dict[str, str], warning: CardWarning) -> None:
    assert parse_card(card(**changes)).warnings == (warning,)
    assert WARNING_SENTENCES[warning]


def test_several_doubts_are_all_named() -> None:
    found = parse_card(card(number="038290000001", born_on="01021985")).warnings
    assert set(found) == {
        CardWarning.GENDER_DIFFERS,
        CardWarning.CENTURY_DIFFERS,
        CardWarning.BIRTH_YEAR_DIFFERS,
    }


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", CardFault.NOT_A_CARD),
        ("https://example.vn/", CardFault.NOT_A_CARD),
        ("|".join(CARD.split("|")[:6]), CardFault.NOT_A_CARD),
        (CARD + "|" + "x" * 2_000, CardFault.NOT_A_CARD),
        (card(number="03819000000"), CardFault.NUMBER),
        (card(number="0381900000011"), CardFault.NUMBER),
        (card(number="03819000000a"), CardFault.NUMBER),
        (card(number="٠٣٨١٩٠٠٠٠٠٠١"), CardFault.NUMBER),
        (card(number="171234567"), CardFault.NUMBER),
        (card(number=""), CardFault.NUMBER),
        (card(old_number="17123456"), CardFault.OLD_NUMBER),
        (card(old_number="17123456x"), CardFault.OLD_NUMBER),
        (card(full_name=""), CardFault.FULL_NAME),
        (card(full_name="123"), CardFault.FULL_NAME),
        (card(full_name="A" * 101), CardFault.FULL_NAME),
        (card(born_on="30021990"), CardFault.BORN_ON),
        (card(born_on="29021990"), CardFault.BORN_ON),
        (card(born_on="1021990"), CardFault.BORN_ON),
        (card(born_on="00001990"), CardFault.BORN_ON),
        (card(born_on="01021890"), CardFault.BORN_ON),
        (card(gender=""), CardFault.GENDER),
        (card(gender="X"), CardFault.GENDER),
        (card(address=" "), CardFault.ADDRESS),
        (card(issued_on=""), CardFault.ISSUED_ON),
        (card(issued_on="32072021"), CardFault.ISSUED_ON),
    ],
)
def test_what_is_not_a_card_is_refused(text: str, fault: CardFault) -> None:
    assert fault_of(text) is fault


@time_machine.travel("2026-06-30T17:30:00+00:00", tick=False)
def test_a_card_is_not_issued_tomorrow() -> None:
    assert parse_card(card(issued_on="01072026")).issued_on == date(2026, 7, 1)  # already July in Vietnam
    assert fault_of(card(issued_on="02072026")) is CardFault.ISSUED_ON


def test_nothing_of_the_card_shows_in_logs_or_refusals() -> None:
    shown = repr(parse_card(CARD))
    with pytest.raises(CardUnreadable) as refusal:
        parse_card(card(issued_on="x"))
    shown += repr(refusal.value) + str(refusal.value)
    assert not any(part and part in shown for part in CARD.split("|"))


def test_every_fault_and_warning_has_its_sentence() -> None:
    assert set(FAULT_SENTENCES) == set(CardFault)
    assert set(WARNING_SENTENCES) == set(CardWarning)
