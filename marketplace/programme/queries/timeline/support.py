"""Support that was given to her, of each kind; what was granted her by a file stands here too."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from marketplace.association.scope import Scope
from marketplace.core.db import session
from marketplace.programme.models import SupportRecord
from marketplace.programme.queries.timeline.entries import Entry
from marketplace.programme.shape import RecordRef


def support(person_id: int, scope: Scope) -> Iterator[Entry]:
    """Each record that was not voided."""
    rows = select(SupportRecord).where(SupportRecord.person_id == person_id, scope.allows(SupportRecord.unit_id + 0))
    for row in session.scalars(rows.where(SupportRecord.voided_at.is_(None)).order_by(SupportRecord.id)):
        told: dict[str, Any] = {
            "kind": row.kind,
            "amount_dong": row.amount_dong,
            "funder": row.funder,
            "idea": row.idea,
        }
        told |= {"programme": row.programme, "unit": row.unit.name}
        yield Entry(row.given_on, "support", told, RecordRef("support_record", row.id))
