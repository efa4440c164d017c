"""The seller's work on a shop order: accept or decline, pack, hand over, and record how delivery ended."""

from marketplace.audit.services import record
from marketplace.core.actors import PROVIDER, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.events import publish
from marketplace.core.states import WrongState
from marketplace.orders.errors import CannotWithdraw, NoSuchCarrier, ReasonMissing
from marketplace.orders.events import StepWithdrawn
from marketplace.orders.models import NOT_SENT, SAID_BY_CARRIER, SAID_BY_SELLER, Shipment, ShopOrder
from marketplace.orders.policies import why_step_stands
from marketplace.orders.services.moving import move_on
from marketplace.orders.services.proving import stand_by
from marketplace.orders.states import (
    ACCEPTED,
    DECLINED,
    DELIVERED,
    PACKED,
    REFUSED,
    RETURNED,
    SHIPPED,
    UNDELIVERED,
)
from marketplace.shipping.registries import CARRIERS


def note_seen(shop_order: ShopOrder) -> None:
    """Record that somebody of the shop has opened the order."""
    shop_order.seen_by_shop_at = shop_order.seen_by_shop_at or now()


def accept(shop_order: ShopOrder, *, by: Actor) -> None:
    """The seller accepts the order; WrongState unless it waits for an answer."""
    move_on(shop_order, ACCEPTED, by=by)
    stand_by(shop_order)


def decline(shop_order: ShopOrder, *, by: Actor, reason: str) -> None:
    """The seller declines: goods return to stock, the customer reads the reason. WrongState once handed over."""
    move_on(shop_order, DECLINED, by=by, reason=_given(reason))


def pack(shop_order: ShopOrder, *, by: Actor) -> None:
    """The parcel is packed; from now on the customer cannot cancel by herself."""
    move_on(shop_order, PACKED, by=by)


def unpack(shop_order: ShopOrder, *, by: Actor) -> None:
    """It was said too early that the parcel is packed: one step back, and the customer can cancel again."""
    move_on(shop_order, ACCEPTED, by=by)


def hand_over(
    shop_order: ShopOrder, *, by: Actor, carrier: str, carrier_name: str = "", tracking_number: str = ""
) -> Shipment:
    """The parcel is handed to a carrier; NoSuchCarrier, BadTracking, WrongState."""
    return _send(shop_order, by, carrier, carrier_name, tracking_number)


def send_again(
    shop_order: ShopOrder, *, by: Actor, carrier: str, carrier_name: str = "", tracking_number: str = ""
) -> Shipment:
    """A parcel that could not be delivered goes out once more, under a new number."""
    return _send(shop_order, by, carrier, carrier_name, tracking_number)


def deliver(shop_order: ShopOrder, *, by: Actor, confidence: str | None = None) -> None:
    """The parcel was delivered. `confidence` is who says so: carrier, buyer or seller."""
    shop_order.delivery_confidence = confidence or (SAID_BY_CARRIER if by.kind == PROVIDER else SAID_BY_SELLER)
    move_on(shop_order, DELIVERED, by=by)
    _end_shipment(shop_order, "delivered")


def withdraw_sending(shop_order: ShopOrder, *, by: Actor) -> None:
    """It was said by mistake that the parcel was sent: the shop still has it. CannotWithdraw."""
    _require_nothing(why_step_stands(shop_order, SHIPPED))
    _end_shipment(shop_order, NOT_SENT)
    _unsay(shop_order, "shop_order.sending_withdrawn", PACKED, by)


def withdraw_refusal(shop_order: ShopOrder, *, by: Actor) -> None:
    """It was said by mistake that the parcel was refused: it is under way again. CannotWithdraw."""
    _require_nothing(why_step_stands(shop_order, REFUSED))
    _take_up_shipment(shop_order, REFUSED)
    _unsay(shop_order, "shop_order.refusal_withdrawn", SHIPPED, by)


def withdraw_delivery(shop_order: ShopOrder, *, by: Actor) -> None:
    """It was said by mistake that the parcel was delivered: it is under way again. WrongState unless delivered.

    The caller has made sure that nothing builds on the delivery (payments.services.withdrawing).
    """
    if shop_order.status != DELIVERED:
        raise WrongState(kind=shop_order.machine.kind, state=shop_order.status, wanted=SHIPPED)
    shop_order.delivery_confidence = None
    _take_up_shipment(shop_order, DELIVERED)
    _unsay(shop_order, "shop_order.delivery_withdrawn", SHIPPED, by)


def refuse(shop_order: ShopOrder, *, by: Actor, reason: str) -> None:
    """The customer refused the parcel at the door; it is being returned. ReasonMissing without a reason."""
    move_on(shop_order, REFUSED, by=by, reason=_given(reason))
    _end_shipment(shop_order, "refused")


def fail_delivery(shop_order: ShopOrder, *, by: Actor, reason: str) -> None:
    """Nobody could be reached, or the place was not found; it may go out again or come back. ReasonMissing."""
    move_on(shop_order, UNDELIVERED, by=by, reason=_given(reason))
    _end_shipment(shop_order, "undelivered")


def take_back(shop_order: ShopOrder, *, by: Actor, reason: str = "") -> None:
    """The parcel is back with the seller: its goods are in stock again, and the shop order has ended."""
    move_on(shop_order, RETURNED, by=by, reason=reason.strip() or shop_order.end_reason)


def _given(reason: str) -> str:
    if not reason.strip():
        raise ReasonMissing(field="reason")
    return reason.strip()


def _send(shop_order: ShopOrder, by: Actor, carrier: str, carrier_name: str, tracking_number: str) -> Shipment:
    if carrier not in CARRIERS:
        raise NoSuchCarrier(field="carrier")
    number = CARRIERS.get(carrier).normal_tracking(tracking_number)
    move_on(shop_order, SHIPPED, by=by)
    parcel = Shipment(carrier=carrier, carrier_name=carrier_name.strip(), tracking_number=number)
    shop_order.shipments.append(parcel)
    session.flush()
    return parcel


def _require_nothing(why: str) -> None:
    if why:
        raise CannotWithdraw(why=why)


def _unsay(shop_order: ShopOrder, deed: str, back_to: str, by: Actor) -> None:
    said = shop_order.status
    record(deed, "shop_order", shop_order.id, by=by)
    seq = move_on(shop_order, back_to, by=by)
    publish(StepWithdrawn(shop_order.id, said, seq))


def _take_up_shipment(shop_order: ShopOrder, outcome: str) -> None:
    for parcel in shop_order.shipments:
        if parcel.outcome == outcome:
            parcel.ended_at, parcel.outcome = None, None


def _end_shipment(shop_order: ShopOrder, outcome: str) -> None:
    for parcel in shop_order.shipments:
        if parcel.ended_at is None:
            parcel.ended_at, parcel.outcome = now(), outcome
