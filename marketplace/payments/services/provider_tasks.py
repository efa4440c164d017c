"""Tasks about money at a provider: raised once per thing, settled by an operator, and held in the book meanwhile."""

from datetime import datetime

from marketplace.core.actors import OPERATOR, PROVIDER, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import require
from marketplace.core.events import publish
from marketplace.payments.errors import NoteMissing, ProviderTaskSettled
from marketplace.payments.events import ProviderTaskRaised
from marketplace.payments.models import Payment, ProviderTask
from marketplace.payments.provider_tasks import WITHIN
from marketplace.payments.queries.provider_tasks import find_provider_task, lock_provider_task, tasks_of_unknown
from marketplace.payments.services.bookings import book_held_at_provider
from marketplace.payments.states import OPEN, SETTLED

BY_ITSELF = "by_itself"  # the note of a task that ended without a person


def raise_task(
    provider: str,
    kind: str,
    subject: str,
    *,
    amount_dong: int = 0,
    held_dong: int = 0,
    payment: Payment | None = None,
    order_number: str = "",
    detail: str = "",
    due_at: datetime | None = None,
) -> ProviderTask:
    """Leave something to an operator; raised again it is the same task, with the provider's newest word in it."""
    task = find_provider_task(provider, kind, subject)
    if task is None:
        task = ProviderTask(provider=provider, kind=kind, subject=subject, due_at=due_at or now() + WITHIN)
        task.amount_dong, task.payment_id = amount_dong, payment.id if payment else None
        task.order_number = order_number or (payment.order.number if payment else "")
        task.detail, task.held_dong, task.bookings = detail, 0, 0
        task.begin_at(OPEN, by=_by(provider))
        publish(ProviderTaskRaised(task.id))
    elif task.detail != detail:
        _hear_news(task, detail, due_at)
    hold(task, held_dong)
    return task


def _hear_news(task: ProviderTask, detail: str, due_at: datetime | None) -> None:
    task.detail = detail
    if task.status == SETTLED:
        task.move_to(OPEN, by=_by(task.provider))
        task.settled_at = task.settled_by = None
        task.due_at = due_at or now() + WITHIN
        publish(ProviderTaskRaised(task.id))


def hold(task: ProviderTask, held_dong: int) -> None:
    """Let the book hold so much of the provider's money as moved without an order to move it."""
    change_dong = held_dong - task.held_dong
    if change_dong:
        task.held_dong, task.bookings = held_dong, task.bookings + 1
        session.flush()
        book_held_at_provider(task, change_dong, now())


def end_task(task: ProviderTask) -> None:
    """The provider's own word, or our book, has settled it: nobody needs to do anything any more."""
    settle_now(task, BY_ITSELF, _by(task.provider))


def end_unknown_payment(provider: str, intent: str) -> None:
    """Money that fitted no order has found one: it is not held any more."""
    for task in tasks_of_unknown(provider, intent):
        hold(task, 0)
        end_task(task)


def square_unknown(provider: str, intent: str) -> None:
    """Money that fitted no order went back as it came: nothing is left of it to be placed."""
    tasks = tasks_of_unknown(provider, intent)
    if sum(task.held_dong for task in tasks) == 0:
        for task in tasks:
            end_task(task)


def settle_task(task_id: int, *, note: str, by: Actor) -> None:
    """An operator has dealt with it and says how. NoteMissing, ProviderTaskSettled."""
    require(by.kind == OPERATOR)
    task = lock_provider_task(task_id)
    if not note.strip():
        raise NoteMissing(field="note")
    if task.status != OPEN:
        raise ProviderTaskSettled(repeated=(task.settled_by, task.settled_note) == (by.person_id, note.strip()))
    settle_now(task, note, by)


def settle_now(task: ProviderTask, note: str, by: Actor) -> None:
    """The end of an open task, with the reason."""
    if task.status != OPEN:
        return
    task.move_to(SETTLED, by=by, note=note.strip())
    task.settled_note, task.settled_by, task.settled_at = note.strip(), by.person_id, now()


def _by(provider: str) -> Actor:
    return Actor(PROVIDER, label=provider)
