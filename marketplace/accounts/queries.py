"""Reading accounts, sessions, codes, roles, invitations and changes of phone."""

import hashlib
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, delete, func, or_, select, update

from marketplace.accounts.models import (
    Account,
    Invitation,
    OneTimeCode,
    PhoneChange,
    RecoveryCode,
    RoleGrant,
    SignIn,
)
from marketplace.accounts.states import WAITING
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.site.queries import current_settings


def hash_token(token: str) -> str:
    """The hash under which a session or invitation token is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


def find_sign_in(token: str) -> SignIn | None:
    """The session of a token, ended or not, with account and person loaded."""
    return session.scalar(select(SignIn).where(SignIn.token_hash == hash_token(token)))


def find_own_sign_in(account_id: int, sign_in_id: int) -> SignIn | None:
    """A session of one account by key; another's is not found."""
    return session.scalar(select(SignIn).where(SignIn.id == sign_in_id, SignIn.account_id == account_id))


def find_account(phone: str) -> Account | None:
    """The account of a phone in E.164."""
    return session.scalar(select(Account).where(Account.phone == phone))


def find_account_by_id(account_id: int) -> Account | None:
    """An account by key."""
    return session.get(Account, account_id)


def find_account_by_email(email: str) -> Account | None:
    """The account of a confirmed e-mail address (lower case)."""
    return session.scalar(select(Account).where(Account.email == email, Account.email_verified_at.is_not(None)))


def find_account_of(person_id: int) -> Account | None:
    """The account of a person."""
    return session.scalar(select(Account).where(Account.person_id == person_id))


def lock_account(account_id: int) -> Account:
    """An account by key, locked for a change; NotFound when there is none."""
    account = session.scalar(select(Account).where(Account.id == account_id).with_for_update(of=Account))
    if account is None:
        raise NotFound(account_id=account_id)
    return account


def list_accounts_of(person_ids: set[int]) -> dict[int, Account]:
    """Accounts by person's key."""
    rows = select(Account).where(Account.person_id.in_(sorted(person_ids)))
    return {account.person_id: account for account in session.scalars(rows)} if person_ids else {}


def has_demo_accounts() -> bool:
    """Whether the database holds demo accounts with published passwords: production refuses to start with them."""
    if current_settings().is_demo:
        return True
    return session.scalar(select(Account.id).where(Account.is_demo).limit(1)) is not None


def find_grant(person_id: int, role: str) -> RoleGrant | None:
    """The live grant of one platform role to a person."""
    live = (RoleGrant.person_id == person_id, RoleGrant.role == role, RoleGrant.ended_at.is_(None))
    return session.scalar(select(RoleGrant).where(*live).limit(1))


def list_roles(person_id: int) -> set[str]:
    """The platform roles a person holds now."""
    held = select(RoleGrant.role).where(RoleGrant.person_id == person_id, RoleGrant.ended_at.is_(None))
    return set(session.scalars(held))


def list_grants() -> list[RoleGrant]:
    """Every live grant of a platform role, by role, oldest first."""
    live = select(RoleGrant).where(RoleGrant.ended_at.is_(None))
    return list(session.scalars(live.order_by(RoleGrant.role.desc(), RoleGrant.id).limit(500)))


def list_sign_ins(account_id: int) -> list[SignIn]:
    """Live sessions of an account, newest use first."""
    live = select(SignIn).where(SignIn.account_id == account_id, SignIn.ended_at.is_(None))
    return list(session.scalars(live.order_by(SignIn.seen_at.desc()).limit(50)))


def list_signed_in() -> list[int]:
    """The keys of all accounts that have a session not ended."""
    return list(session.scalars(select(SignIn.account_id).where(SignIn.ended_at.is_(None)).distinct()))


def list_live_sign_ins(account_id: int) -> list[SignIn]:
    """Every session of an account that was not ended, to end them all."""
    live = select(SignIn).where(SignIn.account_id == account_id, SignIn.ended_at.is_(None)).order_by(SignIn.id)
    return list(session.scalars(live))


def list_sign_ins_over(
    unused_since: datetime, begun_before: datetime, *, person_ids: Collection[int] | None = None, limit: int = 500
) -> list[SignIn]:
    """Sessions not ended yet that were unused since an instant or begun before another; of these persons, or of all."""
    over = or_(SignIn.seen_at < unused_since, SignIn.began_at < begun_before)
    rows = select(SignIn).where(SignIn.ended_at.is_(None), over).order_by(SignIn.id).limit(limit)
    if person_ids is not None:
        rows = rows.join(SignIn.account).where(Account.person_id.in_(sorted(person_ids)))
    return list(session.scalars(rows.with_for_update(of=SignIn)))


def find_code(public_id: str) -> OneTimeCode | None:
    """A one-time code by its public id."""
    return session.scalar(select(OneTimeCode).where(OneTimeCode.public_id == public_id))


def lock_code(public_id: str) -> OneTimeCode | None:
    """A one-time code by its public id, locked for a change."""
    return session.scalar(select(OneTimeCode).where(OneTimeCode.public_id == public_id).with_for_update())


def list_outlived_codes(expired_by: datetime, proven_before: datetime, limit: int = 500) -> list[OneTimeCode]:
    """Codes not closed yet that nobody typed in time, or whose proof nobody acted on in time, locked."""
    untyped = and_(OneTimeCode.used_at.is_(None), OneTimeCode.expires_at <= expired_by)
    outlived = or_(untyped, OneTimeCode.used_at <= proven_before)
    rows = select(OneTimeCode).where(OneTimeCode.spent_at.is_(None), outlived).order_by(OneTimeCode.id)
    return list(session.scalars(rows.limit(limit).with_for_update()))


