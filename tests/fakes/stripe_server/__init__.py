"""A small Stripe of our own that the real `stripe` SDK talks to once its API base points here.

    with FakeStripe() as fake:
        client = StripeClient(fake.api_key, base_addresses={"api": fake.base_url})

It knows Checkout Sessions, PaymentIntents, Charges (read only), Refunds, Disputes (read only) and Events, in the
shapes of API 2026-10-28, and keeps the rules that matter for money: idempotency keys, the smallest and largest amount
of đồng, no refund above what was captured, no payment of an expired session. It refuses parameters it does not know,
as Stripe does. Tests play the customer's bank (`pay`, `decline`, `dispute`, …) and whoever sits at the provider's own
pages (`refund_there`, `charge_there`), move the clock, make calls fail, and deliver signed events.
"""

from tests.fakes.stripe_server.book import SessionClosed, Totals
from tests.fakes.stripe_server.clock import Clock
from tests.fakes.stripe_server.server import FakeStripe
from tests.fakes.stripe_server.webhooks import Delivery

__all__ = ["Clock", "Delivery", "FakeStripe", "SessionClosed", "Totals"]
