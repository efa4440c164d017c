"""Bank accounts as payments know them: how numbers are tidied, sealed, and found again by a keyed hash."""

import re

from marketplace.core.sealing import fingerprint
from marketplace.payments.errors import BadAccount

_NUMBER = re.compile(r"[0-9A-Z]{4,19}")


def number_seal(payment_public_id: str) -> str:
    """What the sealed account number of a payment's payee is bound to."""
    return f"payment:{payment_public_id}:payee_number"


def refund_seal(refund_public_id: str) -> str:
    """What the sealed account number of a refund is bound to."""
    return f"refund:{refund_public_id}:to_account"


def tidy_number(text: str) -> str:
    """An account number without blanks, dots and dashes, in upper case; BadAccount when it cannot be one."""
    number = re.sub(r"[\s.\-]", "", text).upper()
    if not _NUMBER.fullmatch(number):
        raise BadAccount(field="number")
    return number


def account_fingerprint(bank_bin: str, number: str) -> str:
    """The keyed hash by which a bank feed's account and a payment's are found to be the same."""
    return fingerprint(f"{bank_bin}:{number.upper()}", purpose="bank_account")
