"""The addresses that everyone may read, and who may."""

from marketplace.web.routing import Route
from marketplace.web.storefront import health
from marketplace.web.who import ANYONE

ROUTES: list[Route] = [
    Route("/healthz", health.live, get=ANYONE),
    Route("/readyz", health.ready, get=ANYONE),
]
