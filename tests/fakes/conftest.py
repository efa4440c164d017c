"""A fake Stripe and the real SDK's client pointing at it."""

from collections.abc import Iterator

import pytest
from stripe import StripeClient

from tests.fakes.stripe_server import FakeStripe


@pytest.fixture
def fake() -> Iterator[FakeStripe]:
    with FakeStripe() as running:
        yield running


@pytest.fixture
def client(fake: FakeStripe) -> StripeClient:
    return StripeClient(fake.api_key, base_addresses={"api": fake.base_url}, max_network_retries=0)
