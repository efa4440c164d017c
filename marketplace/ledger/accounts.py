"""The accounts of the ledger. Debits are positive: what was received; credits negative: what is owed or earned.

Each payment provider has two of its own, named after its code: `clearing_at` and `suspense_at`.
"""

import re

CLEARING_BANK = "clearing:bank"  # money in the platform's own bank account
HELD_BY_SELLER = "held_by_seller"  # money that sellers received directly: cash, or a transfer to their own bank account
SELLER = "seller"  # what a shop has earned and is owed
COMMISSION = "commission"  # what the platform keeps
TAX_VAT = "tax:vat"  # withheld for the state
TAX_PIT = "tax:pit"  # withheld for the state
REFUND_DUE = "refund_due"  # to be given back to customers
SUBSIDY_PLATFORM = "subsidy:platform"  # discounts the platform bears: the seller earns what the customer saves
SUBSIDY_PROGRAMME = "subsidy:programme"  # discounts a programme bears
UNALLOCATED = "unallocated"  # money that came and fits no demand

ACCOUNTS = frozenset(
    {
        CLEARING_BANK,
        HELD_BY_SELLER,
        SELLER,
        COMMISSION,
        TAX_VAT,
        TAX_PIT,
        REFUND_DUE,
        SUBSIDY_PLATFORM,
        SUBSIDY_PROGRAMME,
        UNALLOCATED,
    }
)
CLEARING, SUSPENSE = "clearing:", "suspense:"
OF_A_PROVIDER = re.compile(rf"({CLEARING}|{SUSPENSE})[a-z][a-z0-9_]*")
POSITION = (SELLER, HELD_BY_SELLER)  # together: what stands between the platform and a shop


def clearing_at(provider: str) -> str:
    """The account of money at a payment provider."""
    return f"{CLEARING}{provider}"


def suspense_at(provider: str) -> str:
    """The account of money that moved at a payment provider and that a person must still place."""
    return f"{SUSPENSE}{provider}"


def is_account(account: str) -> bool:
    """Whether the ledger has such an account."""
    return account in ACCOUNTS or OF_A_PROVIDER.fullmatch(account) is not None


def is_received(account: str) -> bool:
    """Whether customers' money arrives in this account."""
    return account == HELD_BY_SELLER or account.startswith(CLEARING)
