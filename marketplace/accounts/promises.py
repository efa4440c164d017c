"""What must hold of sign-ins at any moment (promise P1)."""

from collections.abc import Iterator

from sqlalchemy import or_, select

from marketplace.accounts.models import Account, OneTimeCode
from marketplace.core.db import session
from marketplace.core.promises import promise
from marketplace.core.sealing import SEALED_LIKE


@promise("P1", "secrets of the second step, and the codes a demo shows, are stored sealed")
def secrets_are_sealed() -> Iterator[str]:
    """Accounts and codes that hold a secret in the open; SQL leaves empty columns aside by itself."""
    open_secret = or_(Account.totp_sealed.not_like(SEALED_LIKE), Account.totp_pending_sealed.not_like(SEALED_LIKE))
    for account_id in session.scalars(select(Account.id).where(open_secret).order_by(Account.id)):
        yield f"account {account_id} holds a second-step secret in the open"
    codes = select(OneTimeCode.id).where(OneTimeCode.demo_sealed.not_like(SEALED_LIKE))
    for code_id in session.scalars(codes.order_by(OneTimeCode.id)):
        yield f"code {code_id} is not sealed"
