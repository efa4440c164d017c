"""The double-entry ledger («the book»): entries in whole đồng that always balance and never change.

Words: transaction, entry, account, reversal. It knows shops and orders only by number. It does not decide
what is owed; the rooms above post here.
"""
