"""The banks a transfer code can name: the list of `marketplace.rules.banks`."""

from marketplace.rules.banks import Bank, UnknownBank, get_bank, list_banks

__all__ = ["Bank", "UnknownBank", "get_bank", "list_banks"]
