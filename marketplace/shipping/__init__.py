"""Parcels: fees and days by zone, delivery limits, carriers as plugs.

Words: zone, rate, quote, carrier.
"""
