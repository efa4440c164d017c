"""The shopfront: story, place, contact, policies, and who runs it.

Words: shop, member. It does not know products.
"""
