"""The moves of a shop order: one for the goods, one for its money."""

from marketplace.core.actors import CUSTOMER, GUEST, OPERATOR, PROVIDER, SELLER, SYSTEM
from marketplace.core.states import StateMachine

BUYER = frozenset({GUEST, CUSTOMER})
AWAITING_PAYMENT, NEW, ACCEPTED, PACKED, SHIPPED, DELIVERED = (
    "awaiting_payment",
    "new",
    "accepted",
    "packed",
    "shipped",
    "delivered",
)
CANCELLED, DECLINED, REFUSED, UNDELIVERED, RETURNED = "cancelled", "declined", "refused", "undelivered", "returned"
OPEN_STATES = (AWAITING_PAYMENT, NEW, ACCEPTED, PACKED, SHIPPED)
ENDED_STATES = (DELIVERED, CANCELLED, DECLINED, RETURNED)
NOT_COMING_STATES = (CANCELLED, DECLINED, REFUSED, RETURNED)  # nothing of it reaches the customer any more
CANCELLABLE_STATES = (AWAITING_PAYMENT, NEW, ACCEPTED)  # before packing (C14)

SHOP_ORDER = StateMachine(
    "shop_order",
    {
        (None, AWAITING_PAYMENT): BUYER | {SYSTEM},
        (None, NEW): BUYER | {SYSTEM},
        (AWAITING_PAYMENT, NEW): BUYER | {PROVIDER, SELLER, OPERATOR, SYSTEM},  # paid, or changed to COD
        (AWAITING_PAYMENT, CANCELLED): BUYER | {SELLER, OPERATOR, SYSTEM},
        (NEW, AWAITING_PAYMENT): BUYER,  # changed from COD to paying ahead, before acceptance
        (NEW, ACCEPTED): frozenset({SELLER}),
        (NEW, DECLINED): frozenset({SELLER}),
        (NEW, CANCELLED): BUYER | {OPERATOR, SYSTEM},
        # the money came late and the goods are still free (promise S5)
        (CANCELLED, NEW): frozenset({PROVIDER, SELLER, OPERATOR, SYSTEM}),
        (ACCEPTED, PACKED): frozenset({SELLER}),
        (ACCEPTED, DECLINED): frozenset({SELLER}),  # ran short after all
        (ACCEPTED, CANCELLED): BUYER | {OPERATOR},
        (PACKED, SHIPPED): frozenset({SELLER}),
        (PACKED, DECLINED): frozenset({SELLER}),
        (SHIPPED, DELIVERED): frozenset({SELLER, SYSTEM, PROVIDER}),
        (SHIPPED, REFUSED): frozenset({SELLER, PROVIDER}),
        (SHIPPED, UNDELIVERED): frozenset({SELLER, PROVIDER}),
        (REFUSED, RETURNED): frozenset({SELLER}),
        (UNDELIVERED, RETURNED): frozenset({SELLER}),
        (UNDELIVERED, SHIPPED): frozenset({SELLER}),  # sent out once more
    },
)

UNPAID, PAID, REFUND_DUE, REFUNDED, VOID = "unpaid", "paid", "refund_due", "refunded", "void"
SHOP_ORDER_MONEY = StateMachine(
    "shop_order_money",
    {
        (None, UNPAID): BUYER | {SYSTEM},
        (UNPAID, PAID): frozenset({PROVIDER, SELLER, OPERATOR, SYSTEM}),
        (UNPAID, VOID): BUYER | {SELLER, OPERATOR, SYSTEM, PROVIDER},
        (VOID, PAID): frozenset({PROVIDER, SELLER, OPERATOR, SYSTEM}),  # money came after the end
        (PAID, REFUND_DUE): BUYER | {SELLER, OPERATOR, SYSTEM, PROVIDER},
        (REFUND_DUE, REFUNDED): frozenset({PROVIDER, OPERATOR, SELLER, CUSTOMER, GUEST, SYSTEM}),
    },
)
