"""The state machines of a shop order: one for its goods, one for its payment."""

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
UNANSWERED_STATES = (AWAITING_PAYMENT, NEW)  # the shop has not accepted it; unpaid, it may be paid another way
IN_PREPARATION_STATES = (ACCEPTED, PACKED)  # in the shop's hands
OUT_STATES = (SHIPPED, REFUSED, UNDELIVERED)  # the parcel is away from the shop and not with the customer
OPEN_STATES = (*UNANSWERED_STATES, *IN_PREPARATION_STATES, SHIPPED)
CANCELLABLE_STATES = (*UNANSWERED_STATES, ACCEPTED)  # before packing (C14)
DECLINABLE_STATES = (NEW, *IN_PREPARATION_STATES)
UNDELIVERED_END_STATES = (CANCELLED, DECLINED, RETURNED)  # ended without delivery: goods and money go back
ENDED_STATES = (DELIVERED, *UNDELIVERED_END_STATES)
AT_THE_DOOR_STATES = (SHIPPED, REFUSED)  # the shop says next how the delivery ended
TOLD_BY_THEIR_NAME_STATES = (ACCEPTED, DECLINED)  # by the shop, as the name of the step says
NOT_COMING_STATES = (*UNDELIVERED_END_STATES, REFUSED)  # nothing of it reaches the customer any more

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
        (PACKED, ACCEPTED): frozenset({SELLER}),  # said too early: one step back
        (PACKED, SHIPPED): frozenset({SELLER}),
        (SHIPPED, PACKED): frozenset({SELLER}),  # said by mistake: one step back
        (PACKED, DECLINED): frozenset({SELLER}),
        (SHIPPED, DELIVERED): frozenset({SELLER, SYSTEM, PROVIDER}),
        (SHIPPED, REFUSED): frozenset({SELLER, PROVIDER}),
        (SHIPPED, UNDELIVERED): frozenset({SELLER, PROVIDER}),
        (DELIVERED, SHIPPED): frozenset({SELLER}),  # said by mistake: one step back
        (REFUSED, SHIPPED): frozenset({SELLER}),  # said by mistake: one step back
        (REFUSED, RETURNED): frozenset({SELLER}),
        (UNDELIVERED, RETURNED): frozenset({SELLER}),
        (UNDELIVERED, SHIPPED): frozenset({SELLER}),  # sent out once more
    },
)
STEPS_BACK = (  # from, to: what was said by mistake is unsaid
    (PACKED, ACCEPTED),
    (SHIPPED, PACKED),
    (REFUSED, SHIPPED),
    (DELIVERED, SHIPPED),
)

UNPAID, PAID, REFUND_DUE, PARTLY_REFUNDED, REFUNDED, VOID = (
    "unpaid",
    "paid",
    "refund_due",
    "partly_refunded",
    "refunded",
    "void",
)
GOES_BACK_STATES = (REFUND_DUE, PARTLY_REFUNDED, REFUNDED)  # its money came, and some or all of it goes or went back
WITHOUT_MONEY_STATES = (UNPAID, VOID)  # money that comes now is its own
PERHAPS_PARTLY_KEPT_STATES = (REFUND_DUE, PARTLY_REFUNDED)  # the refunds tell how much of it stays
KEPT_STATES = (PAID, PARTLY_REFUNDED)  # some of its money stays
MONEY_CAME_STATES = (PAID, *GOES_BACK_STATES)
GIVES_BACK = frozenset({PROVIDER, OPERATOR, SELLER, CUSTOMER, GUEST, SYSTEM})
SHOP_ORDER_MONEY = StateMachine(
    "shop_order_money",
    {
        (None, UNPAID): BUYER | {SYSTEM},
        (UNPAID, PAID): frozenset({PROVIDER, SELLER, OPERATOR, SYSTEM}),
        (PAID, UNPAID): frozenset({SELLER}),  # cash said to be collected by mistake
        (UNPAID, VOID): BUYER | {SELLER, OPERATOR, SYSTEM, PROVIDER},
        (VOID, PAID): frozenset({PROVIDER, SELLER, OPERATOR, SYSTEM}),  # money came after the end
        (PAID, REFUND_DUE): BUYER | {SELLER, OPERATOR, SYSTEM, PROVIDER},
        (REFUND_DUE, PARTLY_REFUNDED): GIVES_BACK,  # some of it went back, the rest is kept
        (PARTLY_REFUNDED, REFUND_DUE): GIVES_BACK,  # more of it is to go back
        (REFUND_DUE, REFUNDED): GIVES_BACK,
    },
)
