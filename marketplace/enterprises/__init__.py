"""Enterprises, household businesses and collectives that women lead: founding, members, who owns and manages them."""
