"""Days as tests type and expect them, asked when they are needed: a run of the suite may go on past midnight."""

from datetime import date, timedelta

from marketplace.core.clock import today


def in_days(days: int) -> date:
    """The Vietnamese day so many days from now."""
    return today() + timedelta(days=days)


def typed(day: date) -> str:
    """A day as it is typed and shown, such as 21/11/2026."""
    return f"{day:%d/%m/%Y}"


def this_year() -> str:
    """The year of today in four digits, as addresses name a year."""
    return str(today().year)


def next_year() -> str:
    """The year after this one."""
    return str(today().year + 1)
