"""The registry of carriers."""

from marketplace.core.registry import Registry
from marketplace.shipping.carrier import Carrier, CarrierWords

CARRIERS: Registry[Carrier] = Registry("carrier", "marketplace.shipping.carriers", CarrierWords)
