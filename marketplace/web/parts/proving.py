"""The pending one-time code of one browser: what it was sent for, and where to go on afterwards."""

from dataclasses import asdict, dataclass

from flask import Response, g, session, url_for
from flask_babel import get_locale

from marketplace.accounts.models import OneTimeCode
from marketplace.accounts.queries import find_account, find_account_by_email, find_code, hash_token
from marketplace.accounts.services.codes import INVITATION, LOST_PHONE, PROVE, demo_code, issue_code
from marketplace.core.transactions import transaction
from marketplace.people.phones import masked_phone
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.devices import key_of_device
from marketplace.web.plumbing.paths import own_path
from marketplace.web.plumbing.visitor import current_account, visitor_address

KEPT = "proof"  # key in the visit


@dataclass(frozen=True)
class Proof:
    """A pending code: its public id, purpose, how its target is shown, the next path, and one more value."""

    code: str
    purpose: str
    shown: str
    next_path: str = ""
    extra: str = ""


def begin_proof(
    purpose: str,
    phone: str,
    next_path: str | None = "",
    *,
    email: str = "",
    sends: bool = True,
    extra: str = "",
    shown: str = "",
) -> Response:
    """Send a code and go on to the page where it is typed; TooMany when the limits are reached."""
    with transaction():
        row = issue_code(
            purpose,
            phone,
            str(get_locale()),
            address=visitor_address(),
            known=_known_as(purpose, phone, email, extra),
            email=email,
            sends=sends,
        )
    target = shown or email or masked_phone(phone)
    session[KEPT] = asdict(Proof(row.public_id, purpose, target, own_path(next_path, ""), extra))
    return see_other(url_for("account.code.show"))


def _known_as(purpose: str, phone: str, email: str, extra: str) -> str:
    """What shows that the asker is the owner of this phone or address; nothing where somebody only typed it."""
    if purpose in (INVITATION, LOST_PHONE):  # `extra` is the token of a link that was sent there
        return f"link:{hash_token(extra)}"
    own = current_account()
    if purpose == PROVE and own is not None:
        return f"account:{own.id}"
    account = find_account_by_email(email) if email else find_account(phone)
    device = key_of_device(account.id if account else None)
    return f"device:{device}" if device else ""


def current_proof() -> Proof | None:
    """The pending code of this browser, or None."""
    kept = session.get(KEPT)
    return Proof(**kept) if isinstance(kept, dict) else None


def end_proof() -> None:
    """Forget the pending code."""
    session.pop(KEPT, None)


def sent_code() -> OneTimeCode | None:
    """The row of the pending code."""
    proof = current_proof()
    return find_code(proof.code) if proof else None


def demo_code_of(row: OneTimeCode | None) -> str | None:
    """The code itself, for a notice on demo installations; None elsewhere."""
    return demo_code(row) if row else None


def never_store() -> None:
    """Send Cache-Control: no-store, because the page is personal."""
    g.is_personal = True
