"""What the register says of many women at once, and the rows of it that a list entered."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from marketplace.association.models import CadrePost, Membership
from marketplace.core.db import session
from marketplace.imports.queries.lists import in_pieces


def memberships_of(person_ids: Iterable[int]) -> dict[int, list[Any]]:
    """The memberships of some persons, anywhere, as plain rows of their days and units."""
    found: dict[int, list[Any]] = {}
    columns = (Membership.id, Membership.person_id, Membership.unit_id, Membership.began_on, Membership.ended_on)
    for keys in in_pieces(person_ids):
        for row in session.execute(select(*columns, Membership.voided_at).where(Membership.person_id.in_(keys))):
            found.setdefault(row.person_id, []).append(row)
    return found


def standing_posts(unit_ids: Iterable[int]) -> dict[tuple[int, str], set[int]]:
    """Who holds which post of some units now: unit and post → persons."""
    found: dict[tuple[int, str], set[int]] = {}
    for keys in in_pieces(unit_ids):
        rows = select(CadrePost.unit_id, CadrePost.post, CadrePost.person_id).where(CadrePost.unit_id.in_(keys))
        rows = rows.where(CadrePost.ended_on.is_(None), CadrePost.voided_at.is_(None))
        for unit_id, post, person_id in session.execute(rows):
            found.setdefault((unit_id, post), set()).add(person_id)
    return found
