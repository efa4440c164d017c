"""Ending waiting changes of phone: expired, or superseded by another change of the account or of a role."""

from marketplace.accounts.models import PhoneChange
from marketplace.accounts.queries import list_waiting_phone_changes
from marketplace.accounts.states import EXPIRED, OVERTAKEN
from marketplace.audit.services import record
from marketplace.core.actors import SYSTEM_ACTOR, Actor
from marketplace.core.clock import now


def end_change(row: PhoneChange, state: str, by: Actor) -> None:
    """Move a waiting change to a final state; its links stop working. WrongState when it ended before."""
    row.move_to(state, by=by)
    row.ended_at, row.demo_sealed = now(), None


def overtake_changes(*, account_id: int | None = None, asked_by: int | None = None) -> None:
    """End the changes that wait for an account, or that an officer asked for, because their basis has changed."""
    if account_id is None and asked_by is None:
        return
    for row in list_waiting_phone_changes(account_id=account_id, asked_by=asked_by):
        end_change(row, OVERTAKEN, SYSTEM_ACTOR)
        record("phone_change.overtaken", "phone_change", row.id, by=SYSTEM_ACTOR)


def expire_changes() -> None:
    """End the changes that were not confirmed in time."""
    for row in list_waiting_phone_changes(before=now()):
        end_change(row, EXPIRED, SYSTEM_ACTOR)
        record("phone_change.expired", "phone_change", row.id, by=SYSTEM_ACTOR)
