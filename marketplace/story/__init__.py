"""What both demos tell of: invented people and goods, the calendar, who buys what, and what becomes of it.

Nothing is written to the database here: `demo` plays the story through the services, `bulk_demo` adds many rows.
"""
