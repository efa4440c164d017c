"""Who waited gets a place in a class, or the class is called off, held after all, or moved: those in it are told."""

from typing import Any

from marketplace.core.events import after_commit
from marketplace.notifications.facts import get_class, get_enrolment
from marketplace.notifications.queries import reachable_recipient
from marketplace.notifications.services import notify
from marketplace.notifications.shape import Message
from marketplace.training.events import ClassChanged, SeatGiven
from marketplace.training.models import Enrolment, TrainingClass
from marketplace.training.queries import list_enrolments
from marketplace.training.topics import CALLED_OFF

plug = Message("class_news")


@after_commit(SeatGiven)
def tell_who_waited(event: SeatGiven) -> None:
    """Tell her that she has a place, unless she has given it back meanwhile."""
    enrolment = get_enrolment(event.enrolment_id)
    if enrolment.is_seated and enrolment.seated_at is not None:
        _tell([enrolment], "seat", f"enrolment:{enrolment.id}:{enrolment.seated_at.isoformat()}")


@after_commit(ClassChanged)
def tell_the_class(event: ClassChanged) -> None:
    """Tell everybody who has a place; that it is called off also those who wait."""
    row = get_class(event.class_id)
    there = [each for each in list_enrolments(row) if each.is_seated or (each.is_waiting and event.what == CALLED_OFF)]
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
