"""Purchases: an order, one shop order per shop, frozen lines, parcels, and their moves.

Words: order, shop order, line, shipment. It does not take money; payments does.
"""
