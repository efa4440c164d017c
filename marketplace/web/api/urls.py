"""The routes of the API, and who may use each."""

from marketplace.web.api import areas, products
from marketplace.web.plumbing.access import ANYONE
from marketplace.web.plumbing.routing import Route

ROUTES: list[Route] = [
    Route("/api/v1/areas", areas.show, get=ANYONE),
    Route("/api/v1/products", products.index, get=ANYONE),
    Route("/api/v1/products/<slug>", products.show, get=ANYONE),
]
