"""What came of classes: who opened a shop or listed a product within 30 days of coming, who sold within 90."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, func, select

from marketplace.association.scope import Scope
from marketplace.core.db import session
from marketplace.programme.models import OutcomeFact
from marketplace.programme.queries.outcomes import PRODUCT_LISTED, SALE, SHOP_OPENED
from marketplace.training.models import Enrolment, TrainingClass
from marketplace.training.states import TAUGHT_STATES
from marketplace.training.topics import FOR_WOMEN

LISTS_WITHIN, SELLS_WITHIN = timedelta(days=30), timedelta(days=90)
OPENED = (SHOP_OPENED, PRODUCT_LISTED)


@dataclass(frozen=True)
class After:
    """One woman after one class: the day she opened or listed, the day she first sold, each where in time."""

    enrolment_id: int
    class_id: int
    opened_on: date | None = None
    sold_on: date | None = None


@dataclass(frozen=True)
class Effect:
    """What came of several classes: how many women came, opened or listed in time, sold in time."""

    classes: int
    came: int
    opened: int
    sold: int


def after_classes(class_ids: Iterable[int]) -> dict[int, After]:
    """Who of some classes opened, listed or sold in time, by the key of her line; one statement."""
    of_kind = (OutcomeFact.kind.in_((*OPENED, SALE)), OutcomeFact.cause == "")
    later = and_(OutcomeFact.person_id == Enrolment.person_id, OutcomeFact.happened_on >= Enrolment.first_came_on)
    whose = (Enrolment.id, Enrolment.class_id, Enrolment.first_came_on, OutcomeFact.kind)
    rows = select(*whose, func.min(OutcomeFact.happened_on)).join(OutcomeFact, later).where(*of_kind)
    rows = rows.where(Enrolment.class_id.in_(list(class_ids)), Enrolment.voided_at.is_(None)).group_by(*whose)
    opened: dict[int, date] = {}
    sold: dict[int, date] = {}
    of_class: dict[int, int] = {}
    for key, class_id, came_on, kind, on in session.execute(rows):
        found = sold if kind == SALE else opened
        in_time = SELLS_WITHIN if kind == SALE else LISTS_WITHIN
        if came_on is not None and on <= came_on + in_time:
            of_class[key], found[key] = class_id, min(on, found.get(key, on))
    return {key: After(key, class_id, opened.get(key), sold.get(key)) for key, class_id in of_class.items()}


def list_taught(scope: Scope, since: date) -> list[TrainingClass]:
    """The classes for women of a territory that took place since a day, the latest first."""
    rows = select(TrainingClass).where(scope.allows(TrainingClass.unit_id), TrainingClass.begins_on >= since)
    rows = rows.where(TrainingClass.status.in_(TAUGHT_STATES), TrainingClass.audience == FOR_WOMEN)
    return list(session.scalars(rows.order_by(TrainingClass.begins_on.desc(), TrainingClass.id.desc())))


def effects_of(groups: dict[str, set[int]], came: dict[int, int], after: dict[int, After]) -> dict[str, Effect]:
    """What came of groups of classes, by the name of each; `came` says how many women each class had."""
    found: dict[str, Effect] = {}
    for name, keys in groups.items():
        theirs = [each for each in after.values() if each.class_id in keys]
        opened, sold = (sum(day is not None for day in days) for days in _days(theirs))
        found[name] = Effect(len(keys), sum(came.get(key, 0) for key in keys), opened, sold)
    return found


def _days(theirs: list[After]) -> tuple[list[date | None], list[date | None]]:
    return [each.opened_on for each in theirs], [each.sold_on for each in theirs]
