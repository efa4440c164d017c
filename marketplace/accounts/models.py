"""Accounts, one-time codes, sessions, role grants, invitations and changes of phone."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.states import PHONE_CHANGE, WAITING
from marketplace.core.clock import now
from marketplace.core.db import Key, Row
from marketplace.core.row_seals import Sealed
from marketplace.core.states import HasStates
from marketplace.people.models import Person

_IS_WAITING = text(f"status = '{WAITING}'")


class Account(Sealed, Row):
    """The account of one person, with one verified phone (E.164)."""

    __tablename__ = "account"
    seals = ("person_id", "phone", "email", "password_hash", "totp_sealed", "status")
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    phone: Mapped[str] = mapped_column(unique=True)  # E.164, verified
    email: Mapped[str | None] = mapped_column(unique=True)
    email_verified_at: Mapped[datetime | None] = mapped_column()
    password_hash: Mapped[str | None] = mapped_column()
    totp_sealed: Mapped[str | None] = mapped_column()
    totp_pending_sealed: Mapped[str | None] = mapped_column()  # shown as a QR, not yet confirmed by a code
    totp_last_step: Mapped[int | None] = mapped_column(Key)
    status: Mapped[str] = mapped_column(default="active")  # active | suspended
    locale: Mapped[str] = mapped_column(default="vi")
    large_text: Mapped[bool] = mapped_column(default=False)
    is_demo: Mapped[bool] = mapped_column(default=False)  # its password is printed: production refuses to start
    created_at: Mapped[datetime] = mapped_column(default=now)
    person: Mapped[Person] = relationship(lazy="joined")


class RecoveryCode(Row):
    """One of ten codes that replace a lost second factor once."""

    __tablename__ = "recovery_code"
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    code_hash: Mapped[str] = mapped_column()
    used_at: Mapped[datetime | None] = mapped_column()


class SignIn(Row):
    """One session on one device; ended for good: by its owner, by time, or when a proof or a right changed."""

    __tablename__ = "sign_in"
    token_hash: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    device: Mapped[str] = mapped_column(default="")
    began_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now)
    fresh_at: Mapped[datetime] = mapped_column(default=now)  # last proof of identity
    second_factor_at: Mapped[datetime | None] = mapped_column()
    ended_at: Mapped[datetime | None] = mapped_column()
    ended_why: Mapped[str | None] = mapped_column()
    kept_form_sealed: Mapped[str | None] = mapped_column()  # what was typed when identity had to be proven first
    account: Mapped[Account] = relationship(lazy="joined")
    new_token = ""  # of a session that was renewed in this request, to be handed to its browser; never stored


class OneTimeCode(Row):
    """A code sent to a phone (or e-mail) for one purpose: stored as a hash, short-lived, proven once, used once."""

    __tablename__ = "one_time_code"
    __table_args__ = (Index("ix_one_time_code_phone", "phone", "purpose"),)
    public_id: Mapped[str] = mapped_column(unique=True)
    purpose: Mapped[str] = mapped_column()  # see services.codes
    phone: Mapped[str] = mapped_column()  # empty where the code goes to an e-mail address alone
    email: Mapped[str] = mapped_column(default="")
    code_hash: Mapped[str] = mapped_column()
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column()
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None] = mapped_column()  # the code was typed rightly
    spent_at: Mapped[datetime | None] = mapped_column()  # what it was for has been done, or its time has passed
    demo_sealed: Mapped[str | None] = mapped_column()  # the code itself, only on a demo installation


class RoleGrant(Sealed, Row):
    """A platform role held by a person from an instant to an instant (officers: see association)."""

    __tablename__ = "role_grant"
    seals = ("person_id", "role", "granted_at", "granted_by", "ended_at")
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str] = mapped_column()  # operator
    granted_at: Mapped[datetime] = mapped_column(default=now)
    granted_by: Mapped[int | None] = mapped_column(Key)
    ended_at: Mapped[datetime | None] = mapped_column()


class Invitation(Row):
    """An invitation of a phone number to a role; used once, by whoever proves that phone."""

    __tablename__ = "invitation"
    phone: Mapped[str] = mapped_column(index=True)
    role: Mapped[str] = mapped_column()
    unit_id: Mapped[int | None] = mapped_column(Key)
    token_hash: Mapped[str] = mapped_column(unique=True)
    invited_by: Mapped[int | None] = mapped_column(Key)
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column()
    used_at: Mapped[datetime | None] = mapped_column()
    used_by: Mapped[int | None] = mapped_column(Key)
    withdrawn_at: Mapped[datetime | None] = mapped_column()


class PhoneChange(HasStates, Row):
    """A move of an account to a new phone, asked for by an officer who met the owner, who confirms it in a day."""

    __tablename__ = "phone_change"
    __table_args__ = (
        Index(
            "uq_phone_change_waiting",
            "account_id",
            unique=True,
            sqlite_where=_IS_WAITING,
            postgresql_where=_IS_WAITING,
        ),
    )
    machine = PHONE_CHANGE
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    old_phone: Mapped[str] = mapped_column()  # E.164, as it was when the change was asked for
    new_phone: Mapped[str] = mapped_column()
    way: Mapped[str] = mapped_column()  # how the officer identified the owner: see services.phone_changes.WAYS
    note: Mapped[str] = mapped_column()  # where and when they met, who else was there
    status: Mapped[str] = mapped_column()
    token_hash: Mapped[str] = mapped_column(unique=True)  # of the link sent to the new phone
    stop_token_hash: Mapped[str] = mapped_column(unique=True)  # of the link sent to the old one
    asked_by: Mapped[int] = mapped_column(Key, index=True)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    proven_at: Mapped[datetime | None] = mapped_column()  # the code sent to the new phone was typed rightly
    ended_at: Mapped[datetime | None] = mapped_column()
    demo_sealed: Mapped[str | None] = mapped_column()  # both tokens, only on a demo installation
    account: Mapped[Account] = relationship(lazy="joined")
