"""Several rows of one kind at once, for pages that name things they only have the keys of."""

from collections.abc import Iterable
from typing import TypeVar

from sqlalchemy import select

from marketplace.core.db import Row, session

R = TypeVar("R", bound=Row)


def rows_by_id(model: type[R], ids: Iterable[int]) -> dict[int, R]:
    """The rows that still exist among some keys, by key, in one statement; in none where no key is asked for."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    return {row.id: row for row in session.scalars(select(model).where(model.id.in_(wanted)))}
