"""Refusals of the fee computation."""

from marketplace.core.errors import NotFound


class NoWithholdingRates(NotFound):
    """The legal withholding rates are not loaded, and no rate is ever guessed."""

    on: object
