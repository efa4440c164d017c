"""Enterprises that are recorded already, as a list names them, and pages on which products are shown elsewhere."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from marketplace.core.db import session
from marketplace.enterprises.enterprise_kinds import FOUNDER
from marketplace.enterprises.models import Enterprise, EnterprisePart, OnlinePresence
from marketplace.imports.queries.lists import in_pieces

Found = tuple[Enterprise, set[int]]  # with who represents it or founded it


def enterprises_called(names: Iterable[str], numbers: Iterable[str]) -> list[Found]:
    """The enterprises that count and bear one of some folded names or registration keys."""
    rows: dict[int, Enterprise] = {}
    for column, wanted in ((Enterprise.folded_name, names), (Enterprise.registration_key, numbers)):
        for keys in in_pieces(each for each in wanted if each):
            found = select(Enterprise).where(column.in_(keys), Enterprise.voided_at.is_(None))
            rows |= {row.id: row for row in session.scalars(found)}
    people: dict[int, set[int]] = {key: {row.person_id} for key, row in rows.items()}
    for keys in in_pieces(rows):
        for enterprise_id, person_id in session.execute(_founders(keys)):
            people[enterprise_id].add(person_id)
    return [(rows[key], people[key]) for key in sorted(rows)]


def pages_at(link_keys: Iterable[str]) -> list[OnlinePresence]:
    """The standing records of some pages, with their products."""
    found: list[OnlinePresence] = []
    for keys in in_pieces(link_keys):
        rows = select(OnlinePresence).where(OnlinePresence.link_key.in_(keys), OnlinePresence.voided_at.is_(None))
        found += session.scalars(rows.options(selectinload(OnlinePresence.products)))
    return found


def pages_by_key(keys: Iterable[int]) -> list[OnlinePresence]:
    """Records of pages by key."""
    wanted = sorted(keys)
    rows = select(OnlinePresence).where(OnlinePresence.id.in_(wanted)).order_by(OnlinePresence.id)
    return list(session.scalars(rows)) if wanted else []


def _founders(keys: list[object]) -> Any:
    founders = select(EnterprisePart.enterprise_id, EnterprisePart.person_id)
    founders = founders.where(EnterprisePart.enterprise_id.in_(keys), EnterprisePart.role == FOUNDER)
    return founders.where(EnterprisePart.person_id.is_not(None), EnterprisePart.voided_at.is_(None))
