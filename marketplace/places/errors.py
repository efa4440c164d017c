"""Refusals about areas."""

from marketplace.core.errors import NotFound


class NoSuchArea(NotFound):
    """No area of today has that code."""

    code: str
