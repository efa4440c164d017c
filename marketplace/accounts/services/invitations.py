"""Invitations of a phone to a role by a link: used once, within a week, by the person who proves that phone."""

from datetime import timedelta

from marketplace.accounts.errors import InvitationOver, SomeoneElsesInvitation
from marketplace.accounts.events import InvitationAccepted, Invited
from marketplace.accounts.models import Account, Invitation, RoleGrant
from marketplace.accounts.policies import may_give
from marketplace.accounts.queries import find_grant, hash_token, list_roles, lock_invitation
from marketplace.accounts.roles import PLATFORM_ROLES
from marketplace.accounts.services.roles import require_right, rights_changed
from marketplace.audit.services import record
from marketplace.core.actors import Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.events import publish
from marketplace.core.references import new_token
from marketplace.core.sealing import seal

LIFE = timedelta(days=7)


def invite(phone: str, role: str, actor: Actor, *, unit_id: int | None = None) -> tuple[Invitation, str]:
    """Invite a phone (E.164) to a role; returns the row and the link's token, which is stored as a hash only.

    For platform roles the giver's right is checked here; for offices in a unit the association checks it.
    """
    if role in PLATFORM_ROLES:
        require_right(actor, None, role)
    token = new_token()
    row = Invitation(
        phone=phone,
        role=role,
        unit_id=unit_id,
        token_hash=hash_token(token),
        invited_by=actor.person_id,
        expires_at=now() + LIFE,
    )
    session.add(row)
    session.flush()
    record("role.invited", "invitation", row.id, by=actor, details={"role": role, "unit_id": unit_id})
    publish(Invited(row.id, phone, role, seal(token, bound_to=f"invitation:{row.id}")))
    return row, token


def accept_invitation(token: str, account: Account) -> Invitation:
    """Give the role to the account of the invited, freshly proven phone; all its sessions end.

    InvitationOver when it was used or is too old, SomeoneElsesInvitation for another phone.
    """
    row = lock_invitation(token)
    if not is_open(row):
        raise InvitationOver()
    assert row is not None
    if row.phone != account.phone:
        raise SomeoneElsesInvitation()
    if row.role in PLATFORM_ROLES and row.invited_by and not may_give(list_roles(row.invited_by), row.role):
        raise InvitationOver()  # its giver has lost the right since (promise A4)
    row.used_at, row.used_by = now(), account.person_id
    if row.role in PLATFORM_ROLES and find_grant(account.person_id, row.role) is None:
        session.add(RoleGrant(person_id=account.person_id, role=row.role, granted_by=row.invited_by))
    by = Actor("customer", account.person_id)
    record("role.accepted", "invitation", row.id, by=by, details={"role": row.role, "unit_id": row.unit_id})
    publish(InvitationAccepted(row.id, account.person_id, row.role, row.unit_id, row.invited_by))
    rights_changed(account.person_id)
    return row


def withdraw_invitation(row: Invitation, actor: Actor) -> None:
    """Withdraw an unused invitation."""
    if row.role in PLATFORM_ROLES:
        require_right(actor, None, row.role)
    if row.used_at is None and row.withdrawn_at is None:
        row.withdrawn_at = now()
        record("role.invitation_withdrawn", "invitation", row.id, by=actor, details={"role": row.role})


def is_open(row: Invitation | None) -> bool:
    """Whether an invitation can still be accepted."""
    return row is not None and not row.used_at and not row.withdrawn_at and row.expires_at > now()
