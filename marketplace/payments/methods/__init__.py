"""The ways of paying, one file each; found at start-up and held to one contract test."""

from marketplace.core.registry import Registry
from marketplace.payments.shape import PaymentMethod

METHODS: Registry[PaymentMethod] = Registry("marketplace.payments.methods")
