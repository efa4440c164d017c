"""Bringing notices out: record the try, call the channel, record the answer."""

from typing import Any

from marketplace.accounts.events import CodeIssued, Invited
from marketplace.core import outbox
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.events import after_commit
from marketplace.core.runtime import config
from marketplace.core.sealing import unseal
from marketplace.core.transactions import transaction
from marketplace.notifications.models import Delivery
from marketplace.notifications.registries import CHANNELS
from marketplace.notifications.rendering import render, render_words
from marketplace.notifications.services import DELIVER
from marketplace.notifications.shape import EMAIL, GATEWAY, Rendered


def deliver(payload: dict[str, Any]) -> None:
    """Send one delivery; a failure is recorded and raised, so that the outbox tries again later."""
    with transaction():
        delivery = session.get_one(Delivery, payload["delivery_id"])
        if delivery.status in ("sent", "delivered"):
            return
        delivery.attempts += 1
        notice = delivery.notice
        rendered = render(notice)
    channel = CHANNELS.get(delivery.channel)
    address = channel.address_of(notice.phone, notice.email) or ""
    try:
        reference = channel.send(address, rendered, key=f"notice-{delivery.id}")
    except Exception as fault:
        _record(delivery.id, "failed", error=str(fault)[:300])
        raise
    _record(delivery.id, "sent", reference=reference)


def _record(delivery_id: int, status: str, *, reference: str | None = None, error: str = "") -> None:
    with transaction():
        delivery = session.get_one(Delivery, delivery_id)
        delivery.status, delivery.last_error = status, error
        if status == "sent":
            delivery.sent_at, delivery.provider_ref = now(), reference or None


outbox.register(DELIVER, deliver, own_transactions=True)


@after_commit(CodeIssued, own_transactions=True)
def send_code(event: CodeIssued) -> None:
    """Send a one-time code to its phone, or its e-mail address; the code is never stored in a notice."""
    channel = CHANNELS.get(EMAIL if event.email else GATEWAY)
    if not channel.is_ready():
        return
    code = unseal(event.sealed_code, bound_to=f"code:{event.public_id}")
    words = render_words("code", event.locale, {"code": code})
    target = event.email or event.phone
    channel.send(target, Rendered(words, words, config().public_url), key=f"code-{event.public_id}")


@after_commit(Invited, own_transactions=True)
def send_invitation(event: Invited) -> None:
    """Send an invitation's link to its phone."""
    channel = CHANNELS.get(GATEWAY)
    if not channel.is_ready():
        return
    token = unseal(event.sealed_token, bound_to=f"invitation:{event.invitation_id}")
    words = render_words("invitation", "vi", {"role": event.role})
    link = f"{config().public_url}/invitation/{token}"
    channel.send(event.phone, Rendered(words, words, link), key=f"invitation-{event.invitation_id}")
