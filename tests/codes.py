"""Reading what would be sent to a phone: the sealed code or link waiting in the outbox."""

from sqlalchemy import select

from marketplace.core.db import session
from marketplace.core.outbox import OutboxRow
from marketplace.core.sealing import unseal


def sent_code(target: str) -> str:
    """The newest code on its way to a phone (E.164) or e-mail address."""
    payload = _newest("send_code", lambda p: target in (p["phone"], p["email"]))
    return unseal(payload["sealed_code"], bound_to=f"code:{payload['public_id']}")


def sent_invitation(phone: str) -> str:
    """The token of the newest invitation on its way to a phone."""
    payload = _newest("send_invitation", lambda p: p["phone"] == phone)
    return unseal(payload["sealed_token"], bound_to=f"invitation:{payload['invitation_id']}")


def sent_phone_change(phone: str) -> str:
    """The token of the newest change of phone on its way to the new phone."""
    payload = _newest("send_phone_change_link", lambda p: p["new_phone"] == phone)
    return unseal(payload["sealed_token"], bound_to=f"phone_change:{payload['change_id']}:link")


def sent_phone_warning(target: str, work: str = "warn_old_phone") -> str:
    """The token that stops it, on its way to the old phone (or, by `warn_by_email`, to an e-mail address)."""
    payload = _newest(work, lambda p: target in (p["old_phone"], p["email"]))
    return unseal(payload["sealed_stop_token"], bound_to=f"phone_change:{payload['change_id']}:stop")


def count_sent(target: str) -> int:
    """How many codes are on their way to a phone or e-mail address."""
    rows = session.scalars(select(OutboxRow).where(OutboxRow.work.endswith(":send_code")))
    return sum(target in (row.payload["phone"], row.payload["email"]) for row in rows)


def told(account_id: int) -> list[str]:
    """What an account's owner is to be told, oldest first."""
    rows = session.scalars(select(OutboxRow).where(OutboxRow.work.endswith(":tell_the_owner")).order_by(OutboxRow.id))
    return [row.payload["what"] for row in rows if row.payload["account_id"] == account_id]


def _newest(work: str, fits) -> dict:  # type: ignore[no-untyped-def, type-arg]
    rows = session.scalars(select(OutboxRow).where(OutboxRow.work.endswith(f":{work}")).order_by(OutboxRow.id.desc()))
    found = next((row.payload for row in rows if fits(row.payload)), None)
    assert found is not None, f"nothing sent by {work}"
    return found
