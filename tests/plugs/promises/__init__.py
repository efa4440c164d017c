"""Toy plugs of one kind."""
