"""The trail of who did what to whom: written with the change, then numbered and chained by the sealer.

Words: entry, seal, chain. It does not judge; it only remembers.
"""
