"""The registry of indicators."""

from marketplace.core.registry import Registry
from marketplace.programme.shape import Indicator, IndicatorWords

INDICATORS: Registry[Indicator] = Registry("indicator", "marketplace.programme.indicators", IndicatorWords)
