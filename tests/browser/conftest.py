"""Chromium, and the application served to it on a port of its own."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser

from marketplace.core.transactions import transaction
from tests.browser.screen import Screen
from tests.browser.serving import served
from tests.fakes.message_gateway import MessageGateway
from tests.payments.making import configured
from tests.purchases import allow_orders

PHONE = {"width": 360, "height": 800}


@pytest.fixture
def phones(app: Flask) -> Iterator[MessageGateway]:
    """The phone network that the installation sends its texts to."""
    with MessageGateway() as gateway:
        yield gateway


@pytest.fixture
def site(app: Flask, phones: MessageGateway) -> Iterator[str]:
    """The address of the served application, which takes orders and sends texts."""
    with transaction():
        allow_orders()
    with served(app) as address, configured(public_url=address, sms_gateway_url=phones.url):
        yield address


@pytest.fixture
def new_screen(chromium: Browser, site: str) -> Iterator[Callable[..., Screen]]:
    """Makes windows, each of another person; at the end none may have met a fault of ours."""
    screens: list[Screen] = []

    def make(*, scripts: bool = True, width: int = 360, height: int = 800) -> Screen:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=scripts,
            is_mobile=width < 700,
            has_touch=width < 700,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
        )
        screens.append(Screen(context, site, scripts=scripts))
        return screens[-1]

    yield make
    for screen in screens:
        screen.page.context.close()
    assert [fault for screen in screens for fault in screen.faults] == []
