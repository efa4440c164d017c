"""The registry of payment methods, and who confirms each."""

from datetime import timedelta

from marketplace.core.registry import MissingWord, Registry
from marketplace.payments.shape import MethodWords, PaymentMethod, ProviderWords

METHODS: Registry[PaymentMethod] = Registry("way of paying", "marketplace.payments.methods", MethodWords)


def most_usual_first() -> list[PaymentMethod]:
    """The payment methods in the order shown to customers."""
    return sorted(METHODS.all().values(), key=lambda method: method.holds_for or timedelta.max, reverse=True)


def provider_words_of(method_code: str) -> ProviderWords:
    """The words of a method that uses a provider; MissingWord where it has none."""
    words = METHODS.get(method_code).provider_words
    if words is None:
        raise MissingWord(f"{METHODS.kind} «{method_code}» has no provider_words")
    return words


def codes_confirmed(by: str) -> list[str]:
    """The codes of the methods whose receipt is confirmed by one of `shape.CONFIRMERS`."""
    return [code for code, method in METHODS.all().items() if method.confirmed_by == by]


def is_confirmed(method_code: str, by: str) -> bool:
    """Whether this method's receipt is confirmed by one of `shape.CONFIRMERS`."""
    return METHODS.get(method_code).confirmed_by == by
