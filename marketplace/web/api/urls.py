"""The addresses of this audience, and who may."""

from marketplace.web.api import areas, products
from marketplace.web.routing import Route
from marketplace.web.who import ANYONE

ROUTES: list[Route] = [
    Route("/api/v1/areas", areas.show, get=ANYONE),
    Route("/api/v1/products", products.index, get=ANYONE),
    Route("/api/v1/products/<slug>", products.show, get=ANYONE),
]