def list_waiting_codes(limit: int = 20) -> list[OneTimeCode]:
    """Codes that can still be typed, newest first: for the demo's own page."""
    waiting = select(OneTimeCode).where(OneTimeCode.used_at.is_(None), OneTimeCode.expires_at > now())
    return list(session.scalars(waiting.order_by(OneTimeCode.id.desc()).limit(limit)))


def list_recovery_codes(account_id: int) -> list[RecoveryCode]:
    """The recovery codes of an account, used ones too."""
    rows = select(RecoveryCode).where(RecoveryCode.account_id == account_id).order_by(RecoveryCode.id)
    return list(session.scalars(rows.with_for_update()))


def count_recovery_codes(account_id: int) -> int:
    """How many recovery codes are left."""
    left = select(func.count()).select_from(RecoveryCode)
    return session.scalar(left.where(RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None))) or 0


def delete_recovery_codes(account_id: int) -> None:
    """Delete the recovery codes of an account."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))


def find_invitation(token: str) -> Invitation | None:
    """The invitation of a link's token."""
    return session.scalar(select(Invitation).where(Invitation.token_hash == hash_token(token)))


def lock_invitation(token: str) -> Invitation | None:
    """The invitation of a link's token, locked for its use."""
    row = select(Invitation).where(Invitation.token_hash == hash_token(token))
    return session.scalar(row.with_for_update())


def get_invitation(invitation_id: int) -> Invitation:
    """An invitation by key; NotFound when there is none."""
    row = session.get(Invitation, invitation_id)
    if row is None:
        raise NotFound(invitation_id=invitation_id)
    return row


def list_open_invitations(roles: Collection[str]) -> list[Invitation]:
    """Invitations to these roles that can still be accepted, newest first."""
    waiting = select(Invitation).where(
        Invitation.role.in_(roles),
        Invitation.used_at.is_(None),
        Invitation.withdrawn_at.is_(None),
        Invitation.expires_at > now(),
    )
    return list(session.scalars(waiting.order_by(Invitation.id.desc()).limit(200)))


def find_phone_change(token: str) -> PhoneChange | None:
    """The change of phone of the link that went to the new phone."""
    return session.scalar(select(PhoneChange).where(PhoneChange.token_hash == hash_token(token)))


def find_phone_change_to_stop(token: str) -> PhoneChange | None:
    """The change of phone of the link that went to the old phone."""
    return session.scalar(select(PhoneChange).where(PhoneChange.stop_token_hash == hash_token(token)))


def find_phone_change_by_id(change_id: int) -> PhoneChange | None:
    """A change of phone by key."""
    return session.get(PhoneChange, change_id)


def lock_phone_change(change_id: int) -> PhoneChange:
    """A change of phone by key, with its account locked before it; NotFound when there is none."""
    account_id = session.scalar(select(PhoneChange.account_id).where(PhoneChange.id == change_id))
    lock_account(account_id or 0)
    wanted = select(PhoneChange).where(PhoneChange.id == change_id).with_for_update(of=PhoneChange)
    return session.scalars(wanted.execution_options(populate_existing=True)).one()


def list_phone_changes(account_id: int, limit: int = 20) -> list[PhoneChange]:
    """The changes of phone asked for an account, newest first."""
    rows = select(PhoneChange).where(PhoneChange.account_id == account_id).order_by(PhoneChange.id.desc())
    return list(session.scalars(rows.limit(limit)))


def list_waiting_phone_changes(
    *, account_id: int | None = None, asked_by: int | None = None, before: datetime | None = None, limit: int = 500
) -> list[PhoneChange]:
    """Changes of phone not ended yet: of an account, asked for by an officer, or due before an instant."""
    rows = select(PhoneChange).where(PhoneChange.status == WAITING).order_by(PhoneChange.account_id, PhoneChange.id)
    if account_id is not None:
        rows = rows.where(PhoneChange.account_id == account_id)
    if asked_by is not None:
        rows = rows.where(PhoneChange.asked_by == asked_by)
    if before is not None:
        rows = rows.where(PhoneChange.expires_at <= before)
    return list(session.scalars(rows.limit(limit).with_for_update(of=PhoneChange)))


def delete_codes_before(at: datetime) -> None:
    """Delete codes that expired before an instant."""
    session.execute(delete(OneTimeCode).where(OneTimeCode.expires_at < at))


def list_sign_ins_with_forms(account_id: int) -> list[SignIn]:
    """The sessions of an account, live and over, with which forms are kept, the newest first."""
    keeping = select(SignIn).where(SignIn.account_id == account_id, SignIn.kept_form_sealed.is_not(None))
    return list(session.scalars(keeping.order_by(SignIn.id.desc())))


def delete_forms_of_sign_ins_ended_before(at: datetime) -> None:
    """Delete what sessions that ended before an instant still keep of forms."""
    over = (SignIn.ended_at < at) & SignIn.kept_form_sealed.is_not(None)
    session.execute(update(SignIn).where(over).values(kept_form_sealed=None))


def delete_sign_ins_before(at: datetime) -> None:
    """Delete sessions that ended, or were last used, before an instant."""
    session.execute(delete(SignIn).where(SignIn.seen_at < at))
