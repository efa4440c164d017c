"""Exemplary people, models and units that the Union honours, with citation, consent and expiry."""
