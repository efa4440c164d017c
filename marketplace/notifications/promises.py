"""Invariants of notices: nobody is told twice, and every due delivery is attempted."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import func, select

from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.promises import promise
from marketplace.notifications.models import Delivery, Notice
from marketplace.notifications.registries import CHANNELS
from marketplace.notifications.states import QUEUED

OWED_WITHIN = timedelta(minutes=5)


@promise("O4", "one message per thing, kind and recipient; none owed waits over five minutes while its channel is up")
def messages_go_out_once() -> Iterator[str]:
    """Duplicate notices, and deliveries never attempted although their channel is ready."""
    same = (Notice.kind, Notice.subject, Notice.recipient)
    for kind, subject, recipient, times in session.execute(
        select(*same, func.count()).group_by(*same).having(func.count() > 1)
    ):
        yield f"{recipient} was told {times} times of {subject} ({kind})"
    waiting = select(Delivery).where(
        Delivery.status == QUEUED, Delivery.attempts == 0, Delivery.created_at < now() - OWED_WITHIN
    )
    for delivery in session.scalars(waiting.order_by(Delivery.id).limit(100)):
        if CHANNELS.get(delivery.channel).is_ready():
            yield f"delivery {delivery.id} over {delivery.channel} waits since {delivery.created_at.isoformat()}"
