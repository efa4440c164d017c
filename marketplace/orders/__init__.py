"""Purchases: an order, its shop orders (one per shop), frozen lines, parcels, and their states.

Words: order, shop order, line, shipment. Payments are taken in `payments`, not here.
"""
