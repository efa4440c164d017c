"""Toy payment providers."""
