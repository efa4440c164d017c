"""A signed-in customer's orders."""

from flask import render_template, request

from marketplace.orders.queries import list_orders_of
from marketplace.payments.queries.ways import ways_of_paying
from marketplace.web.parts.pictures import picture
from marketplace.web.plumbing.visitor import signed_in_person
from marketplace.web.words.orders import customer_words


def index() -> str:
    """The customer's orders, newest first, each with the states of its parcels."""
    page = list_orders_of(signed_in_person().id, request.args.get("after"))
    parts = [part for order in page.items for part in order.shop_orders]
    ways = ways_of_paying(parts)
    words = {part.id: customer_words(part, is_said=ways[part.id].is_said) for part in parts}
    return render_template("account/orders/index.html", page=page, words=words, picture=picture)
