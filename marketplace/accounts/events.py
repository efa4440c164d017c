"""What happens to sign-ins."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CodeIssued:
    """A one-time code is to be sent to a phone; the code itself is sealed and erased on delivery."""

    public_id: str
    phone: str
    purpose: str
    sealed_code: str
    locale: str


@dataclass(frozen=True)
class AccountChanged:
    """A password, phone, second factor or role changed: its owner is told."""

    account_id: int
    what: str


@dataclass(frozen=True)
class Invited:
    """A phone is invited to a role; the link's token is sealed and erased on delivery."""

    invitation_id: int
    phone: str
    role: str
    sealed_token: str
