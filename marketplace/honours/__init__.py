"""Exemplary people, models and units that the Union honours, with citation, consent and expiry.

Words: honour (an award by a decision), awardee (a woman, a model or enterprise by its name, a unit). An honour is
public while it stands: not revoked, not expired, and of a woman only while she consents. Nothing is kept of that but
its facts, so all pages ask the same condition (`queries.is_public`).
"""
