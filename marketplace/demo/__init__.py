"""The small demo: a year of invented shops, people and orders, played through the services that people use."""
