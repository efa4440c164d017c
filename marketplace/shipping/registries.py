"""The registry of carriers."""

from marketplace.core.registry import Registry
from marketplace.shipping.shape import Carrier, CarrierWords

CARRIERS: Registry[Carrier] = Registry("carrier", "marketplace.shipping.carriers", CarrierWords)
