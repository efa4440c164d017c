"""What the register of enterprises tells of women: who founded what, what they own or manage, what they show online.

*Founded*: each woman who founded what is new with the Union's support, on the day of its founding. *Women-owned*: an
enterprise (doanh nghiệp) on the first day on which its stored tests say that women own it. *Collective*: a
co-operative, group or club on the first day on which its stored tests say that a woman manages it.

Why the first day, and why it stays: the table counts what came about in a period, and what came about did so even if a
woman sold her share later; how things stand today is read in the register itself. Why never before `supported_from`:
an enterprise of 2010 that the Union came to help in 2024 is an outcome of 2024. A correction of its parts that leaves
no passed test takes the fact away, since then it never was so.
"""

from typing import Any

from sqlalchemy import Select, case, func, select

from marketplace.association.models import Unit
from marketplace.enterprises.enterprise_kinds import COLLECTIVES, ENTERPRISE, FOUNDER
from marketplace.enterprises.models import (
    Enterprise,
    EnterprisePart,
    OnlinePresence,
    OnlineProduct,
    WomenOwnedTest,
)
from marketplace.enterprises.ownership import PASSED
from marketplace.programme.queries.outcomes.columns import Source, fact_columns

FOUNDED, WOMEN_OWNED, COLLECTIVE, SHOWN_ONLINE = "founded", "women_owned", "collective", "shown_online"
OF_ENTERPRISES = "enterprise"


def _founded() -> Select[Any]:
    """Each woman who founded a new one; part by part, since several may have founded it."""
    columns = fact_columns(
        FOUNDED,
        OF_ENTERPRISES,
        record_id=Enterprise.id,
        part=EnterprisePart.id,
        person_id=EnterprisePart.person_id,
        happened_on=Enterprise.founded_on,
        outcome_on=Enterprise.founded_on,
        **_of_enterprise(),
    )
    rows = select(*columns).join(EnterprisePart, EnterprisePart.enterprise_id == Enterprise.id)
    rows = rows.where(EnterprisePart.role == FOUNDER, EnterprisePart.person_id.is_not(None))
    return _standing(rows).where(EnterprisePart.voided_at.is_(None), Enterprise.is_new)


def _women_owned() -> Select[Any]:
    return _passed(WOMEN_OWNED).where(Enterprise.form == ENTERPRISE)


def _collective() -> Select[Any]:
    return _passed(COLLECTIVE).where(Enterprise.form.in_(COLLECTIVES))


def _passed(kind: str) -> Select[Any]:
    """Each enterprise with a passed test, on the first day of one, but not before the Union came in."""
    first = select(WomenOwnedTest.enterprise_id, func.min(WomenOwnedTest.holds_from).label("day"))
    first = first.where(WomenOwnedTest.superseded_at.is_(None), WomenOwnedTest.result == PASSED)
    passed: Any = first.group_by(WomenOwnedTest.enterprise_id).subquery("passed")
    day = case((passed.c.day > Enterprise.supported_from, passed.c.day), else_=Enterprise.supported_from)
    columns = fact_columns(
        kind,
        OF_ENTERPRISES,
        record_id=Enterprise.id,
        person_id=Enterprise.person_id,
        happened_on=day,
        outcome_on=day,
        **_of_enterprise(),
    )
    return _standing(select(*columns).join(passed, passed.c.enterprise_id == Enterprise.id))


def _of_enterprise() -> dict[str, Any]:
    return {
        "unit_id": Enterprise.unit_id,
        "place": Unit.path,
        "happened_at": Enterprise.changed_at,
        "title": Enterprise.name,
        "note": Enterprise.form,
    }


def _standing(rows: Select[Any]) -> Select[Any]:
    return rows.join(Unit, Unit.id == Enterprise.unit_id).where(Enterprise.voided_at.is_(None))


def _shown_online() -> Select[Any]:
    """Each product on a page elsewhere, on the day an officer saw it there."""
    page = OnlinePresence
    columns = fact_columns(
        SHOWN_ONLINE,
        "online_product",
        record_id=OnlineProduct.id,
        person_id=page.person_id,
        unit_id=page.unit_id,
        place=Unit.path,
        happened_on=page.seen_on,
        happened_at=page.recorded_at,
        outcome_on=page.seen_on,
        title=OnlineProduct.name,
        note=page.place,
    )
    rows = select(*columns).join(page, page.id == OnlineProduct.presence_id).join(Unit, Unit.id == page.unit_id)
    return rows.where(page.voided_at.is_(None))


FOUNDED_SOURCES = (Source(_founded, Enterprise.id, Enterprise.changed_at, Enterprise.changed_at),)
WOMEN_OWNED_SOURCES = (Source(_women_owned, Enterprise.id, Enterprise.changed_at, Enterprise.changed_at),)
COLLECTIVE_SOURCES = (Source(_collective, Enterprise.id, Enterprise.changed_at, Enterprise.changed_at),)
SHOWN_ONLINE_SOURCES = (Source(_shown_online, OnlineProduct.id, OnlinePresence.recorded_at),)
