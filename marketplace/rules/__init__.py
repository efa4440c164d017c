"""Law and the operator's own rules as dated data: rates, deadlines, policy texts, each with its source.

Words: legal rule, policy text, version.
"""
