"""The addresses of this audience, and who may."""

from marketplace.web.account import notices, orders
from marketplace.web.routing import Route
from marketplace.web.who import SIGNED_IN

ROUTES: list[Route] = [
    Route("/account/notices", notices.index, get=SIGNED_IN),
    Route("/account/orders", orders.index, get=SIGNED_IN),
]
