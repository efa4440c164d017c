"""A refund that did not arrive is sent once more: buyer and payee hear of each try, and of each try once."""

from flask import Flask

from marketplace.core import outbox
from marketplace.core.actors import GUEST, Actor
from marketplace.core.db import session
from marketplace.core.outbox import OutboxRow
from marketplace.core.transactions import transaction
from marketplace.notifications.models import Notice
from marketplace.orders.queries import lock_shop_orders
from marketplace.orders.services.fulfilment import decline
from marketplace.payments.models import Refund
from marketplace.payments.services.refunds import confirm_refund, deny_refund, give_account, record_transfer_back
from marketplace.payments.services.transfers import confirm_transfer
from tests.payments.making import BUYER, make_paid_shop, placed, seller_of, the_payment


def run_worker() -> None:
    while outbox.run_due():
        pass
    session.rollback()
    session.expire_all()


def told(kind: str, recipient: str) -> list[str]:
    rows = session.query(Notice).filter_by(kind=kind, recipient=recipient).order_by(Notice.id)
    return [notice.facts.get("step", "") for notice in rows]


def try_once(by: Actor, number: str) -> None:
    """Where to, and on its way."""
    refund = session.query(Refund).one()
    with transaction():
        give_account(refund, bank_bin="970436", number=number, holder="Trần Thị Khách", by=BUYER)
    run_worker()
    with transaction():
        record_transfer_back(refund, "FT26111", by=by)
    run_worker()


def test_each_try_is_told_once(app: Flask) -> None:
    with transaction():
        shop = make_paid_shop()
    order, seller = placed(shop), seller_of(shop)
    with transaction():
        confirm_transfer(the_payment(order), by=seller)
    with transaction():
        [part] = lock_shop_orders([order.shop_orders[0].id])
        decline(part, by=seller, reason="sold_out")
    for number in ("0071000999", "0071000888"):
        try_once(seller, number)
        with transaction():
            deny_refund(session.query(Refund).one(), by=Actor(GUEST))
        run_worker()
    try_once(seller, "0071000777")
    with transaction():
        confirm_refund(session.query(Refund).one(), by=Actor(GUEST))
    run_worker()
    with transaction():
        for row in session.query(OutboxRow):
            row.state, row.lease_until = outbox.READY, None
    run_worker()
    buyer, payee = f"phone:{order.phone}", f"person:{shop.seller.person_id}"
    assert told("refund_moved", buyer) == ["due", "sent", "sent", "sent", "done"]
    assert len(told("refund_ready", payee)) == 3
    assert len(told("refund_failed", payee)) == 2
