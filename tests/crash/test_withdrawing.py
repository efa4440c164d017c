"""Taking back a delivery is whole or not at all, wherever the machine dies, and can be tried again (8.9)."""

from itertools import count

from flask import Flask

from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.orders.models import ShopOrder
from marketplace.orders.queries import lock_shop_orders
from marketplace.payments.services.withdrawing import withdraw_delivery
from marketplace.programme.models import OutcomeFact
from tests.crash.killing import run_and_die
from tests.outcomes import make_outcome
from tests.payments.making import broken_promises, seller_of
from tests.snapshots import Snapshot

UNDONE, DONE = ("delivered", "paid", 1), ("shipped", "unpaid", 0)


def take_back() -> None:
    with transaction():
        [part] = lock_shop_orders([session.query(ShopOrder).one().id])
        withdraw_delivery(part, by=seller_of(part.shop))


def found() -> tuple[str, str, int]:
    session.rollback()
    session.expire_all()
    part = session.query(ShopOrder).one()
    return part.status, part.money_status, session.query(OutcomeFact).filter_by(kind="sale").count()


def test_killed_at_any_edge_nothing_is_half_taken_back(app: Flask) -> None:
    make_outcome()
    before = Snapshot(app)
    for edge in count(1):
        passed = run_and_die(app, take_back, die_at=edge)
        if passed is not None:  # it ended before so many edges: each of them was tried
            assert 20 < passed < edge and found() == DONE
            return
        if not before.is_untouched():
            assert found() == DONE, f"after dying at edge {edge}"
            assert broken_promises() == [], f"after dying at edge {edge}"
            before.restore()
        elif edge == 1:
            assert found() == UNDONE
