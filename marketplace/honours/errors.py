"""Refusals about honours."""

from typing import Any

from marketplace.core.errors import Conflict, Invalid


class AlreadyHonoured(Conflict):
    """The same awardee has the same title by the same decision: `honour`."""

    honour: Any


class ExpiresBeforeItBegan(Invalid):
    """The last day lies before the day of the decision."""

    field: str
