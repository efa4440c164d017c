"""The ways of sending a parcel this installation has."""

from marketplace.core.registry import Registry
from marketplace.shipping.carrier import Carrier, CarrierWords

CARRIERS: Registry[Carrier] = Registry("carrier", "marketplace.shipping.carriers", CarrierWords)
