"""What is alike for a membership and a post: ending it with day and reason, going on after all, voiding a mistake."""

from datetime import date

from marketplace.association.errors import EndsBeforeItBegan
from marketplace.association.models import Term
from marketplace.core.clock import now, today
from marketplace.core.errors import Conflict, Invalid
from marketplace.core.folding import tidy


def require_past(day: date | None, field: str) -> None:
    """Invalid for a day that has not come yet: the register holds what is, not what is meant."""
    if day is not None and day > today():
        raise Invalid(field=field)


def end(row: Term, ended_on: date, why: str, reasons: tuple[str, ...]) -> None:
    """Set the last day and the reason; Conflict when it ended before or is void."""
    if row.ended_on is not None or row.voided_at is not None:
        raise Conflict(ended_on=row.ended_on)
    if why not in reasons:
        raise Invalid(field="why")
    require_past(ended_on, "ended_on")
    if row.began_on is not None and ended_on < row.began_on:
        raise EndsBeforeItBegan(field="ended_on")
    row.ended_on, row.ended_why = ended_on, why


def require_ended(row: Term) -> None:
    """Conflict unless it ended and counts."""
    if row.ended_on is None or row.voided_at is not None:
        raise Conflict(ended_on=row.ended_on)


def go_on(row: Term) -> None:
    """Take the end back."""
    row.ended_on, row.ended_why = None, ""


def void(row: Term, why: str) -> None:
    """Let a row count no more, with the reason; it stays readable. Conflict when it is void."""
    why = tidy(why)
    if not why:
        raise Invalid(field="why")
    if row.voided_at is not None:
        raise Conflict(voided_at=row.voided_at)
    row.voided_at, row.voided_why = now(), why
