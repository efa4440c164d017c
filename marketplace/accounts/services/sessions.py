"""Sessions on devices: begun at sign-in, renewed with each proof, ended for good. All their limits stand here.

A session ends when it is idle too long, and at the latest a fixed time after sign-in however busy it is. Its end is
written down; its own clock never runs back, so that a server's clock set back revives nothing. Whatever proves its
owner anew, or changes how she proves herself, gives the session it happened in a new token and ends all others.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from marketplace.accounts.models import Account, SignIn
from marketplace.accounts.queries import hash_token, list_live_sign_ins, list_sign_ins_over
from marketplace.accounts.services.saved_forms import leave_what_was_put_aside
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.references import new_token


@dataclass(frozen=True)
class Limits:
    """How long a session may lie unused, and how long it lasts in all."""

    idle: timedelta
    whole: timedelta


OWN_DEVICE = Limits(idle=timedelta(days=14), whole=timedelta(days=30))  # customers and sellers
STAFF = Limits(idle=timedelta(minutes=30), whole=timedelta(hours=8))  # officers and operators
FRESH = timedelta(minutes=15)  # how long a proof of identity opens what moves money or rights (docs/adr/0012)
TOUCH_EVERY = timedelta(minutes=2)
MOST_SESSIONS = 20  # of one account at a time; the one unused for longest makes room
IDLE, TOO_OLD, SUSPENDED, TOO_MANY = "idle", "too_old", "suspended", "too_many"


def begin_sign_in(account: Account, *, device: str = "", second_factor: bool = False) -> tuple[SignIn, str]:
    """Open a session with a new token; gives the row and the token, which is stored only as a hash."""
    _make_room(account.id)
    token = new_token()
    row = SignIn(
        token_hash=hash_token(token),
        account_id=account.id,
        device=device[:120],
        second_factor_at=now() if second_factor else None,
    )
    row.account = account
    session.add(row)
    session.flush()
    return row, token


def why_over(sign_in: SignIn, *, staff: bool) -> str | None:
    """Why a session counts no more: how it ended, account suspended, idle or too old; None while it is live."""
    if sign_in.ended_at:
        return sign_in.ended_why or "ended"
    if sign_in.account.status != "active":
        return SUSPENDED
    return _outlived(sign_in, STAFF if staff else OWN_DEVICE)


def is_live(sign_in: SignIn, *, staff: bool) -> bool:
    """Whether a session still counts."""
    return why_over(sign_in, staff=staff) is None


def is_fresh(sign_in: SignIn) -> bool:
    """Whether identity was proven within the last fifteen minutes (money, roles, reveals: promise A6)."""
    return _time_in(sign_in) - sign_in.fresh_at <= FRESH


def touch(sign_in: SignIn) -> None:
    """Remember that the session is in use."""
    sign_in.seen_at = _time_in(sign_in)


def refresh(sign_in: SignIn, *, second_factor: bool) -> None:
    """Identity was proven again in this session: it goes on with a new token."""
    touch(sign_in)
    sign_in.fresh_at = sign_in.seen_at
    if second_factor:
        sign_in.second_factor_at = sign_in.seen_at
    renew_token(sign_in)


def renew_token(sign_in: SignIn) -> None:
    """Give a session a new token (`sign_in.new_token`); the old one, and every copy of it, opens nothing any more."""
    give_token(sign_in, new_token())


def give_token(sign_in: SignIn, token: str) -> None:
    """Let a session be opened by this token alone."""
    sign_in.new_token = token
    sign_in.token_hash = hash_token(token)


def end_sign_in(sign_in: SignIn, why: str = "signed_out") -> None:
    """End one session for good."""
    if sign_in.ended_at is None:
        sign_in.ended_at, sign_in.ended_why = now(), why
        leave_what_was_put_aside(sign_in)


def end_all_sign_ins(account_id: int, why: str, *, but: SignIn | None = None) -> None:
    """End every live session of an account (a proof or a right changed), but perhaps one, which gets a new token."""
    for row in list_live_sign_ins(account_id):
        if but is None or row.id != but.id:
            end_sign_in(row, why)
    if but is not None:
        renew_token(but)


def end_what_is_over(staff: Collection[int]) -> None:
    """Write down the end of sessions nobody came back to; `staff` are the persons whose sessions are kept short."""
    for limits, persons in ((OWN_DEVICE, None), (STAFF, staff)):
        for row in list_sign_ins_over(now() - limits.idle, now() - limits.whole, person_ids=persons):
            end_sign_in(row, _outlived(row, limits) or IDLE)


def _outlived(sign_in: SignIn, limits: Limits) -> str | None:
    moment = _time_in(sign_in)
    if moment - sign_in.began_at > limits.whole:
        return TOO_OLD
    return IDLE if moment - sign_in.seen_at > limits.idle else None


def _time_in(sign_in: SignIn) -> datetime:
    """The time as a session knows it: never before it was last used, whatever the server's clock says."""
    return max(now(), sign_in.seen_at)


def _make_room(account_id: int) -> None:
    live = sorted(list_live_sign_ins(account_id), key=lambda row: row.seen_at)
    for row in live[: max(len(live) - MOST_SESSIONS + 1, 0)]:
        end_sign_in(row, TOO_MANY)
