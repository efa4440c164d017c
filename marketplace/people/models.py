"""Persons (not sign-ins), what they consented to, and the traits kept sealed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.clock import now
from marketplace.core.db import Row
from marketplace.core.folding import name_ends, name_key
from marketplace.core.references import new_public_id
from marketplace.core.table_extras import create_with
from marketplace.core.versions import bump_with
from marketplace.people import name_index

TRAITS = "traits"  # version scope: grows whenever a sealed fact is written, changed or erased

_IS_MERGED = text("merged_into_id IS NOT NULL")


def _key_of_name(context: Any) -> str:
    return name_key(context.get_current_parameters()["full_name"])


def _ends_of_name(context: Any) -> str:
    return name_ends(context.get_current_parameters()["full_name"])


class Person(Row):
    """A human being known to the marketplace; many share or lack a phone."""

    __tablename__ = "person"
    __table_args__ = (
        Index("ix_person_name_key", "name_key", "birth_year", "area_code"),
        Index("ix_person_name_ends", "name_ends", "area_code", "birth_year"),
        Index("ix_person_birth_year", "birth_year", "folded_name"),
        Index("ix_person_merged_into_id", "merged_into_id", sqlite_where=_IS_MERGED, postgresql_where=_IS_MERGED),
    )
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    full_name: Mapped[str] = mapped_column()
    folded_name: Mapped[str] = mapped_column(index=True)
    name_key: Mapped[str] = mapped_column(default=_key_of_name)  # see core.folding
    name_ends: Mapped[str | None] = mapped_column(default=_ends_of_name)  # and this
    phone: Mapped[str | None] = mapped_column(index=True)  # E.164; contact, not proof
    email: Mapped[str | None] = mapped_column()
    birth_year: Mapped[int | None] = mapped_column()
    area_code: Mapped[str | None] = mapped_column(ForeignKey("area.code"), index=True)
    address_line: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # who she is now: docs/adr/0024


create_with(Person.__table__, name_index.statements, name_index.drop_statements)


class SealedTrait(Row):
    """One sensitive fact of a person, sealed; `fingerprint` finds equals without opening."""

    __tablename__ = "sealed_trait"
    __table_args__ = (UniqueConstraint("person_id", "kind"), Index("ix_sealed_trait_fingerprint", "fingerprint"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column()  # id_number | birth_date | tax_code | one of traits.KINDS
    sealed: Mapped[str] = mapped_column()
    fingerprint: Mapped[str | None] = mapped_column()
    masked: Mapped[str] = mapped_column(default="")
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)


bump_with(SealedTrait, TRAITS)


class Consent(Row):
    """Consent to one purpose under one text version: given, maybe withdrawn; never overwritten."""

    __tablename__ = "consent"
    __table_args__ = (Index("ix_consent_person", "person_id", "purpose"),)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    purpose: Mapped[str] = mapped_column()
    text_version: Mapped[str] = mapped_column()
    channel: Mapped[str] = mapped_column(default="web")
    given_at: Mapped[datetime] = mapped_column(default=now)
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    expires_on: Mapped[date | None] = mapped_column()
