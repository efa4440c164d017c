"""The moves of a payment, of a refund, and of a task about money at a provider."""

from marketplace.core.actors import CUSTOMER, GUEST, OPERATOR, PROVIDER, SELLER, SYSTEM
from marketplace.core.states import StateMachine

BUYER = frozenset({GUEST, CUSTOMER})
PENDING, SUCCEEDED, EXPIRED, CANCELLED = "pending", "succeeded", "expired", "cancelled"
ENDED_UNPAID_STATES = (EXPIRED, CANCELLED)
IN_FORCE_STATES = (PENDING, SUCCEEDED)  # asked for, or received
TIME_MAY_BE_UP_STATES = (EXPIRED, SUCCEEDED)  # where its time is up it stays so, or the money came after all
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
        (SUCCEEDED, CANCELLED): frozenset({SELLER}),  # cash said to be collected by mistake; another one asks for it
    },
)

REQUESTED, SENT, DONE, FAILED, UNCERTAIN = "requested", "sent", "done", "failed", "uncertain"
SENDABLE_STATES = (REQUESTED, FAILED)  # not on its way: the account may be given, the money sent
NOT_SENT_STATES = (*SENDABLE_STATES, UNCERTAIN)  # nobody has seen its money on its way
UNTOLD_STATES = (REQUESTED, UNCERTAIN)  # the provider has not said that it makes it
OUTCOME_UNKNOWN_STATES = (SENT, UNCERTAIN)  # the provider is to be asked what became of it
LOOKED_UP_STATES = (UNCERTAIN, DONE, FAILED)  # an operator who looked it up at the provider may say how it ended
GONE_STATES = (SENT, DONE)  # its money has left
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

OPEN, SETTLED = "open", "settled"
PROVIDER_TASK = StateMachine(
    "provider_task",
    {
        (None, OPEN): frozenset({PROVIDER, SYSTEM}),
        (OPEN, SETTLED): frozenset({OPERATOR, PROVIDER, SYSTEM}),
        (SETTLED, OPEN): frozenset({PROVIDER, SYSTEM}),  # the provider has news of what was settled
    },
)
