"""Stock of variants (known here only by id): on hand, reserved, moved. Never sold twice, never below zero.

Words: stock item, hold, claim, move.
"""
