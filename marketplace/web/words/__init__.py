"""Codes of the domains in the words that people read, by subject."""
