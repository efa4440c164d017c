"""Indicators: one file each, found by the registry; SQL is at home here."""
