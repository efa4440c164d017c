"""News of a class: a place for who waited, the class called off, held after all or moved, a session moved or taken out.

Whom no message reaches an officer calls (see training.services.calling).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from marketplace.core.events import after_commit
from marketplace.notifications.facts import get_class, get_enrolment
from marketplace.notifications.queries import Recipient, reachable_recipients, shared_phones
from marketplace.notifications.registries import CHANNELS
from marketplace.notifications.services import Letter, is_up, notify_many
from marketplace.notifications.shape import GATEWAY, Message
from marketplace.training.events import ClassChanged, SeatGiven, SessionChanged
from marketplace.training.models import Enrolment, TrainingClass
from marketplace.training.queries import list_enrolments
from marketplace.training.services import ask_to_call
from marketplace.training.topics import CALLED_OFF, SEAT

plug = Message("class_news")


@after_commit(SeatGiven)
def tell_who_waited(event: SeatGiven) -> None:
    """Tell her that she has a place, unless she has given it back meanwhile."""
    enrolment = get_enrolment(event.enrolment_id)
    if enrolment.is_seated and enrolment.seated_at is not None:
        _tell([enrolment], SEAT, enrolment.seated_at, {})


@after_commit(ClassChanged)
def tell_the_class(event: ClassChanged) -> None:
    """Tell everybody who has a place; that it is called off also those who wait."""
    lines = list_enrolments(get_class(event.class_id))
    there = [each for each in lines if each.is_seated or (each.is_waiting and event.what == CALLED_OFF)]
    _tell([each for each in there if each.id not in event.but], event.what, datetime.fromisoformat(event.at), {})


@after_commit(SessionChanged)
def tell_of_a_session(event: SessionChanged) -> None:
    """Tell everybody who has a place what became of one session."""
    there = [each for each in list_enrolments(get_class(event.class_id)) if each.is_seated]
    about = {"was": event.was, "day": event.day}
    _tell(there, event.what, datetime.fromisoformat(event.at), about)


def _tell(enrolments: Sequence[Enrolment], what: str, at: datetime, about: dict[str, Any]) -> None:
    found = reachable_recipients({each.person_id for each in enrolments})
    shared = shared_phones({each.phone for each in found.values() if each.phone})
    letters = [
        Letter(
            f"enrolment:{each.id}:{what}:{at.isoformat()}",
            found[each.person_id],
            _facts(each.training_class, what) | about | {"whom": _whom(each, found[each.person_id], shared)},
            f"/classes/{each.training_class.code}",
        )
        for each in enrolments
        if each.person_id in found
    ]
    notify_many(plug.code, letters)
    goes_out = is_up(CHANNELS.get(GATEWAY))
    reached = {key for key, one in found.items() if one.person_id is not None or goes_out}
    ask_to_call([each for each in enrolments if each.person_id not in reached], what, at)


def _whom(enrolment: Enrolment, recipient: Recipient, shared: set[str]) -> str:
    """The name of the woman a message is for, where others of the register have her phone; else «»."""
    return enrolment.person.full_name if recipient.phone in shared else ""


def _facts(row: TrainingClass, what: str) -> dict[str, Any]:
    return {
        "outcome": what,
        "title": row.title,
        "unit": row.unit.name,
        "day": f"{row.begins_on:%d/%m/%Y}",
        "place": row.place,
        "why": row.cancelled_why,
    }
