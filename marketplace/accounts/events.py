"""Events about accounts and sign-ins."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CodeIssued:
    """A one-time code is to be sent to a phone, or to `email` where that is given; sealed, erased on delivery.

    `sealed_code` is bound to «code:<public_id>».
    """

    public_id: str
    phone: str
    purpose: str
    sealed_code: str
    locale: str
    email: str = ""


@dataclass(frozen=True)
class PhoneProven:
    """The owner of an account proved this phone (E.164) by the code that was sent to it."""

    person_id: int
    phone: str


@dataclass(frozen=True)
class AccountChanged:
    """A credential or contact of an account changed, of which its owner is notified. `what` is one of `CHANGES`."""

    account_id: int
    what: str


CHANGES = (
    "password",
    "phone",
    "email",
    "second_factor_on",
    "second_factor_off",
    "recovery_codes",
    "role",
    "suspended",
    "restored",
    "new_device",
)


@dataclass(frozen=True)
class Invited:
    """A phone is invited to a role; the link's token is sealed («invitation:<id>») and erased on delivery."""

    invitation_id: int
    phone: str
    role: str
    sealed_token: str


@dataclass(frozen=True)
class InvitationAccepted:
    """The owner of the invited phone proved it and accepted the role; the room that owns the role grants it."""

    invitation_id: int
    person_id: int
    role: str
    unit_id: int | None
    invited_by: int | None


@dataclass(frozen=True)
class PhoneChangeAsked:
    """An officer asked to move an account to a new phone: a link is sent to the new one, a warning to the old one.

    The tokens are sealed («phone_change:<id>:link», «phone_change:<id>:stop») and erased on delivery.
    """

    change_id: int
    account_id: int
    new_phone: str
    old_phone: str
    email: str
    locale: str
    sealed_token: str
    sealed_stop_token: str


@dataclass(frozen=True)
class PhoneChangeDone:
    """An account was moved from its old phone to a new one; a message goes to the old one."""

    change_id: int
    old_phone: str
    locale: str
