"""How money, days, phones and weights are written for people here."""

import re
from datetime import date, datetime
from decimal import Decimal

import phonenumbers
from flask_babel import format_timedelta, get_locale
from flask_babel import gettext as _

from marketplace.core.clock import VIETNAM, now
from marketplace.places.naming import written_address

_POINT_AND_COMMA = str.maketrans({",": ".", ".": ","})
_PAIRS = re.compile(r"phụ nữ|thổ cẩm|gian hàng|xứ thanh|\S+ \(mẫu\)", re.I)


def dong(amount: int | None) -> str:
    """1250000 → «1.250.000đ»; «1,250,000đ» in English."""
    return "" if amount is None else _localised(f"{amount:,}") + "đ"


def million(amount: int | None) -> str:
    """1250000 → «1,25» (triệu đồng), for reports."""
    if amount is None:
        return ""
    return _localised(f"{amount / 1_000_000:,.2f}".rstrip("0").rstrip("."))


def about_million(amount: int | None) -> str:
    """536957000 → «537» (triệu đồng), 4900000 → «4,9»: as many digits as the public needs."""
    if amount is None:
        return ""
    whole = round(amount, -6 if amount >= 10_000_000 else -5 if amount >= 1_000_000 else -4)
    return million(whole)


def number(value: int | None) -> str:
    """212013 → «212.013»."""
    return "" if value is None else _localised(f"{value:,}")


def decimal(value: Decimal) -> str:
    """28.50 → «28,5»."""
    return _localised(f"{value.normalize():,f}")


def percent(value: float | None) -> str:
    """79.3 → «79,3%»."""
    return "" if value is None else _localised(f"{value:,}") + "%"


def _localised(text: str) -> str:
    """«1,234.5» as the visitor's language writes it: «1.234,5», unchanged in English."""
    return text if str(get_locale()) == "en" else text.translate(_POINT_AND_COMMA)


def day(value: date | datetime | None) -> str:
    """«21/11/2026», in Vietnamese time."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(VIETNAM).date()
    return f"{value:%d/%m/%Y}"


def moment(value: datetime | None) -> str:
    """«14:05, ngày 21/11/2026», in Vietnamese time."""
    if value is None:
        return ""
    local = value.astimezone(VIETNAM)
    return str(_("%(time)s, ngày %(day)s", time=f"{local:%H:%M}", day=f"{local:%d/%m/%Y}"))


def until(value: datetime | None) -> str:
    """«00:26, 23/11», in Vietnamese time: a deadline of these days, where the year goes without saying."""
    return "" if value is None else f"{value.astimezone(VIETNAM):%H:%M, %d/%m}"


def ago(value: datetime | None) -> str:
    """«3 giờ trước» in the visitor's language; show the exact time beside it."""
    return "" if value is None else str(format_timedelta(value - now(), add_direction=True))


def user_name(e164: str) -> str:
    """«+84912345678» → «0912345678»: the name under which password managers keep an account, as people type it."""
    return "0" + e164.removeprefix("+84")


def in_language(path: str, locale: str = "") -> str:
    """A path as each language's pages call themselves: bare in Vietnamese, with its language in another."""
    locale = locale or str(get_locale())
    return path if locale == "vi" else f"{path}?lang={locale}"


def phone(value: str | None) -> str:
    """«+84912345678» → «0912 345 678»."""
    if not value:
        return ""
    try:
        parsed = phonenumbers.parse(value, "VN")
    except phonenumbers.NumberParseException:
        return value
    if parsed.country_code != 84:
        return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL))
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL))


def weight(grams: int | None) -> str:
    """500 → «0,5 kg»; 120 → «120 g»."""
    if grams is None:
        return ""
    if grams < 500:
        return f"{grams} g"
    return _localised(f"{grams / 1000:g}") + " kg"


def inside(place: str) -> str:
    """«Xã Biện Thượng, tỉnh Thanh Hóa» as it stands behind a house and a street: «xã Biện Thượng, …»."""
    return written_address("…", place).removeprefix("…, ")


def unbroken(name: str) -> str:
    """A name whose words of two syllables are not torn apart at the end of a line."""
    return _PAIRS.sub(lambda pair: pair[0].replace(" ", "\N{NO-BREAK SPACE}"), name)


FILTERS = {
    "dong": dong,
    "million": million,
    "about_million": about_million,
    "number": number,
    "percent": percent,
    "until": until,
    "date": day,
    "datetime": moment,
    "ago": ago,
    "phone": phone,
    "user_name": user_name,
    "in_language": in_language,
    "weight": weight,
    "inside": inside,
    "unbroken": unbroken,
}
