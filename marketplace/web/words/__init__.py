"""The words shown for codes of the domains, by subject."""
