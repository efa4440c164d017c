"""What the public finds: the flat listing, lists by category, place and shop, and search.

Words: listing, card, fold, rank. It owns only its index.
"""
