"""Turns a cart into one order with its shop orders, stock holds and payments, in one transaction.

Words: checkout summary, place, idempotency key.
"""
