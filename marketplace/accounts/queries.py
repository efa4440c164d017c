"""Reading accounts, sessions and roles."""

import hashlib
from datetime import datetime

from sqlalchemy import select

from marketplace.accounts.models import Account, RoleGrant, SignIn
from marketplace.core.db import session


def hash_token(token: str) -> str:
    """How a session token is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


def find_sign_in(token: str) -> SignIn | None:
    """The session of a token, ended or not, with account and person loaded."""
    return session.scalar(select(SignIn).where(SignIn.token_hash == hash_token(token)))


def find_account(phone: str) -> Account | None:
    """The account of a phone in E.164."""
    return session.scalar(select(Account).where(Account.phone == phone))


def find_account_of(person_id: int) -> Account | None:
    """The account of a person."""
    return session.scalar(select(Account).where(Account.person_id == person_id))


def list_roles(person_id: int) -> set[str]:
    """The platform roles a person holds now."""
    held = select(RoleGrant.role).where(RoleGrant.person_id == person_id, RoleGrant.ended_at.is_(None))
    return set(session.scalars(held))


def list_sign_ins(account_id: int) -> list[SignIn]:
    """Live sessions of an account, newest use first."""
    live = select(SignIn).where(SignIn.account_id == account_id, SignIn.ended_at.is_(None))
    return list(session.scalars(live.order_by(SignIn.seen_at.desc()).limit(50)))


def newest_role_change_at(person_id: int) -> datetime | None:
    """When the person's platform roles last changed."""
    grants = select(RoleGrant).where(RoleGrant.person_id == person_id)
    moments = [m for g in session.scalars(grants) for m in (g.granted_at, g.ended_at) if m]
    return max(moments, default=None)
