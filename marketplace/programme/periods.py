"""Periods of a report: a year, a half-year, a quarter, a month, or any days from–to, by the Vietnamese calendar."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime

from marketplace.core.clock import day_bounds
from marketplace.core.errors import Invalid

YEAR, HALF, QUARTER, MONTH, SPAN = "year", "half", "quarter", "month", "span"
_MONTHS = {HALF: 6, QUARTER: 3, MONTH: 1}
_CODE = re.compile(
    r"^(?P<year>20[0-9]{2})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?$", re.A
)
_SPAN = re.compile(r"^(?P<first>20[0-9]{6})-(?P<last>20[0-9]{6})$", re.A)


@dataclass(frozen=True)
class Period:
    """Whole days from `first` to `last`, both included.

    `code` reads «2026», «2026-H1», «2026-Q3», «2026-11», and «20170630-20240308» for any days from–to.
    """

    kind: str
    code: str
    first: date
    last: date

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """The instants from its beginning to the beginning of the day after it."""
        return day_bounds(self.first, self.last)

    @property
    def year(self) -> int:
        """The year it ends in."""
        return self.last.year

    def holds(self, other: "Period") -> bool:
        """Whether all days of another one are among its own."""
        return self.first <= other.first and other.last <= self.last

    def clipped(self, first: date, last: date) -> "Period":
        """Its intersection with other days; empty (last before first) when they do not overlap."""
        return Period(self.kind, self.code, max(self.first, first), min(self.last, last))


class UnknownPeriod(Invalid):
    """Not the code of a period."""

    code: str


def parse_period(code: str) -> Period:
    """Parse a period's code; UnknownPeriod when it is none."""
    if days := _SPAN.match(code):
        return _span(code, days["first"], days["last"])
    found = _CODE.match(code)
    if not found:
        raise UnknownPeriod(code=code, field="period")
    year = int(found["year"])
    for kind, months in _MONTHS.items():
        if found[kind]:
            first_month = (int(found[kind]) - 1) * months + 1
            return _months(kind, code, year, first_month, months)
    return _months(YEAR, code, year, 1, 12)


def year_of(day: date) -> Period:
    """The calendar year of a day."""
    return parse_period(str(day.year))


def span(first: date, last: date) -> Period:
    """Any range of days, as for «since the programme began»."""
    return Period(SPAN, f"{first:%Y%m%d}-{last:%Y%m%d}", first, last)


def same_period_last_year(period: Period) -> Period:
    """The period of the same kind one year earlier; of days from–to, the same days of the year before."""
    if period.kind == SPAN:
        return span(_year_earlier(period.first), _year_earlier(period.last))
    return parse_period(f"{int(period.code[:4]) - 1}{period.code[4:]}")


def periods_between(first: date, last: date) -> list[Period]:
    """Every year, half-year, quarter and month that touches the given days, newest year first."""
    found = []
    for year in range(last.year, first.year - 1, -1):
        codes = [str(year), *(f"{year}-H{n}" for n in (1, 2)), *(f"{year}-Q{n}" for n in (1, 2, 3, 4))]
        codes += [f"{year}-{month:02d}" for month in range(1, 13)]
        found += [period for code in codes if (period := parse_period(code)).first <= last and period.last >= first]
    return found


def _span(code: str, first: str, last: str) -> Period:
    """The days of a span's code; UnknownPeriod when the calendar has none such, or the last comes before the first."""
    try:
        begins, ends = (datetime.strptime(day, "%Y%m%d").date() for day in (first, last))  # noqa: DTZ007
    except ValueError as fault:
        raise UnknownPeriod(code=code, field="period") from fault
    if ends < begins:
        raise UnknownPeriod(code=code, field="period")
    return span(begins, ends)


def _year_earlier(day: date) -> date:
    """The same day of the year before; of 29 February the 28th."""
    return day.replace(year=day.year - 1, day=min(day.day, monthrange(day.year - 1, day.month)[1]))


def _months(kind: str, code: str, year: int, first_month: int, months: int) -> Period:
    last_month = first_month + months - 1
    last = date(year, last_month, monthrange(year, last_month)[1])
    return Period(kind, code, date(year, first_month, 1), last)
