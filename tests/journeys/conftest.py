"""The world around a journey: phones that receive texts, a card provider, a worker that runs between the pages."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from marketplace.core.transactions import transaction
from tests.fakes.message_gateway import MessageGateway
from tests.pages import Browser
from tests.payments.conftest import stripe_fake
from tests.payments.making import configured
from tests.purchases import allow_orders
from tests.visitors import Visitor

__all__ = ["stripe_fake"]


@pytest.fixture
def phones(app: Flask) -> Iterator[MessageGateway]:
    """The phone network that the installation sends its texts to."""
    with MessageGateway() as gateway, configured(sms_gateway_url=gateway.url):
        yield gateway


@pytest.fixture
def browser(app: Flask, phones: MessageGateway) -> Callable[[], Browser]:
    """Makes browsers, each of another person; the installation takes orders."""
    with transaction():
        allow_orders()
    return lambda: Browser(Visitor(app))
