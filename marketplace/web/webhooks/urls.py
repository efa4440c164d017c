"""The addresses to which others send notifications; each proves itself by its signature."""

from marketplace.web.plumbing.access import ANYONE
from marketplace.web.plumbing.routing import Route
from marketplace.web.webhooks import bank_feed, messages, stripe

ROUTES: list[Route] = [
    Route("/webhooks/bank-feed", bank_feed.take, post=ANYONE, signed=True),
    Route("/webhooks/messages", messages.take, post=ANYONE, signed=True),
    Route("/webhooks/stripe", stripe.take, post=ANYONE, signed=True),
]
