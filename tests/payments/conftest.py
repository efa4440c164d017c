"""A fake Stripe that the application talks to, with its secrets."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from tests.fakes.stripe_server import FakeStripe
from tests.payments.making import configured


@pytest.fixture
def stripe_fake(app: Flask) -> Iterator[FakeStripe]:
    """A card provider on a port of its own; the application's settings point to it."""
    with FakeStripe() as fake:
        values: dict[str, Any] = {
            "stripe_secret_key": fake.api_key,
            "stripe_api_base": fake.base_url,
            "stripe_webhook_secrets": [fake.webhook_secret],
        }
        with configured(**values):
            yield fake
