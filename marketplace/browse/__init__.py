"""Browsing and search: the listings of what is on sale, by category, place and shop, the search index and ranking.

Words: listing (one flat row per product on sale), shelf (all listings shown), card, facet, query. It reads every
room below and owns only its index; what is not approved, not in stock or not allowed is decided below.
"""
