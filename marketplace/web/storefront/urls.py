"""The addresses that everyone may read, and who may."""

from marketplace.web.routing import Route
from marketplace.web.storefront import cart, checkout, health, impact, media, orders
from marketplace.web.who import ANYONE

ROUTES: list[Route] = [
    Route("/orders/lookup", orders.lookup, get=ANYONE, post=ANYONE),
    Route("/orders/<number>", orders.show, get=ANYONE),
    Route("/orders/<number>/cancel", orders.cancel, get=ANYONE, post=ANYONE),
    Route("/orders/<number>/receipt", orders.receipt, get=ANYONE),
    Route("/cart", cart.show, get=ANYONE),
    Route("/cart/add", cart.add, post=ANYONE, open_form=True),
    Route("/cart/area", cart.choose_area, post=ANYONE),
    Route("/cart/lines/<int:line_id>", cart.change, post=ANYONE),
    Route("/checkout", checkout.show, get=ANYONE),
    Route("/checkout/place", checkout.place, post=ANYONE),
    Route("/checkout/review", checkout.review, get=ANYONE, post=ANYONE),
    Route("/impact", impact.show, get=ANYONE),
    Route("/healthz", health.live, get=ANYONE),
    Route("/media/<public_id>/<int:width>.<kind>", media.show, get=ANYONE),
    Route("/readyz", health.ready, get=ANYONE),
]
