"""The addresses to which others send notifications; each proves itself by its signature."""

from marketplace.web.routing import Route
from marketplace.web.webhooks import bank_feed, messages, stripe
from marketplace.web.who import ANYONE

ROUTES: list[Route] = [
    Route("/webhooks/bank-feed", bank_feed.take, post=ANYONE, signed=True),
    Route("/webhooks/messages", messages.take, post=ANYONE, signed=True),
    Route("/webhooks/stripe", stripe.take, post=ANYONE, signed=True),
]
