"""The registries of payment methods and of payment providers, who confirms each method, and who is behind it."""

from datetime import timedelta

from marketplace.core.registry import MissingWord, Registry, UnknownPlug
from marketplace.payments.provider import PaymentProvider
from marketplace.payments.shape import BY_PROVIDER, MethodWords, PaymentMethod, ProviderWords

PROVIDERS: Registry[PaymentProvider] = Registry("payment provider", "marketplace.payments.providers")


def _require_its_provider(code: str, method: PaymentMethod) -> None:
    """A method confirmed by a provider names one that is here; no other names any. UnknownPlug."""
    if method.confirmed_by != BY_PROVIDER:
        if method.provider is not None:
            raise UnknownPlug(f"way of paying «{code}» is not confirmed by a provider, but names «{method.provider}»")
    elif method.provider not in PROVIDERS:
        named = f"names «{method.provider}»" if method.provider else "names none"
        known = ", ".join(PROVIDERS.all())
        raise UnknownPlug(f"way of paying «{code}» is confirmed by a provider, but {named}; there are {known}")


METHODS: Registry[PaymentMethod] = Registry(
    "way of paying", "marketplace.payments.methods", MethodWords, check=_require_its_provider
)


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


def provider_behind(method_code: str) -> PaymentProvider | None:
    """The provider that confirms this method's payments; None where none does, or the method is no more."""
    provider = METHODS.get(method_code).provider if method_code in METHODS else None
    return None if provider is None else PROVIDERS.get(provider)


def methods_through(provider: str) -> list[str]:
    """The codes of the methods whose payments this provider confirms."""
    return [code for code, method in METHODS.all().items() if method.provider == provider]


def configured_providers() -> list[PaymentProvider]:
    """The providers at which this installation has an account."""
    return [provider for provider in PROVIDERS.all().values() if provider.is_configured()]
