"""A signed-in customer's orders."""

from flask import render_template, request

from marketplace.orders.queries import list_orders_of
from marketplace.web.order_words import customer_words
from marketplace.web.pictures import picture
from marketplace.web.visitor import signed_in_person


def index() -> str:
    """Her orders, newest first, each with where its parcels stand."""
    page = list_orders_of(signed_in_person().id, request.args.get("after"))
    return render_template("account/orders/index.html", page=page, words=customer_words, picture=picture)
