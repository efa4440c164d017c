"""What about money at a provider is left to an operator, and within how many days it must be settled."""

from datetime import timedelta

UNKNOWN_PAYMENT = "unknown_payment"  # money came that fits no order here
UNKNOWN_REFUND = "unknown_refund"  # and went back from there
UNSPLIT_REFUND = "unsplit_refund"  # given back there, and it cannot be told for which goods
RETURNED_REFUND = "returned_refund"  # a finished refund failed after all: the money is at the provider again
OPEN_ORDER = "open_order"  # all its money was given back there, but its goods are being prepared or on their way
DISPUTE = "dispute"  # the customer asks her bank for the money
MISSING_PAYMENT = "missing_payment"  # counted here, unknown there
MISSING_REFUND = "missing_refund"
MISMATCH = "mismatch"  # a notification says something else than we asked for

KINDS = (
    UNKNOWN_PAYMENT,
    UNKNOWN_REFUND,
    UNSPLIT_REFUND,
    RETURNED_REFUND,
    OPEN_ORDER,
    DISPUTE,
    MISSING_PAYMENT,
    MISSING_REFUND,
    MISMATCH,
)
WITHIN = timedelta(days=3)  # open differences are no older (promise M14)
AT_ONCE = timedelta(days=1)  # goods may leave without their money
DISPUTE_WON, DISPUTE_LOST = ("won", "warning_closed"), "lost"  # the provider's own words


def is_dispute_running(detail: str) -> bool:
    """Whether the bank has not decided yet, by a dispute task's detail («needs_response fraudulent»)."""
    return detail.partition(" ")[0] not in (*DISPUTE_WON, DISPUTE_LOST)
