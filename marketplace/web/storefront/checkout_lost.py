"""«Đặt hàng» pressed where this browser has no filled cart any more: which of the cases it is, and the way on."""

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.cart.queries import CartSeen
from marketplace.cart.services import add_line
from marketplace.catalog.queries import buyables
from marketplace.checkout.queries import known_orders
from marketplace.checkout.summary import pieces_seen
from marketplace.core.clock import now
from marketplace.core.errors import Refusal
from marketplace.core.transactions import transaction
from marketplace.orders.errors import NoSuchOrder
from marketplace.orders.models import Order
from marketplace.orders.queries import RecentOrder, get_order_for, get_placed, pieces_of_orders
from marketplace.orders.services.browsers import LASTS
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.cart_cookie import cart_to_fill, visitors_cart
from marketplace.web.plumbing.formats import moment
from marketplace.web.plumbing.just_ordered import just_ordered
from marketplace.web.plumbing.opened_orders import browser_hash
from marketplace.web.plumbing.posted_form import hold
from marketplace.web.plumbing.visitor import current_person, last_sign_in
from marketplace.web.storefront.forms.checkout import CheckoutForm


def without_cart(form: CheckoutForm, key: str, seen: str) -> Response:
    """Lead to the order that was placed from this screen or of these goods; else say that nothing was ordered."""
    if known_orders(key, "")[0]:
        return _placed_before(get_placed(key))
    placed = ordered_already(pieces_seen(seen))
    if placed is not None:
        words = _(
            "Không có đơn nào được đặt thêm: hàng này đã nằm trong đơn %(number)s, đặt lúc %(moment)s.",
            number=placed.number,
            moment=moment(placed.placed_at),
        )
        flash(words, "warning")
        return see_other(url_for("storefront.orders.show", number=placed.number))
    return _lost(form, seen)


def ordered_already(pieces: dict[int, int], phone: str | None = None) -> RecentOrder | None:
    """The order that this browser has just placed of the same goods, where given to the same phone; or None."""
    lately = [order for order in just_ordered() if phone in (None, order.phone)]
    ordered = pieces_of_orders(order.id for order in lately) if lately and pieces else {}
    return next((order for order in lately if ordered.get(order.id) == pieces), None)


def refill(seen: str) -> CartSeen | None:
    """The visitor's cart with the goods of a last screen put in again, where they are still sold and not in it."""
    with transaction():
        cart = cart_to_fill()
        there = {line.variant_id for line in cart.lines}
        for variant_id, quantity in pieces_seen(seen).items():
            if variant_id in there:
                continue
            try:
                add_line(cart, variant_id, quantity)
            except Refusal:
                continue  # the last screen shows what could be put in
    return visitors_cart()


def _placed_before(order: Order) -> Response:
    """To the order placed from this screen, where this browser may see it; else its number, and how to see it."""
    facts = {"number": order.number, "moment": moment(order.placed_at)}
    if _may_see(order):
        flash(_("Đơn %(number)s đã được đặt lúc %(moment)s. Không có đơn thứ hai nào.", **facts), "info")
        return see_other(url_for("storefront.orders.show", number=order.number))
    words = _(
        "Đơn %(number)s đã được đặt lúc %(moment)s. Mời mở đường dẫn trong tin nhắn, hoặc ghi số đơn và số điện thoại "
        "dưới đây để nhận lại đường dẫn.",
        **facts,
    )
    flash(words, "info")
    return see_other(url_for("storefront.orders.lookup", number=order.number))


def _may_see(order: Order) -> bool:
    person = current_person()
    try:
        get_order_for(
            order.number,
            person_id=person.id if person else None,
            token_hash=browser_hash(),
            opened_since=now() - LASTS,
        )
    except NoSuchOrder:
        return False
    return True


def _lost(form: CheckoutForm, seen: str) -> Response:
    """Nothing was ordered: why, and how to order these goods after all, with what was typed."""
    pieces = pieces_seen(seen)
    goods = buyables(pieces)
    is_out, last = current_person() is None, last_sign_in()
    page = render_template(
        "storefront/checkout/lost.html",
        form=form,
        seen=seen,
        goods=[(goods[variant_id], pieces[variant_id]) for variant_id in pieces if variant_id in goods],
        is_emptied=visitors_cart() is not None,
        just_ordered=just_ordered(),
        was_signed_in=is_out and (last is not None or "signed_in" in request.form),
        is_held=is_out and last is not None and hold(last),
    )
    return make_response(page, 409)
