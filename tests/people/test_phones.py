"""Phone numbers as people write them: the thirteen kinds of the specification, and what is refused with its reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.people import phones
from marketplace.people.errors import BadPhone
from marketplace.people.phones import (
    is_mobile,
    masked_phone,
    normalise_hotline,
    normalise_mobile,
    normalise_phone,
)

MOBILE = "+84912345678"
TAKEN = [
    ("0912345678", MOBILE),
    ("0912 345 678", MOBILE),
    ("\N{ZERO WIDTH SPACE}０９１２\N{NO-BREAK SPACE}345\N{BYTE ORDER MARK}678", MOBILE),
    ("0912.345.678", MOBILE),
    ("0912-345-678", MOBILE),
    ("(091) 234-5678", MOBILE),
    ("+84912345678", MOBILE),
    ("+84 912 345 678", MOBILE),
    ("84912345678", MOBILE),
    ("0084912345678", MOBILE),
    (" 0912345678 ", MOBILE),
    ("02373852123", "+842373852123"),
    ("0237 3852 123", "+842373852123"),
    ("84 237 385 2123", "+842373852123"),
    ("0356789012", "+84356789012"),
    ("0701234567", "+84701234567"),
    ("0567890123", "+84567890123"),
    ("0881234567", "+84881234567"),
]
REFUSED = [
    ("", phones.EMPTY),
    ("   ", phones.EMPTY),
    ("abc", phones.UNREADABLE),
    ("không có", phones.UNREADABLE),
    ("01212345678", phones.OLD),
    ("01689 123 456", phones.OLD),
    ("09123456", phones.TOO_SHORT),
    ("091234567890", phones.TOO_LONG),
    ("+12025550123", phones.FOREIGN),
    ("+66 81 234 5678", phones.FOREIGN),
    ("19001009", phones.NO_PERSON),
    ("18001234", phones.NO_PERSON),
    ("113", phones.TOO_SHORT),
    ("0912345678 ext 5", phones.UNREADABLE),
    ("0112345678", phones.UNKNOWN),
    ("0" * 60, phones.TOO_LONG),
]


@pytest.mark.parametrize(("typed", "stored"), TAKEN)
def test_every_way_of_writing_becomes_one_form(typed: str, stored: str) -> None:
    assert normalise_phone(typed) == stored
    assert normalise_phone(stored) == stored


@pytest.mark.parametrize(("typed", "reason"), REFUSED)
def test_what_is_no_number_is_refused_by_name(typed: str, reason: str) -> None:
    with pytest.raises(BadPhone) as refused:
        normalise_phone(typed)
    assert refused.value.reason in ((reason, phones.UNREADABLE) if len(typed) > 40 else (reason,))
    assert refused.value.reason in phones.REASONS


def test_a_landline_is_for_contact_and_not_for_codes() -> None:
    assert normalise_phone("0237 3852 123") == "+842373852123"
    assert not is_mobile("+842373852123") and is_mobile(MOBILE)
    with pytest.raises(BadPhone) as refused:
        normalise_mobile("0237 3852 123")
    assert refused.value.reason == phones.LANDLINE


def test_a_help_line_may_be_a_service_number() -> None:
    assert normalise_hotline("1900 1009") == "+8419001009"
    assert normalise_hotline("1800 1234") == "+8418001234"


def test_a_masked_number_is_recognised_and_not_usable() -> None:
    assert masked_phone(MOBILE) == "0912•••678"


@given(st.text(max_size=60))
def test_nothing_typed_breaks_it(text: str) -> None:
    try:
        stored = normalise_phone(text)
    except BadPhone as refused:
        assert refused.reason in phones.REASONS
    else:
        assert stored.startswith("+84") and stored[1:].isdigit()
