"""Turns a cart into one order with its shop orders, holds and payments, in one transaction.

Words: review, place, key.
"""
