"""Events about orders."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OrderPlaced:
    """A customer placed an order."""

    order_id: int


@dataclass(frozen=True)
class OrderProven:
    """A guest's order whose phone was only typed: its owner has proven it."""

    order_id: int


@dataclass(frozen=True)
class ShopOrderReady:
    """A shop order waits for the seller's answer now: placed with cash on delivery, or paid."""

    shop_order_id: int


@dataclass(frozen=True)
class ReplyDueSoon:
    """The seller has not answered a shop order, and the time to answer is nearly up."""

    shop_order_id: int


@dataclass(frozen=True)
class ShopOrderMoved:
    """A shop order changed state; `actor_kind` tells by whom (see core.actors), `seq` numbers its transitions."""

    shop_order_id: int
    from_status: str
    to_status: str
    actor_kind: str
    reason: str
    seq: int


@dataclass(frozen=True)
class StepWithdrawn:
    """A shop took back a state it had `said` by mistake; `seq` numbers that transition, the one before had said it."""

    shop_order_id: int
    said: str
    seq: int


@dataclass(frozen=True)
class ShopOrderPaid:
    """A shop order is paid in full."""

    shop_order_id: int


@dataclass(frozen=True)
class OrderLinkAsked:
    """Somebody who knows an order's number and phone asked for a new link, to be sent to that phone."""

    order_id: int
    asked_key: str
