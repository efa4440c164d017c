"""Numbers in a form: read by the one grammar of `core.typed_numbers`, asked about where they may mean two things."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import wtforms
from flask_babel import gettext as _
from wtforms import ValidationError

from marketplace.core.typed_numbers import COUNT, DONG, Typed, plain_figures, read_number, read_year
from marketplace.web.plumbing.formats import decimal, dong
from marketplace.web.plumbing.formats import number as written

MOST_DONG = 1_000_000_000


class _NumberField(wtforms.StringField):
    """A whole number as people type it; what was typed stays in the box whether or not it can be read."""

    kind = COUNT
    number: int | None = None

    def __init__(self, *args: Any, least: int = 0, most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.least, self.most = least, most

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Read the number, unless an earlier check failed or the field is empty."""
        if validation_stopped or not self.data:
            return
        typed = read_number(self.data, self.kind, self.least)
        if typed.value is None:
            raise ValidationError(question_words(self.data, typed, self.kind) or self.refusal())
        if not self.least <= typed.value <= self.most:
            raise ValidationError(self.limits())
        self.number = int(typed.value)

    def refusal(self) -> str:
        """What to type where no number was read."""
        return self.limits()

    def limits(self) -> str:
        """What to type where the number is too small or too large."""
        return limits_words(self.least, self.most)


class DongField(_NumberField):
    """An amount in đồng; `.dong` is the integer once valid."""

    kind = DONG

    def __init__(self, *args: Any, most: int = MOST_DONG, **kwargs: Any) -> None:
        super().__init__(*args, most=most, **kwargs)

    def process_data(self, value: Any) -> None:
        """Show a stored integer as «150.000»."""
        self.data = f"{value:,}".replace(",", ".") if isinstance(value, int) else value

    @property
    def dong(self) -> int | None:
        """The amount, once valid."""
        return self.number

    def refusal(self) -> str:
        """What to type where no amount was read."""
        return str(_("Vui lòng nhập số tiền bằng chữ số, ví dụ 150.000 hoặc 150k."))


class CountField(_NumberField):
    """A whole number of pieces, days, grams; `.count` is the integer once valid."""

    def __init__(self, *args: Any, most: int = 100_000, **kwargs: Any) -> None:
        super().__init__(*args, most=most, **kwargs)

    def process_data(self, value: Any) -> None:
        """Show a stored integer plainly."""
        self.data = str(value) if isinstance(value, int) else value

    @property
    def count(self) -> int | None:
        """The number, once valid."""
        return self.number


class YearField(wtforms.StringField):
    """A year in four figures between two others; `.year` is the integer once valid.

    With `of_two_figures` it may be written short, where that knows the one year it can be; it is shown in full then.
    """

    data: Any
    year: int | None = None

    def __init__(self, *args: Any, years: Any, refusal: Any, of_two_figures: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years, self.refusal, self.of_two_figures = years, refusal, of_two_figures

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Read the year, unless an earlier check failed or the field is empty."""
        typed = str(self.data or "")
        if validation_stopped or not typed:
            return
        year = read_year(typed) or self._of_two_figures(typed)
        if year is None or year not in self.years():
            raise ValidationError(str(self.refusal))
        self.year, self.data = year, str(year)

    def _of_two_figures(self, text: str) -> int | None:
        figures = plain_figures(text)
        is_short = re.fullmatch("[0-9]{2}", figures, re.A)
        return self.of_two_figures(int(figures)) if is_short and self.of_two_figures else None


def question_words(text: str, typed: Typed, kind: str) -> str:
    """Which of two was meant, with both readings to choose from; nothing where there are no two."""
    if not typed.either:
        return ""
    first, second = _shown(typed.either, kind)
    said = {"typed": " ".join(text.split()), "first": first, "second": second}
    if all(number == int(number) for number in typed.either):
        return str(_("“%(typed)s” là %(first)s hay %(second)s? Vui lòng ghi lại đúng một trong hai số ấy.", **said))
    return str(_("“%(typed)s” là %(first)s hay %(second)s? Ở đây chỉ ghi số nguyên, vui lòng ghi lại cho rõ.", **said))


def _shown(numbers: Iterable[Decimal], kind: str) -> list[str]:
    whole = dong if kind == DONG else written
    return [whole(int(number)) if number == int(number) else decimal(number) for number in numbers]


def limits_words(least: int, most: int) -> str:
    """What to type where a number must lie between two others."""
    return str(_("Vui lòng nhập một số từ %(least)s đến %(most)s.", least=written(least), most=written(most)))
