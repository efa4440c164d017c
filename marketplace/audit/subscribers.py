"""Writes state changes made by staff into the audit trail."""

from marketplace.audit.services import record
from marketplace.core.actors import OFFICER, OPERATOR, Actor
from marketplace.core.events import on
from marketplace.core.states import StateChanged


@on(StateChanged)
def remember_move(event: StateChanged) -> None:
    """Audit each state change made by staff (promise U2)."""
    if event.actor_kind not in (OFFICER, OPERATOR):
        return
    record(
        f"{event.kind}.{event.to_state}",
        event.kind,
        event.subject_id,
        by=Actor(event.actor_kind, event.person_id),
        details={"from": event.from_state, "to": event.to_state, "note": event.note},
    )
