"""The addresses that everyone may read, and who may."""

from marketplace.web.routing import Route
from marketplace.web.storefront import (
    apply_landing,
    cart,
    categories,
    checkout,
    health,
    home,
    impact,
    media,
    orders,
    products,
    search,
    shops,
    sitemap,
)
from marketplace.web.who import ANYONE

ROUTES: list[Route] = [
    Route("/", home.show, get=ANYONE),
    Route("/apply", apply_landing.show, get=ANYONE),
    Route("/categories", categories.index, get=ANYONE),
    Route("/categories/<slug>", categories.show, get=ANYONE),
    Route("/products", products.index, get=ANYONE),
    Route("/products/<slug>", products.show, get=ANYONE),
    Route("/robots.txt", sitemap.robots, get=ANYONE),
    Route("/search", search.show, get=ANYONE),
    Route("/shops", shops.index, get=ANYONE),
    Route("/shops/<slug>", shops.show, get=ANYONE),
    Route("/sitemap.xml", sitemap.sitemap, get=ANYONE),
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
