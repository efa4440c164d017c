"""The rows set down for an order are those that the shop's own verbs write: the same path, the same shape."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from marketplace.audit.models import AuditEntry
from marketplace.cart.models import CartLine
from marketplace.catalog.models import Product
from marketplace.core.actors import SELLER, Actor
from marketplace.core.clock import as_if, now
from marketplace.core.db import session
from marketplace.core.states import StateChange
from marketplace.inventory.models import Hold, StockMove
from marketplace.ledger.models import LedgerEntry
from marketplace.orders.models import Order, ShopOrder
from marketplace.orders.queries import lock_shop_order
from marketplace.orders.services import fulfilment
from marketplace.orders.services.cancelling import cancel_shop_order
from marketplace.payments.models import Payment, PaymentPart, Refund
from marketplace.payments.services.closing import expire_payment
from marketplace.payments.services.refunds import confirm_refund, give_account, record_transfer_back
from marketplace.payments.services.transfers import collect_cash, confirm_transfer, say_transferred
from tests.demo.conftest import undone
from tests.purchases import GUEST_ACTOR, details, make_cart, place

SLUG = "mien-gao-thang-long"
KINDS = ("shop_order", "shop_order_money", "payment", "refund")


def columns_of(row: Any) -> set[str]:
    """The columns of a row that say something."""
    return {column.name for column in row.__table__.columns if getattr(row, column.name) not in (None, "", {})}


def histories(part: ShopOrder, payments: list[Payment], refunds: list[Refund]) -> list[tuple[Any, ...]]:
    subjects = [("shop_order", part.id), ("shop_order_money", part.id)]
    subjects += [("payment", p.id) for p in payments] + [("refund", r.id) for r in refunds]
    found = []
    for kind, key in subjects:
        rows = session.query(StateChange).filter_by(kind=kind, subject_id=key).order_by(StateChange.seq)
        found += [(kind, r.seq, r.from_state, r.to_state, r.actor_kind, r.person_id is None) for r in rows]
    return found


def shape_of(part: ShopOrder) -> dict[str, Any]:
    """What an order left behind, but for the amounts and names that differ from order to order."""
    covers = session.query(PaymentPart).filter_by(shop_order_id=part.id).all()
    payments = [session.get_one(Payment, cover.payment_id) for cover in covers]
    refunds = session.query(Refund).filter_by(shop_order_id=part.id).all()
    lines = [line.id for line in part.lines]
    holds = session.query(Hold).filter(Hold.order_line_id.in_(lines)).all()
    moves = session.query(StockMove).filter(StockMove.order_line_id.in_(lines)).order_by(StockMove.id)
    entries = session.query(LedgerEntry).filter_by(shop_order_id=part.id)
    trail = session.query(AuditEntry.action, AuditEntry.actor_kind).filter(
        ((AuditEntry.subject_kind == "shop_order") & (AuditEntry.subject_id == part.id))
        | ((AuditEntry.subject_kind == "payment") & AuditEntry.subject_id.in_([p.id for p in payments]))
        | ((AuditEntry.subject_kind == "refund") & AuditEntry.subject_id.in_([r.id for r in refunds]))
    )
    return {
        "histories": histories(part, payments, refunds),
        "shop order": columns_of(part) - {"seen_by_shop_at"},
        "covers": [(columns_of(cover), cover.pays_order) for cover in covers],
        "payments": [(columns_of(payment), payment.status, payment.confirmed_how) for payment in payments],
        "refunds": [(columns_of(refund), refund.way) for refund in refunds],
        "holds": [(columns_of(hold), hold.status) for hold in holds],
        "moves": [(move.cause, move.delta < 0, move.person_id is None) for move in moves],
        "book": sorted(
            (entry.transaction.kind, entry.account, entry.amount_dong < 0, entry.order_line_id is None)
            for entry in entries
        ),
        "shipments": [(columns_of(parcel), parcel.outcome) for parcel in part.shipments],
        "trail": sorted(trail.all()),
    }


def bought(method: str) -> tuple[ShopOrder, Actor]:
    """An order of one thing from a shop whose seller is withheld tax, placed by a guest."""
    product = session.query(Product).filter_by(slug=SLUG).one()
    variant = product.variants[1]
    cart = make_cart(area_code="14797")
    cart.lines.append(CartLine(variant_id=variant.id, quantity=1, seen_price_dong=variant.price_dong))
    session.flush()
    order = place(cart, method, details=details(phone="+84912000099"))
    return order.shop_orders[0], Actor(SELLER, product.shop.seller.person_id)


def locked(part: ShopOrder) -> ShopOrder:
    return lock_shop_order(part.number, shop=part.shop)


def payment_of(part: ShopOrder) -> Payment:
    return session.query(Payment).join(PaymentPart).filter_by(shop_order_id=part.id).one()


def send(part: ShopOrder, seller: Actor) -> None:
    fulfilment.accept(locked(part), by=seller)
    fulfilment.pack(locked(part), by=seller)
    numbers = {"carrier_name": "Bưu điện xã", "tracking_number": "MAU123456789VN"}
    fulfilment.hand_over(locked(part), by=seller, carrier=part.carrier, **numbers)


def cash_and_fine() -> ShopOrder:
    part, seller = bought("cod")
    send(part, seller)
    fulfilment.deliver(locked(part), by=seller)
    collect_cash(locked(part), by=seller)
    return part


def cash_refused() -> ShopOrder:
    part, seller = bought("cod")
    send(part, seller)
    fulfilment.refuse(locked(part), by=seller, reason="did_not_want")
    fulfilment.take_back(locked(part), by=seller)
    return part


def cash_declined() -> ShopOrder:
    part, seller = bought("cod")
    fulfilment.decline(locked(part), by=seller, reason="sold_out")
    return part


def transferred_and_given_back() -> ShopOrder:
    part, seller = bought("vietqr")
    say_transferred(payment_of(part), by=GUEST_ACTOR)
    confirm_transfer(payment_of(part), by=seller)
    fulfilment.decline(locked(part), by=seller, reason="sold_out")
    refund = session.query(Refund).filter_by(shop_order_id=part.id).one()
    give_account(refund, bank_bin="970405", number="0000009001", holder="Khach hang mau", by=GUEST_ACTOR)
    record_transfer_back(refund, "MAU0001", by=seller)
    confirm_refund(refund, by=GUEST_ACTOR)
    return part


def transferred_and_cancelled() -> ShopOrder:
    part, _seller = bought("vietqr")
    cancel_shop_order(locked(part), by=GUEST_ACTOR, reason="changed_mind")
    return part


def never_transferred() -> ShopOrder:
    part, _seller = bought("vietqr")
    with as_if(now() + timedelta(hours=25)):
        expire_payment(payment_of(part).id)
    return part


def alone(**facts: Any) -> Any:
    """Orders of one withheld line that were written down, and went a certain way."""
    one_line = session.query(ShopOrder).filter_by(**facts).join(Order).filter(Order.idempotency_key.startswith("mau-"))
    withheld = one_line.filter(ShopOrder.legal_form.in_(("to_hop_tac", "ho_kinh_doanh", "ca_nhan")))
    return [p for p in withheld.order_by(ShopOrder.id) if len(p.lines) == 1 and p.lines[0].vat_dong > 0]


def twin(real: ShopOrder, **facts: Any) -> ShopOrder:
    """An order written down that went the same way by the same hands."""
    wanted = histories(real, [payment_of(real)], session.query(Refund).filter_by(shop_order_id=real.id).all())
    way = [entry[1:] for entry in wanted if entry[0] in KINDS]
    for part in alone(status=real.status, money_status=real.money_status, carrier=real.carrier, **facts):
        refunds = session.query(Refund).filter_by(shop_order_id=part.id).all()
        if [entry[1:] for entry in histories(part, [payment_of(part)], refunds)] == way:
            return part  # type: ignore[no-any-return]
    raise AssertionError("the demo tells no such order")


PATHS: tuple[Callable[[], ShopOrder], ...] = (
    cash_and_fine,
    cash_refused,
    cash_declined,
    transferred_and_given_back,
    transferred_and_cancelled,
    never_transferred,
)


@pytest.mark.thorough
@pytest.mark.usefixtures("bulk_app")
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.__name__)
def test_an_order_set_down_has_the_shape_of_one_that_was_lived(path: Callable[[], ShopOrder]) -> None:
    with undone():
        real = path()
        session.flush()
        session.expire_all()
        told = twin(real)
        assert shape_of(told) == shape_of(real)
