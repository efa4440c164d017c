"""What is recorded of support for many women at once, and the programmes by their codes."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from marketplace.core.db import session
from marketplace.imports.queries.lists import in_pieces
from marketplace.programme.models import Programme, SupportRecord
from marketplace.programme.queries import list_programmes


def programmes_by_code() -> dict[str, Programme]:
    """The programmes, each by its code."""
    return {row.code: row for row in list_programmes()}


def supports_of(person_ids: Iterable[int]) -> dict[Any, set[str]]:
    """The acts of support that count for some persons, each as «programme form day»."""
    found: dict[Any, set[str]] = {}
    columns = (SupportRecord.person_id, Programme.code, SupportRecord.kind, SupportRecord.given_on)
    for keys in in_pieces(person_ids):
        rows = select(*columns).join(Programme, Programme.id == SupportRecord.programme_id)
        rows = rows.where(SupportRecord.person_id.in_(keys), SupportRecord.voided_at.is_(None))
        for person_id, code, kind, given_on in session.execute(rows):
            found.setdefault(person_id, set()).add(f"{code} {kind} {given_on}")
    return found


def support_by_key(keys: Iterable[int]) -> list[SupportRecord]:
    """Records by key."""
    wanted = sorted(keys)
    rows = select(SupportRecord).where(SupportRecord.id.in_(wanted)).order_by(SupportRecord.id)
    return list(session.scalars(rows)) if wanted else []
