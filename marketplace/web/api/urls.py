"""The addresses of this audience, and who may."""

from marketplace.web.api import areas
from marketplace.web.routing import Route
from marketplace.web.who import ANYONE

ROUTES: list[Route] = [
    Route("/api/v1/areas", areas.show, get=ANYONE),
]
