"""The small demo: a year of invented shops, people and orders, created through the same services as real ones."""
