"""The payment state of a shop order, derived only from what was received, what is to be refunded and was refunded."""

from dataclasses import dataclass

from marketplace.orders.states import (
    PAID,
    PARTLY_REFUNDED,
    REFUND_DUE,
    REFUNDED,
    UNDELIVERED_END_STATES,
    UNPAID,
    VOID,
)


@dataclass(frozen=True)
class MoneyFacts:
    """The customer's money for a shop order, in đồng, and the state of its goods."""

    status: str
    paid_dong: int = 0  # by the payment that paid it
    taken_back_dong: int = 0  # of that, what refunds take back, sent or not
    returned_dong: int = 0  # of that, what has reached the customer

    @property
    def kept_dong(self) -> int:
        """What was received and is not to be refunded."""
        return self.paid_dong - self.taken_back_dong


def money_state(facts: MoneyFacts) -> str:
    """The payment state that follows from the facts; the stored one is set to it, and `verify` compares the two."""
    if facts.paid_dong == 0:
        return VOID if facts.status in UNDELIVERED_END_STATES else UNPAID
    if facts.taken_back_dong > facts.returned_dong:
        return REFUND_DUE
    if facts.returned_dong == 0:
        return PAID
    return PARTLY_REFUNDED if facts.kept_dong > 0 else REFUNDED
