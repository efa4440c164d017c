"""Nobody orders for the village of silence."""

from collections.abc import Iterator

from sqlalchemy import select

from marketplace.core.db import session
from marketplace.core.promises import promise
from marketplace.orders.models import Order


@promise("M99", "nobody orders for the village of silence")
def silence_is_kept() -> Iterator[str]:
    """Orders whose address speaks of it."""
    wanted = select(Order.number).where(Order.address_line.contains("làng Im Lặng"))
    for number in session.scalars(wanted):
        yield f"{number}: ordered for the village of silence"
