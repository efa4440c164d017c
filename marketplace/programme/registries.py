"""The registry of indicators."""

from marketplace.core.registry import Registry
from marketplace.programme.shape import Indicator, IndicatorWords

INDICATORS: Registry[Indicator] = Registry("indicator", "marketplace.programme.indicators", IndicatorWords)


def whole_position(code: str) -> int | None:
    """The place of the standard indicator of which one counts a part; None where it counts a thing of its own."""
    position: int | None = getattr(INDICATORS.all().get(code), "whole_position", None)
    return position


def standard_positions() -> dict[str, int]:
    """The codes of the indicators of every programme, each with its place in the table, in that order."""
    places = {code: indicator.standard_position for code, indicator in INDICATORS.all().items()}
    standard = [(place, code) for code, place in places.items() if place is not None]
    return {code: place for place, code in sorted(standard)}
