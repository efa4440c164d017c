"""Reading what is left to a person about money at a provider, and what was compared with it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Select, func, select, text
from sqlalchemy.orm import joinedload

from marketplace.core.db import session
from marketplace.payments.errors import NoSuchProviderTask
from marketplace.payments.models import Payment, PaymentPart, ProviderComparison, ProviderTask
from marketplace.payments.provider_tasks import DISPUTE, UNKNOWN_PAYMENT, UNKNOWN_REFUND, is_dispute_running
from marketplace.payments.states import OPEN, SETTLED


def _tasks() -> Select[ProviderTask]:
    return select(ProviderTask).options(joinedload(ProviderTask.payment).joinedload(Payment.order))


def list_provider_tasks(*, settled: bool = False, limit: int = 200) -> Sequence[ProviderTask]:
    """Open tasks, due first; or those that are settled, newest first."""
    wanted = _tasks().where(ProviderTask.status == (SETTLED if settled else OPEN))
    order = (ProviderTask.settled_at.desc(),) if settled else (ProviderTask.due_at,)
    return session.scalars(wanted.order_by(*order, ProviderTask.id).limit(limit)).all()


def count_provider_tasks() -> int:
    """How many tasks are open."""
    return session.scalar(select(func.count(ProviderTask.id)).where(ProviderTask.status == OPEN)) or 0


def first_due_task_at() -> datetime | None:
    """By when the most urgent open task is to be done."""
    return session.scalar(select(func.min(ProviderTask.due_at)).where(ProviderTask.status == OPEN))


def get_provider_task(task_id: int) -> ProviderTask:
    """One task; NoSuchProviderTask."""
    found = session.scalar(_tasks().where(ProviderTask.id == task_id))
    if found is None:
        raise NoSuchProviderTask()
    return found


def lock_provider_task(task_id: int) -> ProviderTask:
    """The same, locked and read anew."""
    wanted = select(ProviderTask).where(ProviderTask.id == task_id).with_for_update(of=ProviderTask)
    found = session.scalar(wanted.execution_options(populate_existing=True))
    if found is None:
        raise NoSuchProviderTask()
    return found


_LOCK_SUBJECT = text("SELECT pg_advisory_xact_lock(hashtextextended(:subject, 0))")


def find_provider_task(provider: str, kind: str, subject: str) -> ProviderTask | None:
    """The task of one kind about one thing at a provider, locked; also where there is none yet, so that it is one."""
    if session.get_bind().dialect.name == "postgresql":  # SQLite has one writer at a time
        session.execute(_LOCK_SUBJECT, {"subject": f"{provider} {kind} {subject}"})
    same = (ProviderTask.provider == provider, ProviderTask.kind == kind, ProviderTask.subject == subject)
    return session.scalar(select(ProviderTask).where(*same).with_for_update(of=ProviderTask))


def tasks_of_unknown(provider: str, intent: str) -> Sequence[ProviderTask]:
    """The task about money that fits no order, and those about what of it went back, locked."""
    of_provider = select(ProviderTask).where(ProviderTask.provider == provider)
    came = (ProviderTask.kind == UNKNOWN_PAYMENT) & (ProviderTask.subject == intent)
    went = (ProviderTask.kind == UNKNOWN_REFUND) & (ProviderTask.detail == intent)
    locked = of_provider.where(came | went).order_by(ProviderTask.id).with_for_update(of=ProviderTask)
    return session.scalars(locked).all()


def known_subjects(provider: str, kind: str) -> set[str]:
    """What tasks of one kind are about, settled or not."""
    same = (ProviderTask.provider == provider, ProviderTask.kind == kind)
    return set(session.scalars(select(ProviderTask.subject).where(*same)))


def disputed(shop_order_ids: Iterable[int]) -> dict[int, ProviderTask]:
    """Of these shop orders, those whose money the customer asks her bank for, undecided, by key."""
    rows = (
        select(PaymentPart.shop_order_id, ProviderTask)
        .join(ProviderTask, ProviderTask.payment_id == PaymentPart.payment_id)
        .where(PaymentPart.shop_order_id.in_(list(shop_order_ids)), ProviderTask.kind == DISPUTE)
        .order_by(ProviderTask.id)
    )
    return {key: task for key, task in session.execute(rows) if is_dispute_running(task.detail)}


def last_comparison(provider: str, *, finished: bool = False) -> ProviderComparison | None:
    """The newest comparison with a provider; perhaps the newest that came to its end."""
    newest = select(ProviderComparison).where(ProviderComparison.provider == provider)
    if finished:
        newest = newest.where(ProviderComparison.finished_at.is_not(None))
    return session.scalar(newest.order_by(ProviderComparison.id.desc()).limit(1))
