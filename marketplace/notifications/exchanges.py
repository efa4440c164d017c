"""Delivering notices: record the attempt, call the channel, record the answer."""

from typing import Any

from marketplace.accounts.events import CodeIssued, Invited, PhoneChangeAsked, PhoneChangeDone
from marketplace.accounts.services.phone_changes import bound_to
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
from marketplace.notifications.states import FAILED, ON_ITS_WAY_STATES, SENT
from marketplace.site.queries import current_settings


def deliver(payload: dict[str, Any]) -> None:
    """Send one delivery; a failure is recorded and raised, so that the outbox retries it."""
    with transaction():
        delivery = session.get_one(Delivery, payload["delivery_id"])
        if delivery.status in ON_ITS_WAY_STATES:
            return
        delivery.attempts += 1
        notice = delivery.notice
        rendered = render(notice)
    channel = CHANNELS.get(delivery.channel)
    address = channel.address_of(notice.phone, notice.email) or ""
    try:
        reference = channel.send(address, rendered, key=f"notice-{delivery.id}")
    except Exception as fault:
        _record(delivery.id, FAILED, error=str(fault)[:300])
        raise
    _record(delivery.id, SENT, reference=reference)


def _record(delivery_id: int, status: str, *, reference: str | None = None, error: str = "") -> None:
    with transaction():
        delivery = session.get_one(Delivery, delivery_id)
        delivery.status, delivery.last_error = status, error
        if status == SENT:
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


@after_commit(PhoneChangeAsked, own_transactions=True)
def send_phone_change_link(event: PhoneChangeAsked) -> None:
    """Send the new phone the link by which the account's owner confirms the change."""
    token = unseal(event.sealed_token, bound_to=bound_to(event.change_id, "link"))
    _send(GATEWAY, event.new_phone, "phone_change_link", event.locale, f"phone-change-{event.change_id}", token)


@after_commit(PhoneChangeAsked, own_transactions=True)
def warn_old_phone(event: PhoneChangeAsked) -> None:
    """Send the old phone a warning with a link that stops the change."""
    token = unseal(event.sealed_stop_token, bound_to=bound_to(event.change_id, "stop"))
    key = f"phone-change-warning-{event.change_id}"
    _send(GATEWAY, event.old_phone, "phone_change_warning", event.locale, key, f"stop/{token}")


@after_commit(PhoneChangeAsked, own_transactions=True)
def warn_by_email(event: PhoneChangeAsked) -> None:
    """Send the same warning to the account's e-mail address, where it has one."""
    if not event.email:
        return
    token = unseal(event.sealed_stop_token, bound_to=bound_to(event.change_id, "stop"))
    key = f"phone-change-warning-mail-{event.change_id}"
    _send(EMAIL, event.email, "phone_change_warning", event.locale, key, f"stop/{token}")


@after_commit(PhoneChangeDone, own_transactions=True)
def tell_old_phone(event: PhoneChangeDone) -> None:
    """Tell the old phone that the account has left it."""
    _send(GATEWAY, event.old_phone, "phone_change_done", event.locale, f"phone-change-done-{event.change_id}")


def _send(code: str, target: str, kind: str, locale: str, key: str, rest: str = "") -> None:
    """Send one message about a change of phone at once; its link is not stored."""
    channel = CHANNELS.get(code)
    if not channel.is_ready():
        return
    settings = current_settings()
    words = render_words(kind, locale, {"brand": settings.brand, "hotline": settings.hotline})
    link = f"{config().public_url}/phone-change/{rest}" if rest else config().public_url
    channel.send(target, Rendered(words, words, link), key=key)
