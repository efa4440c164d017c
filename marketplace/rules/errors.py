"""Refusals about rules and policy texts."""

from datetime import date

from marketplace.core.errors import Invalid, NotFound


class NoSuchRule(NotFound):
    """No rule of that code holds on that day."""


class NoSuchPolicy(NotFound):
    """No policy page of that name, or none in force on that day."""


class BadAccount(Invalid):
    """An impossible bank account; `field` is the part at fault: bank, number or holder."""

    field: str


class BadPolicy(Invalid):
    """A policy text that cannot be published: `field` is title, body, effective_on or change_note."""

    field: str


class TooEarly(BadPolicy):
    """A new version must take effect today or later and not before the one it follows; `earliest` is the first day."""

    earliest: date
