"""Delivery channels, one file each, found by the registry."""
