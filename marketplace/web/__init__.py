"""The skin: pages grouped by who uses them; every route says who may."""
