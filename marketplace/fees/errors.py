"""What fees refuses."""

from marketplace.core.errors import NotFound


class NoWithholdingRates(NotFound):
    """The law's rates are not loaded: nothing may be sold at a guessed rate."""

    on: object
