"""The shop: its page (story, place, contact, policies) and the people who run it.

Words: shop, member. It does not know products.
"""
