"""Reads several rows of one table by primary key in one statement, for pages that hold only the keys."""

from collections.abc import Iterable
from typing import TypeVar

from sqlalchemy import select

from marketplace.core.db import Row, session

R = TypeVar("R", bound=Row)


def rows_by_id(model: type[R], ids: Iterable[int]) -> dict[int, R]:
    """The rows that exist, by key, read in one statement; keys without a row are left out, no keys ask nothing."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    return {row.id: row for row in session.scalars(select(model).where(model.id.in_(wanted)))}
