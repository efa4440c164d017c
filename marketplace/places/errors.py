"""What can be wrong with a place."""

from marketplace.core.errors import NotFound


class NoSuchArea(NotFound):
    """No area of today has that code."""

    code: str
