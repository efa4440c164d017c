"""Creating notices, each once, and recording that they were read or delivered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from marketplace.core import outbox
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.rows import bulk_insert
from marketplace.notifications.models import Delivery, Notice
from marketplace.notifications.queries import Recipient, deliveries_of, find_notice, notices_about, told_subjects
from marketplace.notifications.registries import CHANNELS, MESSAGES
from marketplace.notifications.shape import Channel
from marketplace.notifications.states import DELIVERED, REPORTED_STATES
from marketplace.site.queries import current_settings

DELIVER = "marketplace.notifications.exchanges:deliver"


def notify(
    kind: str,
    subject: str,
    recipients: Iterable[Recipient],
    facts: dict[str, Any],
    path: str | dict[str, str],
    *,
    manner: str | None = None,
) -> list[Notice]:
    """Notify each recipient once about a subject; again does nothing. `path` may differ by recipient key.

    `manner` (which channels are used) defaults to that of the kind of message.
    """
    made = []
    over = [channel for channel in CHANNELS.all().values() if (manner or MESSAGES.get(kind).manner) in channel.carries]
    for recipient in recipients:
        if find_notice(kind, subject, recipient.key) is None:
            own_path = path if isinstance(path, str) else path[recipient.key]
            notice = _write_down(kind, subject, recipient, facts, own_path)
            made.append(notice)
            for channel in over:
                _queue(notice, channel)
    return made


@dataclass(frozen=True)
class Letter:
    """One of many messages of a kind that go out together."""

    subject: str
    recipient: Recipient
    facts: dict[str, Any]
    path: str


def notify_many(kind: str, letters: Sequence[Letter]) -> None:
    """Notify many at once, each once about her subject; in batches, not in statements for each."""
    told = told_subjects(kind, [letter.subject for letter in letters])
    new = [letter for letter in letters if (letter.subject, letter.recipient.key) not in told]
    if not new:
        return
    bulk_insert(Notice, *(_columns(kind, each.subject, each.recipient, each.facts, each.path) for each in new))
    over = [each for each in CHANNELS.all().values() if MESSAGES.get(kind).manner in each.carries and is_up(each)]
    deliveries: list[dict[str, Any]] = [
        {"notice_id": notice.id, "channel": channel.code}
        for notice in notices_about(kind, [each.subject for each in new])
        for channel in over
        if (notice.subject, notice.recipient) not in told and channel.address_of(notice.phone, notice.email) is not None
    ]
    if deliveries:
        bulk_insert(Delivery, *deliveries)
        keys = deliveries_of(each["notice_id"] for each in deliveries)
        outbox.enqueue_many(DELIVER, [{"delivery_id": key} for key in keys])


def is_up(channel: Channel) -> bool:
    """Whether a channel is switched on and the installation has what it needs."""
    return current_settings().is_on(channel.switch) and channel.is_ready()


def _write_down(kind: str, subject: str, recipient: Recipient, facts: dict[str, Any], path: str) -> Notice:
    notice = Notice(**_columns(kind, subject, recipient, facts, path))
    session.add(notice)
    session.flush()
    return notice


def _columns(kind: str, subject: str, recipient: Recipient, facts: dict[str, Any], path: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "subject": subject,
        "recipient": recipient.key,
        "person_id": recipient.person_id,
        "phone": recipient.phone,
        "email": recipient.email,
        "locale": recipient.locale,
        "facts": facts,
        "path": path,
    }


def _queue(notice: Notice, channel: Channel) -> None:
    if not is_up(channel) or channel.address_of(notice.phone, notice.email) is None:
        return
    delivery = Delivery(notice_id=notice.id, channel=channel.code)
    session.add(delivery)
    session.flush()
    outbox.enqueue(DELIVER, {"delivery_id": delivery.id})


def mark_read(notices: Iterable[Notice]) -> None:
    """Record that notices were read."""
    for notice in notices:
        notice.read_at = notice.read_at or now()


def record_outcome(delivery: Delivery, status: str) -> None:
    """Record a provider's later report: delivered or failed; delivered is final."""
    if delivery.status != DELIVERED and status in REPORTED_STATES:
        delivery.status = status
