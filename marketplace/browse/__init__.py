"""Finding things: the shelf of what is on sale, by category, place and shop, the search index and its ranking.

Words: listing (one flat row per product on sale), shelf (all listings shown), card, facet, query. It reads every
room below and owns only its index; what is not approved, not in stock or not allowed is decided below.
"""
