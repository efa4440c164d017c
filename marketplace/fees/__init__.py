"""Deductions from a sale: commission by dated rule and tax withheld by law, frozen on the order line.

Words: commission, withholding, net. It computes only: orders freeze the result, payments post it to the ledger.
"""
