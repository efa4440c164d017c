"""«Cần gọi báo»: news of a class for those whom no message reaches; an officer calls them and says so."""

from collections.abc import Iterable
from datetime import datetime

from marketplace.association.scope import Scope
from marketplace.audit.services import record
from marketplace.core.actors import Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import require
from marketplace.training.models import ClassCall, Enrolment
from marketplace.training.policies import can_run_classes
from marketplace.training.queries import calls_of


def ask_to_call(lines: Iterable[Enrolment], what: str, at: datetime) -> None:
    """Note whom of a list an officer has to call, and with which news; later news takes the place of what was not said.

    The same news (by its instant) twice is once, also after the call.
    """
    wanted = {line.id for line in lines}
    known = calls_of(wanted)
    told = {call.enrolment_id for call in known if call.asked_at >= at}
    waiting = {call.enrolment_id: call for call in known if call.called_at is None}
    for key in sorted(wanted - told):
        call = waiting.get(key)
        if call is None:
            session.add(ClassCall(enrolment_id=key, what=what, asked_at=at))
        else:
            call.what, call.asked_at = what, at
    session.flush()


def say_called(call: ClassCall, *, actor: Actor, scope: Scope) -> bool:
    """An officer called her; False where that was said before."""
    require(can_run_classes(scope, call.enrolment.training_class.unit))
    if call.called_at is not None:
        return False
    call.called_at, call.called_by = now(), actor.person_id
    record("enrolment.called", "enrolment", call.enrolment_id, by=actor)
    return True


def take_back_called(call: ClassCall, *, actor: Actor, scope: Scope) -> bool:
    """She was not called after all; False where nobody said so, or where later news of hers waits."""
    require(can_run_classes(scope, call.enrolment.training_class.unit))
    others = calls_of([call.enrolment_id])
    if call.called_at is None or any(each.called_at is None for each in others):
        return False
    call.called_at = call.called_by = None
    record("enrolment.not_called", "enrolment", call.enrolment_id, by=actor)
    return True
