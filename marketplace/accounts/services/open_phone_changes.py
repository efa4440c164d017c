"""Ending changes of phone that wait: too old, or overtaken by another change to the account or to a right."""

from marketplace.accounts.models import PhoneChange
from marketplace.accounts.queries import list_waiting_phone_changes
from marketplace.accounts.states import EXPIRED, OVERTAKEN
from marketplace.audit.services import record
from marketplace.core.actors import SYSTEM_ACTOR, Actor
from marketplace.core.clock import now


def end_change(row: PhoneChange, state: str, by: Actor) -> None:
    """Move a waiting change to its end; its links are dead from now on. WrongState when it ended before."""
    row.move_to(state, by=by)
    row.ended_at, row.demo_sealed = now(), None


def overtake_changes(*, account_id: int | None = None, asked_by: int | None = None) -> None:
    """End what waits for an account, or was asked for by a person, because it rested on what changed since."""
    if account_id is None and asked_by is None:
        return
    for row in list_waiting_phone_changes(account_id=account_id, asked_by=asked_by):
        end_change(row, OVERTAKEN, SYSTEM_ACTOR)
        record("phone_change.overtaken", "phone_change", row.id, by=SYSTEM_ACTOR)


def expire_changes() -> None:
    """End what was not confirmed in time."""
    for row in list_waiting_phone_changes(before=now()):
        end_change(row, EXPIRED, SYSTEM_ACTOR)
        record("phone_change.expired", "phone_change", row.id, by=SYSTEM_ACTOR)
