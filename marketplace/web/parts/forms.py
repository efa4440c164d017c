"""The base of every form: tidy text in, clear words out; and numbers as people type them."""

import re
from typing import Any

import wtforms
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from marketplace.core.folding import tidy, tidy_lines
from marketplace.web.plumbing.formats import number as written

MOST_DONG = 1_000_000_000
_MONEY = re.compile(
    r"^(?P<number>[0-9]{1,12}(?:[.,][0-9]{1,3})*)\s*(?P<unit>k|nghìn|ngàn|nghin|ngan|tr|triệu|trieu)?\s*(?:đ|d|₫|đồng|dong|vnd)?$",
    re.I | re.A,
)
_COUNT = re.compile(r"^(?:[0-9]{1,9}|[0-9]{1,3}(?:\.[0-9]{3}){1,2})$", re.A)  # «1.500» is a number, «1.5» is none
_FACTORS = {"k": 1_000, "nghìn": 1_000, "ngàn": 1_000, "nghin": 1_000, "ngan": 1_000}
_FACTORS |= {"tr": 1_000_000, "triệu": 1_000_000, "trieu": 1_000_000}


class Form(wtforms.Form):
    """A form whose text fields arrive tidied (NFC, no control characters, trimmed)."""

    class Meta(wtforms.meta.DefaultMeta):
        """WTForms' own messages follow the visitor's language where it has them."""

        csrf = False  # the gate checks every change before any view

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            """Give text fields the tidying filter unless they bring filters of their own."""
            filters = unbound_field.kwargs.get("filters", [])
            kind = unbound_field.field_class
            if issubclass(kind, wtforms.PasswordField):
                return unbound_field.bind(form=form, **options)
            if issubclass(kind, wtforms.TextAreaField):
                filters = [_tidy_long, *filters]
            elif issubclass(kind, wtforms.StringField):
                filters = [_tidy_short, *filters]
            return unbound_field.bind(form=form, filters=filters, **options)

        def get_translations(self, form: Any) -> Any:
            """Our own words for the few messages of the library that can still be met."""
            return _LibraryWords()


class _LibraryWords:
    """The library's English messages, said in the visitor's language."""

    def gettext(self, text: str) -> str:
        if text.startswith("Not a valid choice"):
            return str(_l("Mời chọn một mục trong danh sách."))
        return str(_l("Mời xem lại chỗ này."))

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.gettext(one)


def _tidy_short(value: Any) -> Any:
    return tidy(value) if isinstance(value, str) else value


def _tidy_long(value: Any) -> Any:
    return tidy_lines(value) if isinstance(value, str) else value


class Required:
    """The field must be filled; the message says what to give, not what is wrong."""

    field_flags = {"required": True}

    def __init__(self, message: Any) -> None:
        self.message = message

    def __call__(self, form: Any, field: Any) -> None:
        """Refuse an empty field."""
        if not field.data or (isinstance(field.data, str) and not field.data.strip()):
            field.errors[:] = []
            raise wtforms.validators.StopValidation(str(self.message))


class AtMost:
    """A text may be so long."""

    def __init__(self, characters: int) -> None:
        self.characters = characters
        self.field_flags = {"maxlength": characters}

    def __call__(self, form: Any, field: Any) -> None:
        """Refuse a longer text."""
        if field.data and len(field.data) > self.characters:
            raise ValidationError(str(_l("Mời viết ngắn lại, nhiều nhất %(most)d chữ cái.", most=self.characters)))


def parse_dong(text: str) -> int | None:
    """«150k», «150.000», «150000đ», «1,5 triệu» → đồng; None for anything else, below 0 or above a billion."""
    found = _MONEY.match(tidy(text))
    if not found:
        return None
    number, unit = found["number"], (found["unit"] or "").lower()
    if unit:
        amount = _scaled(number, _FACTORS[unit])
    else:
        groups = re.split(r"[.,]", number)
        amount = int("".join(groups)) if all(len(g) == 3 for g in groups[1:]) else None
    return amount if amount is not None and 0 <= amount <= MOST_DONG else None


def _scaled(number: str, factor: int) -> int | None:
    whole, *parts = re.split(r"[.,]", number)
    if len(parts) > 1:
        return None
    fraction = parts[0] if parts else ""
    return int(whole) * factor + (int(fraction) * factor // 10 ** len(fraction) if fraction else 0)


class DongField(wtforms.StringField):
    """An amount in đồng as people type it; `.dong` is the integer once valid."""

    dong: int | None = None

    def process_data(self, value: Any) -> None:
        """Show a stored integer as «150.000»."""
        self.data = f"{value:,}".replace(",", ".") if isinstance(value, int) else value

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Read the amount, unless an earlier check failed or the field is empty."""
        if validation_stopped or not self.data:
            return
        self.dong = parse_dong(self.data)
        if self.dong is None:
            raise ValidationError(str(_l("Mời ghi số tiền bằng chữ số, ví dụ 150.000 hoặc 150k.")))


class CountField(wtforms.StringField):
    """A whole number of pieces, typed in ordinary digits; `.count` is the integer once valid."""

    count: int | None = None

    def __init__(self, *args: Any, least: int = 0, most: int = 100_000, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.least, self.most = least, most

    def process_data(self, value: Any) -> None:
        """Show a stored integer plainly."""
        self.data = str(value) if isinstance(value, int) else value

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Read the number, unless an earlier check failed or the field is empty."""
        if validation_stopped or not self.data:
            return
        number = int(self.data.replace(".", "")) if _COUNT.match(self.data) else None
        if number is None or not self.least <= number <= self.most:
            raise ValidationError(limits_words(self.least, self.most))
        self.count = number


def limits_words(least: int, most: int) -> str:
    """What to type where a number must lie between two others."""
    return str(_l("Mời ghi một số từ %(least)s đến %(most)s.", least=written(least), most=written(most)))
