"""Who waited gets a place in a class, or the class is called off, held after all, or moved: those in it are told."""

from typing import Any

from marketplace.core.db import session
from marketplace.core.events import after_commit
from marketplace.notifications.queries import reachable_recipient
from marketplace.notifications.services import notify
from marketplace.notifications.shape import Message
from marketplace.training.events import ClassChanged, SeatGiven
from marketplace.training.models import Enrolment, TrainingClass
from marketplace.training.queries import list_enrolments

plug = Message("class_news")


@after_commit(SeatGiven)
def tell_who_waited(event: SeatGiven) -> None:
    """Tell her that she has a place, unless she has given it back meanwhile."""
    enrolment = session.get_one(Enrolment, event.enrolment_id)
    if enrolment.is_seated and enrolment.seated_at is not None:
        _tell([enrolment], "seat", f"enrolment:{enrolment.id}:{enrolment.seated_at.isoformat()}")


@after_commit(ClassChanged)
def tell_the_class(event: ClassChanged) -> None:
    """Tell everybody who has a place or waits."""
    row = session.get_one(TrainingClass, event.class_id)
    there = [each for each in list_enrolments(row) if each.is_seated or each.is_waiting]
    _tell(there, event.what, f"class:{row.id}:{event.what}:{event.at}")


def _tell(enrolments: list[Enrolment], what: str, subject: str) -> None:
    for enrolment in enrolments:
        recipient = reachable_recipient(enrolment.person_id)
        if recipient is not None:
            path = f"/classes/{enrolment.training_class.code}"
            notify(plug.code, subject, [recipient], _facts(enrolment.training_class, what), path)


def _facts(row: TrainingClass, what: str) -> dict[str, Any]:
    return {
        "outcome": what,
        "title": row.title,
        "unit": row.unit.name,
        "day": f"{row.begins_on:%d/%m/%Y}",
        "place": row.place,
        "why": row.cancelled_why,
    }
