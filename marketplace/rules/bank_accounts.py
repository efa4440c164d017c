"""Valid bank account numbers and holders' names, and the fingerprint by which equal accounts are found.

NAPAS, VietQR v1.0, field 38-01: at most 19 digits and letters. Banks sell numbers as short as four digits; those with
letters, chosen by their holders, have six signs or more.
"""

import re

from marketplace.core.folding import fold
from marketplace.core.sealing import fingerprint
from marketplace.core.typed_numbers import bare_number
from marketplace.rules.errors import BadAccount

LEAST_NUMBER, LEAST_WITH_LETTERS, MOST_NUMBER = 4, 6, 19
LEAST_HOLDER, MOST_HOLDER = 2, 70  # letters of a name as banks print it

_NUMBER = re.compile(rf"[0-9]{{{LEAST_NUMBER},{MOST_NUMBER}}}|[0-9A-Z]{{{LEAST_WITH_LETTERS},{MOST_NUMBER}}}", re.A)
_NOT_PRINTED = re.compile(r"[^A-Z0-9 ]+")


def account_number(typed: str) -> str:
    """«3500.2051-2345 6» → «3500205123456», letters in capitals; BadAccount(field="number") when it cannot be one."""
    number = bare_number(typed)
    if not _NUMBER.fullmatch(number):
        raise BadAccount(field="number")
    return number


def account_holder(typed: str) -> str:
    """A holder's name as banks print it; BadAccount(field="holder") for one too short or too long."""
    holder = holder_name(typed)
    if not LEAST_HOLDER <= len(holder) <= MOST_HOLDER:
        raise BadAccount(field="holder")
    return holder


def holder_name(text: str) -> str:
    """«Nguyễn Thị Mẫu» → «NGUYEN THI MAU»; signs become blanks, runs of blanks one."""
    return " ".join(_NOT_PRINTED.sub(" ", fold(text).upper()).split())


def account_fingerprint(bank_bin: str, number: str) -> str:
    """The keyed hash (HMAC) by which the same account of a seller, a payment and a bank feed is recognised."""
    return fingerprint(f"{bank_bin}:{number.upper()}", purpose="bank_account")
