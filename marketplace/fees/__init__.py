"""What is taken off a sale: commission by dated rule, and tax withheld by law, frozen on the line.

Words: commission, withholding, net. It does not book; orders freeze it and the ledger books it.
"""
