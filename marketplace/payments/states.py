"""The states of a payment and of a refund."""

from marketplace.core.actors import CUSTOMER, GUEST, OPERATOR, PROVIDER, SELLER, SYSTEM
from marketplace.core.states import StateMachine

BUYER = frozenset({GUEST, CUSTOMER})
PENDING, SUCCEEDED, EXPIRED, CANCELLED = "pending", "succeeded", "expired", "cancelled"
ENDED_UNPAID_STATES = (EXPIRED, CANCELLED)
PAYMENT = StateMachine(
    "payment",
    {
        (None, PENDING): BUYER | {SYSTEM},
        (PENDING, SUCCEEDED): frozenset({PROVIDER, SELLER, OPERATOR, SYSTEM}),
        (PENDING, EXPIRED): frozenset({SYSTEM, PROVIDER}),
        (PENDING, CANCELLED): BUYER | {SELLER, OPERATOR, SYSTEM},
        # money that came after the end is kept and returned, never lost (promise S5)
        (EXPIRED, SUCCEEDED): frozenset({PROVIDER, SELLER, OPERATOR, SYSTEM}),
        (CANCELLED, SUCCEEDED): frozenset({PROVIDER, SELLER, OPERATOR, SYSTEM}),
    },
)

REQUESTED, SENT, DONE, FAILED, UNCERTAIN = "requested", "sent", "done", "failed", "uncertain"
SENDABLE_STATES = (REQUESTED, FAILED)  # not on its way: the account may be given, the money sent
UNFINISHED_STATES = (REQUESTED, SENT, FAILED, UNCERTAIN)
REFUND = StateMachine(
    "refund",
    {
        (None, REQUESTED): BUYER | {SELLER, OPERATOR, SYSTEM, PROVIDER},
        (REQUESTED, SENT): frozenset({SELLER, OPERATOR, SYSTEM}),
        (REQUESTED, DONE): frozenset({PROVIDER, SYSTEM}),
        (REQUESTED, FAILED): frozenset({PROVIDER, SYSTEM}),
        (REQUESTED, UNCERTAIN): frozenset({SYSTEM}),
        (UNCERTAIN, SENT): frozenset({SYSTEM}),
        (UNCERTAIN, DONE): frozenset({PROVIDER, SYSTEM, OPERATOR}),
        (UNCERTAIN, FAILED): frozenset({PROVIDER, SYSTEM, OPERATOR}),
        (SENT, DONE): BUYER | {OPERATOR, PROVIDER, SYSTEM},
        (SENT, FAILED): BUYER | {OPERATOR, PROVIDER, SYSTEM},
        (FAILED, REQUESTED): frozenset({OPERATOR, SELLER, SYSTEM}),
    },
)
