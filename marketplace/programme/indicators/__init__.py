"""Indicators, one file each, found by the registry; SQL is allowed here."""
