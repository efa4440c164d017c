"""Files for money, visits and mentors, for tests that start from them."""

from datetime import date, timedelta
from typing import Any

from marketplace.association.scope import EVERYTHING
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import today
from marketplace.people.models import Person
from marketplace.programme.models import Funding, Mentorship, SupportVisit
from marketplace.programme.queries import get_programme
from marketplace.programme.services import (
    give_mentor,
    grant_funding,
    open_funding,
    pay_tranche,
    plan_tranche,
    record_visit,
)
from tests.builders import BIEN_THUONG, unit_of

BY: Any = {"actor": Actor(OFFICER, 1), "scope": EVERYTHING}


def days_ago(days: int) -> date:
    """A day of the past; the programme 2415 began in 2026."""
    return max(date(2026, 1, 1), today() - timedelta(days=days))


def make_file(woman: Person, kind: str = "grant", area_code: str = BIEN_THUONG, days: int = 60) -> Funding:
    """What a woman asked for some weeks ago."""
    told: Any = {
        "kind": kind,
        "aim": "trade",
        "applied_on": days_ago(days),
        "idea": "Nấu chè lam",
        "wanted_dong": 30_000,
    }
    return open_funding(get_programme("2415"), woman, unit_of(area_code), **told, **BY)


def make_granted(woman: Person, dong: int = 30_000, kind: str = "grant", *, paid: int = 0, **where: Any) -> Funding:
    """A granted file, of which so much is paid in one tranche."""
    row = make_file(woman, kind, **where)
    told: Any = {"decided_on": row.applied_on + timedelta(days=1), "decision_number": "12/QĐ", "funder": "Quỹ Hội"}
    grant_funding(row, granted_dong=dong, repay_by=today() + timedelta(days=400), **told, **BY)
    if paid:
        tranche = plan_tranche(row, planned_on=row.decided_on, amount_dong=paid, **BY)  # type: ignore[arg-type]
        pay_tranche(row, tranche.id, paid_on=row.decided_on, **BY)  # type: ignore[arg-type]
    return row


def make_visit(
    woman: Person, visitor: Person, days: int = 3, area_code: str = BIEN_THUONG, **told: Any
) -> SupportVisit:
    """A visit some days ago."""
    said: Any = {"way": "visit", "seen": "Đang nấu hàng", "visited_on": days_ago(days)} | told
    return record_visit(woman, unit_of(area_code), visitor, **said, **BY)


def make_mentor(woman: Person, mentor: Person, area_code: str = BIEN_THUONG) -> Mentorship:
    """Somebody who stands by a woman."""
    return give_mentor(woman, mentor, unit_of(area_code), began_on=days_ago(30), **BY)
