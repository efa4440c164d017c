"""The states of a shop: being prepared, open, closed temporarily, or suspended by the Union."""

from marketplace.core.actors import OFFICER, OPERATOR, SELLER, SYSTEM
from marketplace.core.states import StateMachine

PREPARING, OPEN, CLOSED, SUSPENDED = "preparing", "open", "closed", "suspended"
NOT_SELLING_STATES = (CLOSED, SUSPENDED)  # the page stays, nothing can be bought
SHOP = StateMachine(
    "shop",
    {
        (None, PREPARING): frozenset({SELLER, OFFICER, SYSTEM}),
        (PREPARING, OPEN): frozenset({SELLER}),
        (OPEN, CLOSED): frozenset({SELLER}),
        (CLOSED, OPEN): frozenset({SELLER}),
        (OPEN, SUSPENDED): frozenset({OFFICER, OPERATOR, SYSTEM}),
        (CLOSED, SUSPENDED): frozenset({OFFICER, OPERATOR, SYSTEM}),
        (PREPARING, SUSPENDED): frozenset({OFFICER, OPERATOR, SYSTEM}),
        (SUSPENDED, CLOSED): frozenset({OFFICER, OPERATOR, SYSTEM}),
    },
)
