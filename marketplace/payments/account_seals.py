"""The names of row and column to which the sealed account numbers of payments and refunds are bound."""


def number_seal(payment_public_id: str) -> str:
    """What the sealed account number of a payment's payee is bound to (see `core.sealing.seal`)."""
    return f"payment:{payment_public_id}:payee_number"


def refund_seal(refund_public_id: str) -> str:
    """What the sealed account number of a refund is bound to (see `core.sealing.seal`)."""
    return f"refund:{refund_public_id}:to_account"
