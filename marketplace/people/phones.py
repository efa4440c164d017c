"""Vietnamese phone numbers: every way people write them becomes one E.164 form, or a named refusal."""

import re

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberType

from marketplace.core.typed_numbers import plain_figures
from marketplace.people.errors import BadPhone

EMPTY, UNREADABLE, TOO_SHORT, TOO_LONG = "empty", "unreadable", "too_short", "too_long"
OLD, FOREIGN, UNKNOWN, NO_PERSON, LANDLINE = "old_number", "foreign", "unknown", "no_person", "landline"
REASONS = (EMPTY, UNREADABLE, TOO_SHORT, TOO_LONG, OLD, FOREIGN, UNKNOWN, NO_PERSON, LANDLINE)

VIETNAM = 84
_MOST_TYPED = 40
_OLD_MOBILE = re.compile(r"^1(2[0-9]|6[2-9]|8[68]|99)\d{7}$", re.A)  # 11 digits with the 0; replaced in 2018
_MOBILE = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
_FIXED = (PhoneNumberType.FIXED_LINE,)


def normalise_phone(text: str) -> str:
    """«0912.345.678», «84 912 345 678» → «+84912345678»; mobile or landline. Raises BadPhone with its reason."""
    number = _read(text)
    if phonenumbers.number_type(number) not in (*_MOBILE, *_FIXED):
        raise BadPhone(reason=NO_PERSON)  # 1800, 1900: nobody's own
    return _e164(number)


def normalise_mobile(text: str) -> str:
    """Like `normalise_phone`, for numbers that must receive a message: a landline is refused too."""
    e164 = normalise_phone(text)
    if not is_mobile(e164):
        raise BadPhone(reason=LANDLINE)
    return e164


def normalise_hotline(text: str) -> str:
    """Like `normalise_phone`, where 1800 and 1900 numbers are welcome: an organisation's help line."""
    return _e164(_read(text))


def is_mobile(e164: str) -> bool:
    """Whether a number in E.164 can receive messages."""
    return phonenumbers.number_type(phonenumbers.parse(e164, "VN")) in _MOBILE


def masked_phone(e164: str) -> str:
    """«+84912345678» → «0912•••678»: enough for its owner to recognise."""
    national = "0" + e164.removeprefix("+84")
    return f"{national[:4]}•••{national[-3:]}"


def _read(text: str) -> PhoneNumber:
    text = plain_figures(text)
    if not text:
        raise BadPhone(reason=EMPTY)
    try:
        number = phonenumbers.parse(text[:_MOST_TYPED], "VN")
    except phonenumbers.NumberParseException as fault:
        raise BadPhone(reason=UNREADABLE) from fault
    if number.country_code != VIETNAM:
        raise BadPhone(reason=FOREIGN)
    if number.extension or len(text) > _MOST_TYPED:
        raise BadPhone(reason=UNREADABLE)
    if not phonenumbers.is_valid_number(number):
        raise BadPhone(reason=_why_invalid(number))
    return number


def _why_invalid(number: PhoneNumber) -> str:
    digits = phonenumbers.national_significant_number(number)
    if _OLD_MOBILE.match(digits):
        return OLD
    if len(digits) < 9:
        return TOO_SHORT
    return TOO_LONG if len(digits) > 10 else UNKNOWN


def _e164(number: PhoneNumber) -> str:
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
