"""What a visitor means to buy, from several shops.

Words: cart, line. Prices here are remembered, never trusted.
"""
