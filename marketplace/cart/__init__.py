"""Carts: what a visitor is about to buy, from several shops.

Words: cart, line. Prices here are what the visitor last saw; orders use the present ones.
"""
