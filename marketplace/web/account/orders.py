"""A signed-in customer's orders."""

from flask import render_template, request

from marketplace.orders.queries import list_orders_of
from marketplace.web.parts.pictures import picture
from marketplace.web.plumbing.visitor import signed_in_person
from marketplace.web.words.orders import customer_words


def index() -> str:
    """The customer's orders, newest first, each with the states of its parcels."""
    page = list_orders_of(signed_in_person().id, request.args.get("after"))
    return render_template("account/orders/index.html", page=page, words=customer_words, picture=picture)
