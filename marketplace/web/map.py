"""Registers the routes of all audiences."""

from flask import Flask

from marketplace.web.account.urls import ROUTES as ACCOUNT
from marketplace.web.api.urls import ROUTES as API
from marketplace.web.parts.seller_help import install_seller_help
from marketplace.web.plumbing.routing import register_routes
from marketplace.web.seller.listing_notes import install_listing_notes
from marketplace.web.seller.urls import ROUTES as SELLER
from marketplace.web.staff.places import install_staff_menu
from marketplace.web.staff.urls import ROUTES as STAFF
from marketplace.web.storefront.urls import ROUTES as STOREFRONT
from marketplace.web.webhooks.urls import ROUTES as WEBHOOKS


def install_routes(app: Flask) -> None:
    """Register the route tables of all audiences, and what the pages of an audience share."""
    for routes in (STOREFRONT, ACCOUNT, SELLER, STAFF, API, WEBHOOKS):
        register_routes(app, routes)
    install_staff_menu(app)
    install_listing_notes(app)
    install_seller_help(app)
