"""The audit trail: who did what to whom, written with the change, then numbered and hash-chained by the sealer.

Words: entry, seal, chain. It records and does not decide anything.
"""
