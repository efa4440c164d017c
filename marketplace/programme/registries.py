"""The indicator plugs this installation has."""

from marketplace.core.registry import Registry
from marketplace.programme.shape import Indicator

INDICATORS: Registry[Indicator] = Registry("marketplace.programme.indicators")
