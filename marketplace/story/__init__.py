"""The data of both demos: invented people and products, the calendar, purchases and their outcomes.

Nothing is written to the database here: `demo` stores it through the services, `bulk_demo` row by row.
"""
