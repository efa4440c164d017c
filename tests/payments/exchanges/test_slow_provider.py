"""A slow card provider keeps few threads busy; who finds no room is told at once, and nothing is lost (8.28)."""

import time
from concurrent.futures import ThreadPoolExecutor

from flask import Flask

from config import Config
from marketplace.payments import exchanges
from marketplace.payments.errors import ProviderAway, ProviderBusy
from marketplace.payments.exchanges import stripe_api
from tests.fakes.stripe_server import FakeStripe
from tests.payments.making import again, placed, the_payment


def test_twelve_ask_at_once_and_few_are_kept_waiting(app: Flask, stripe_fake: FakeStripe) -> None:
    stripe_fake.slow_seconds = 3
    stripe_fake.fail_next("slow", times=12)

    def ask(_number: int) -> tuple[str, float]:
        began = time.monotonic()
        with app.app_context():
            try:
                stripe_api.see_refund("re_none")
            except (ProviderBusy, ProviderAway) as fault:
                return str(fault.facts["why"]), time.monotonic() - began
            except Exception as fault:
                return type(fault).__name__, time.monotonic() - began
        raise AssertionError("there is no such refund")

    with ThreadPoolExecutor(12) as pool:
        told = list(pool.map(ask, range(12)))
    turned_away = [seconds for why, seconds in told if why == "provider_slow"]
    assert len(turned_away) == 12 - stripe_api.MOST_AT_ONCE
    assert max(turned_away) < stripe_fake.slow_seconds
    assert len(stripe_fake.calls) == stripe_api.MOST_AT_ONCE < Config.web_threads


def test_who_is_turned_away_keeps_her_order_and_pays_later(app: Flask, stripe_fake: FakeStripe) -> None:
    order = placed(method="stripe_checkout")
    taken = [stripe_api._calls.acquire() for _ in range(stripe_api.MOST_AT_ONCE)]
    try:
        exchanges.begin_card_session(the_payment(order))
        raise AssertionError("there was room")
    except ProviderBusy:
        assert again(the_payment(order)).status == "pending"
    finally:
        for _ in taken:
            stripe_api._calls.release()
    assert exchanges.begin_card_session(the_payment(order)).startswith("http")
