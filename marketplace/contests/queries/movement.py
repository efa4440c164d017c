"""Reading movement contests, narrowed to a territory."""

from datetime import date

from sqlalchemy import select, tuple_

from marketplace.association.scope import Scope
from marketplace.contests.models import MovementContest
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.core.paging import Page, decode_cursor, encode_cursor

PAGE = 25


def list_movements(scope: Scope, cursor: str | None = None) -> Page[MovementContest]:
    """The movement contests of a territory with their teams, the latest first."""
    rows = select(MovementContest).where(scope.allows(MovementContest.unit_id))
    if keys := decode_cursor(cursor, (str, int)):
        place = tuple_(date.fromisoformat(keys[0]), keys[1])
        rows = rows.where(tuple_(MovementContest.held_on, MovementContest.id) < place)
    in_order = rows.order_by(MovementContest.held_on.desc(), MovementContest.id.desc())
    found = list(session.scalars(in_order.limit(PAGE + 1)))
    last = found[PAGE - 1] if len(found) > PAGE else None
    return Page(found[:PAGE], encode_cursor(last.held_on.isoformat(), last.id) if last else None)


def get_movement(movement_id: int, scope: Scope) -> MovementContest:
    """A movement contest of a territory; NotFound outside it."""
    row = session.scalar(
        select(MovementContest).where(MovementContest.id == movement_id, scope.allows(MovementContest.unit_id))
    )
    if row is None:
        raise NotFound(movement=movement_id)
    return row
