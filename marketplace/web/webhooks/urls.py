"""The routes of the webhooks, whose callers are verified by signature or token."""

from marketplace.web.plumbing.access import ANYONE
from marketplace.web.plumbing.routing import Route
from marketplace.web.webhooks import bank_feed, messages, providers

ROUTES: list[Route] = [
    Route("/webhooks/bank-feed", bank_feed.take, post=ANYONE, signed=True),
    Route("/webhooks/messages", messages.take, post=ANYONE, signed=True),
    Route("/webhooks/<provider>", providers.take, post=ANYONE, signed=True),
]
