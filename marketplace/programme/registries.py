"""The registries of indicators, and of the dimensions by which their figures are told apart."""

from marketplace.core.registry import Registry
from marketplace.programme.shape import Dimension, DimensionWords, Indicator, IndicatorWords

INDICATORS: Registry[Indicator] = Registry("indicator", "marketplace.programme.indicators", IndicatorWords)


def whole_position(code: str) -> int | None:
    """The place of the standard indicator of which one counts a part; None where it counts a thing of its own."""
    position: int | None = getattr(INDICATORS.all().get(code), "whole_position", None)
    return position


def versions_of(code: str) -> list[Indicator]:
    """An indicator in all versions by which something can still be counted, the earliest first."""
    plug = INDICATORS.get(code)
    earlier: dict[int, Indicator] = getattr(plug, "earlier", {})
    return [*(earlier[number] for number in sorted(earlier)), plug]


def find_version(code: str, version: int) -> Indicator | None:
    """An indicator as it was defined in one version; None where its code is gone."""
    if code not in INDICATORS:
        return None
    return next((plug for plug in versions_of(code) if plug.version == version), None)


DIMENSIONS: Registry[Dimension] = Registry("dimension", "marketplace.programme.dimensions", DimensionWords)


def dimensions_of(indicator: Indicator) -> list[Dimension]:
    """The dimensions by which the things of an indicator are told apart, in order."""
    fitting = [dimension for dimension in DIMENSIONS.all().values() if dimension.applies_to(indicator)]
    return sorted(fitting, key=lambda dimension: dimension.position)


def standard_positions() -> dict[str, int]:
    """The codes of the indicators of every programme, each with its place in the table, in that order."""
    places = {code: indicator.standard_position for code, indicator in INDICATORS.all().items()}
    standard = [(place, code) for code, place in places.items() if place is not None]
    return {code: place for place, code in sorted(standard)}
