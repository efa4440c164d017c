"""Sessions on devices: begun at sign-in, re-authenticated for money and roles, ended for good."""

from datetime import timedelta

from marketplace.accounts.models import Account, SignIn
from marketplace.accounts.queries import hash_token, list_live_sign_ins
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.references import new_token

IDLE = timedelta(days=30)  # customers and sellers on their own device
STAFF_IDLE, STAFF_WHOLE = timedelta(minutes=30), timedelta(hours=8)
FRESH = timedelta(minutes=15)
TOUCH_EVERY = timedelta(minutes=2)


def begin_sign_in(account: Account, *, device: str = "", second_factor: bool = False) -> tuple[SignIn, str]:
    """Open a session with a new token; returns the row and the token, which is stored only as a hash."""
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


def is_live(sign_in: SignIn, *, staff: bool) -> bool:
    """Whether a session is valid: not ended, its account active, neither idle too long nor (for staff) too old."""
    if sign_in.ended_at or sign_in.account.status != "active":
        return False
    idle = now() - sign_in.seen_at
    if staff:
        return idle <= STAFF_IDLE and now() - sign_in.began_at <= STAFF_WHOLE
    return idle <= IDLE


def is_fresh(sign_in: SignIn) -> bool:
    """Whether identity was proven within the last fifteen minutes (money, roles, reveals: promise A6)."""
    return now() - sign_in.fresh_at <= FRESH


def touch(sign_in: SignIn) -> None:
    """Record that the session was used now."""
    sign_in.seen_at = now()


def refresh(sign_in: SignIn, *, second_factor: bool) -> None:
    """Record that identity was proven again in this session."""
    sign_in.fresh_at = now()
    if second_factor:
        sign_in.second_factor_at = now()


def end_sign_in(sign_in: SignIn, why: str = "signed_out") -> None:
    """End one session for good."""
    if sign_in.ended_at is None:
        sign_in.ended_at, sign_in.ended_why, sign_in.kept_form_sealed = now(), why, None


def end_all_sign_ins(account_id: int, why: str, *, but: SignIn | None = None) -> None:
    """End every live session of an account (password or role change, suspension), except `but`."""
    for row in list_live_sign_ins(account_id):
        if but is None or row.id != but.id:
            end_sign_in(row, why)
