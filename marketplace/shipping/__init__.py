"""Shipping: fees (đồng) and days by zone, delivery limits, carriers as plugs.

Words: zone, rate, quote, carrier.
"""
