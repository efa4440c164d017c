"""The addresses that everyone may read, and who may."""

from marketplace.web.routing import Route
from marketplace.web.storefront import health, impact, media
from marketplace.web.who import ANYONE

ROUTES: list[Route] = [
    Route("/impact", impact.show, get=ANYONE),
    Route("/healthz", health.live, get=ANYONE),
    Route("/media/<public_id>/<int:width>.<kind>", media.show, get=ANYONE),
    Route("/readyz", health.ready, get=ANYONE),
]
