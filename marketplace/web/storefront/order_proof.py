"""Proving the phone of a guest's order after it was placed: a code is sent there, and its goods are held longer."""

from flask import Response, flash, url_for

from marketplace.accounts.services.codes import ORDER
from marketplace.core.errors import TooMany
from marketplace.people.phones import is_mobile
from marketplace.web.parts.proving import begin_proof
from marketplace.web.plumbing.answers import see_other
from marketplace.web.storefront.order_access import order_of_visitor
from marketplace.web.words.limits import too_many_words


def begin(number: str) -> Response:
    """Send a code to the order's phone and go on to where it is typed; back to one that is proven, or takes none."""
    order = order_of_visitor(number)
    page = url_for("storefront.orders.show", number=order.number)
    if not order.is_unproven or not is_mobile(order.phone):
        return see_other(page)
    try:
        return begin_proof(ORDER, order.phone, page, extra=order.number)
    except TooMany as refusal:
        flash(too_many_words(refusal), "warning")
        return see_other(page)
