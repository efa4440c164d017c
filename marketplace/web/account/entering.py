"""Completing a sign-in: after the first factor, ask for the second where there is one, then begin the session."""

from dataclasses import dataclass

from flask import Response, session, url_for

from marketplace.accounts.events import AccountChanged
from marketplace.accounts.models import Account, SignIn
from marketplace.accounts.queries import find_account_by_id, find_sign_in, list_roles, lock_account
from marketplace.accounts.services.saved_forms import take_over_forms
from marketplace.accounts.services.second_factor import forget_pending
from marketplace.accounts.services.sessions import begin_sign_in, end_sign_in, give_token
from marketplace.association.queries import list_offices
from marketplace.core.clock import now
from marketplace.core.events import publish
from marketplace.core.sealing import fingerprint
from marketplace.core.transactions import transaction
from marketplace.shops.queries import list_memberships
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.devices import device_name, key_of_device, remember_device
from marketplace.web.plumbing.paths import own_path
from marketplace.web.plumbing.posted_form import FIELD
from marketplace.web.plumbing.second_tap import WAITING, token_of_form
from marketplace.web.plumbing.visitor import current_sign_in, last_sign_in, set_session_cookie

WAITS_SECONDS = 600


@dataclass(frozen=True)
class Entering:
    """Somebody between the first and the second step."""

    account_id: int
    next_path: str


def enter(account: Account, next_path: str | None, *, is_new: bool = False) -> Response:
    """Sign in the owner of a proven phone or password; with a second factor, ask for that first."""
    if account.totp_sealed is None:
        return arrive(account.id, next_path, is_new=is_new)
    session[WAITING] = {
        "account": account.id,
        "at": int(now().timestamp()),
        "next": own_path(next_path, ""),
        "proof": _proof_of(account),
    }
    return see_other(url_for("account.second_step.show"))


def arrive(account_id: int, next_path: str | None, *, second_factor: bool = False, is_new: bool = False) -> Response:
    """Begin a session with a new token on this device and go on; whatever session there was here ends."""
    before, last = current_sign_in(), last_sign_in()
    is_known = bool(key_of_device(account_id))
    with transaction():
        account = lock_account(account_id)
        forget_pending(account)
        row, token = _begin(account, second_factor)
        take_over_forms(row, last)
        if before is not None:
            end_sign_in(before, "replaced")
        if not is_known and not is_new:
            publish(AccountChanged(account.id, "new_device"))
    renew_visit()
    response = see_other(own_path(next_path, "") or home_of(account))
    set_session_cookie(response, token)
    remember_device(response, account_id)
    return response


def who_is_entering() -> Entering | None:
    """The account that still needs the second factor in this browser; valid ten minutes, and while its proof is."""
    waiting = session.get(WAITING)
    if not isinstance(waiting, dict) or now().timestamp() - waiting["at"] > WAITS_SECONDS:
        return None
    account = find_account_by_id(waiting["account"])
    if account is None or account.status != "active" or _proof_of(account) != waiting["proof"]:
        return None
    return Entering(account.id, waiting["next"])


def home_of(account: Account) -> str:
    """The page after signing in when none was asked for: staff pages, the shop, or the account."""
    if list_roles(account.person_id) or list_offices(account.person_id):
        return "/staff"
    return "/seller" if list_memberships(account.person_id) else "/account"


def renew_visit() -> None:
    """Drop the state of the sign-in and the earlier CSRF token from the visit."""
    for key in (FIELD, WAITING, "proof"):
        session.pop(key, None)


def _begin(account: Account, second_factor: bool) -> tuple[SignIn, str]:
    """A new session and its token: that of the form, so that a second tap finds it."""
    row, token = begin_sign_in(account, device=device_name(), second_factor=second_factor)
    made = token_of_form()
    if made and find_sign_in(made) is None:
        give_token(row, made)
        return row, made
    return row, token


def _proof_of(account: Account) -> str:
    """A fingerprint of password, phone and second factor: when one changes, an earlier first step is void."""
    facts = f"{account.id}:{account.password_hash}:{account.phone}:{account.totp_sealed}"
    return fingerprint(facts, purpose="entering")[:32]
