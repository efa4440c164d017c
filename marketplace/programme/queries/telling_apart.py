"""Things behind a figure with the codes of their parts, and the things of one part alone."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import String, cast, select

from marketplace.programme.shape import Dimension

Part = str | None  # the code of a part; None is unknown
Narrowing = Sequence[tuple[Dimension, Part]]


def told_apart(things: Any, dimensions: Sequence[Dimension]) -> Any:
    """The things with the code of each one's part: part_0, part_1 …"""
    codes = [cast(d.part(things), String).label(f"part_{n}") for n, d in enumerate(dimensions)]
    rows = select(*things.c, *codes).select_from(things)
    for dimension in dimensions:
        rows = dimension.join(rows, things)
    return rows.subquery("told")


def narrowed(things: Any, narrowing: Narrowing) -> Any:
    """The things of one part of each dimension."""
    if not narrowing:
        return things
    told = told_apart(things, [dimension for dimension, _part in narrowing])
    rows = select(told)
    for n, (_dimension, part) in enumerate(narrowing):
        column = told.c[f"part_{n}"]
        rows = rows.where(column.is_(None) if part is None else column == part)
    return rows.subquery("narrowed")
