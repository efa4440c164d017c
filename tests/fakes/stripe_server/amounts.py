"""Which currencies the fake Stripe knows, and the smallest and largest amount it charges in each."""

from tests.fakes.stripe_server.refusals import ApiRefused

# Smallest charge in the smallest unit of the currency: about half a US dollar.
SMALLEST = {"vnd": 13_000, "usd": 50, "eur": 50, "gbp": 30, "jpy": 50, "sgd": 50}
LARGEST = 99_999_999


def check_currency(currency: str, param: str) -> str:
    """The currency in lower case; refuses one that is not known."""
    if currency.lower() not in SMALLEST:
        known = ", ".join(sorted(SMALLEST))
        raise ApiRefused(
            f"Invalid currency: {currency}. Stripe currently supports these currencies: {known}", param=param
        )
    return currency.lower()


def check_total(total: int, currency: str) -> None:
    """Refuse a total that Stripe would not charge."""
    if total < SMALLEST[currency]:
        message = f"The Checkout Session's total amount due must add up to at least {SMALLEST[currency]} {currency}"
        raise ApiRefused(message, code="amount_too_small")
    if total > LARGEST:
        message = f"The Checkout Session's total amount due must be no more than {LARGEST} {currency}"
        raise ApiRefused(message, code="amount_too_large")
