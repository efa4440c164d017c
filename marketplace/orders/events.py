"""What happens to orders."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OrderPlaced:
    """A customer bought something."""

    order_id: int


@dataclass(frozen=True)
class ShopOrderReady:
    """A shop order is the seller's to answer now: placed with cash on delivery, or paid."""

    shop_order_id: int


@dataclass(frozen=True)
class ReplyDueSoon:
    """The seller has not answered a shop order, and her time is nearly up."""

    shop_order_id: int


@dataclass(frozen=True)
class ShopOrderMoved:
    """A shop order moved on; `actor_kind` tells who moved it (see core.actors), `seq` which of its moves it is."""

    shop_order_id: int
    from_status: str
    to_status: str
    actor_kind: str
    reason: str
    seq: int


@dataclass(frozen=True)
class ShopOrderPaid:
    """The money of a shop order is there."""

    shop_order_id: int


@dataclass(frozen=True)
class OrderLinkAsked:
    """Somebody who knows number and phone wants a fresh link to the order, sent to that phone."""

    order_id: int
    asked_key: str
