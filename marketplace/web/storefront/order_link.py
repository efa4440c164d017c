"""/orders/<number>/link: replaces an order's link that reached the wrong people."""

from flask import Response, flash, url_for
from flask_babel import gettext as _

from marketplace.core.transactions import transaction
from marketplace.orders.queries import lock_order
from marketplace.orders.services.browsers import renew_links
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.opened_orders import remember_opened
from marketplace.web.storefront.order_access import order_of_visitor


def renew(number: str) -> Response:
    """Invalidate every link sent so far; this browser keeps access without one."""
    order_of_visitor(number)
    with transaction():
        order = lock_order(number)
        renew_links(order)
    remember_opened(order)
    flash(_("Đã đổi. Các đường dẫn cũ của đơn này không mở được nữa."), "success")
    return see_other(url_for("storefront.orders.show", number=number))
