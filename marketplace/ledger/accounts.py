"""The accounts of the book. Debits are positive: what was received; credits negative: what is owed or earned."""

CLEARING_STRIPE = "clearing:stripe"  # money at the card provider
CLEARING_BANK = "clearing:bank"  # money in the platform's own bank account
HELD_BY_SELLER = "held_by_seller"  # money the seller received herself: cash, or a transfer to her account
SELLER = "seller"  # what a shop has earned and is owed
COMMISSION = "commission"  # what the platform keeps
TAX_VAT = "tax:vat"  # withheld for the state
TAX_PIT = "tax:pit"  # withheld for the state
REFUND_DUE = "refund_due"  # to be given back to customers
SUBSIDY_PLATFORM = "subsidy:platform"  # discounts the platform bears: the seller earns what the customer saves
SUBSIDY_PROGRAMME = "subsidy:programme"  # discounts a programme bears
UNALLOCATED = "unallocated"  # money that came and fits no demand
SUSPENSE_STRIPE = "suspense:stripe"  # money that moved at the card provider and that a person must still place

ACCOUNTS = frozenset(
    {
        CLEARING_STRIPE,
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
        SUSPENSE_STRIPE,
    }
)
RECEIVED = (CLEARING_STRIPE, CLEARING_BANK, HELD_BY_SELLER)  # where customers' money arrives
POSITION = (SELLER, HELD_BY_SELLER)  # together: what stands between the platform and a shop
