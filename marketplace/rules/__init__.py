"""Legal rules and the operator's policies as dated data: rates, deadlines, policy texts, each with its source.

Words: legal rule, policy text, version.
"""
