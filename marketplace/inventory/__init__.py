"""Stock of variants, known here only by number: on hand, held, moved. Never sold twice, never below zero.

Words: stock item, hold, claim, move.
"""
