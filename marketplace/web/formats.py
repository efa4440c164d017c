"""How money, days, phones and weights are written for people here."""

from datetime import date, datetime

import phonenumbers
from flask_babel import format_timedelta

from marketplace.core.clock import VIETNAM, now


def dong(amount: int | None) -> str:
    """1250000 → «1.250.000đ»."""
    return "" if amount is None else f"{amount:,}".replace(",", ".") + "đ"


def million(amount: int | None) -> str:
    """1250000 → «1,25» (triệu đồng), for reports."""
    if amount is None:
        return ""
    text = f"{amount / 1_000_000:,.2f}".rstrip("0").rstrip(".")
    return text.replace(",", "·").replace(".", ",").replace("·", ".")


def number(value: int | None) -> str:
    """212013 → «212.013»."""
    return "" if value is None else f"{value:,}".replace(",", ".")


def day(value: date | datetime | None) -> str:
    """«21/11/2026», in Vietnamese time."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(VIETNAM).date()
    return f"{value:%d/%m/%Y}"


def moment(value: datetime | None) -> str:
    """«14:05 21/11/2026», in Vietnamese time."""
    return "" if value is None else f"{value.astimezone(VIETNAM):%H:%M %d/%m/%Y}"


def ago(value: datetime | None) -> str:
    """«3 giờ trước» in the visitor's language; show the exact time beside it."""
    return "" if value is None else str(format_timedelta(value - now(), add_direction=True))


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
    return f"{grams / 1000:g}".replace(".", ",") + " kg"


FILTERS = {
    "dong": dong,
    "million": million,
    "number": number,
    "date": day,
    "datetime": moment,
    "ago": ago,
    "phone": phone,
    "weight": weight,
}
