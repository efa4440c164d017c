"""Today's provinces and communes by official code, and the former names people still use.

Words: area (a unit of today), former area (a commune before 2025-07-01, with its district), succession (who took
over). An address is kept as code, text and version. This room reads addresses; it never guesses between two.
"""
