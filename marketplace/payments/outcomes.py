"""What became of a bank notice or a provider's event, in one word each."""

# Bank notices.
MATCHED = "matched"  # the money of exactly one payment
CONFIRMED = "confirmed"  # the payee had said so before; the feed agrees
LATE = "late"  # the payment had ended: goods claimed again, or the money goes back
UNKNOWN_MEMO = "unknown_memo"
SEVERAL_MEMOS = "several_memos"
OTHER_ACCOUNT = "other_account"
TOO_LITTLE = "too_little"
TOO_MUCH = "too_much"
DUPLICATE = "duplicate"  # that payment has its money already
OUTGOING = "outgoing"

STRAY = frozenset({UNKNOWN_MEMO, SEVERAL_MEMOS, OTHER_ACCOUNT, TOO_LITTLE, TOO_MUCH, DUPLICATE})

# Provider's events.
TASK = "task"  # left to a person, on the operators' page
BROUGHT_BACK = "brought_back"  # money of an order whose payment was lost here (an older backup was restored)
TAKEN_BACK = "taken_back"  # given back at the provider, and booked here as a refund
RECEIVED, ALREADY, ENDED, NOTED, IGNORED = "received", "already", "ended", "noted", "ignored"
UNKNOWN_OBJECT, WRONG_AMOUNT, WRONG_CURRENCY, WRONG_MODE, WRONG_ORDER = (
    "unknown_object",
    "wrong_amount",
    "wrong_currency",
    "wrong_mode",
    "wrong_order",
)
MISMATCHES = frozenset({WRONG_AMOUNT, WRONG_CURRENCY, WRONG_MODE, WRONG_ORDER, DUPLICATE})
