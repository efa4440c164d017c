"""/cart: products of several shops, with each parcel's shipping fee once the commune is known."""

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from flask import Response, flash, g, make_response, render_template, request
from flask_babel import gettext as _

from marketplace.cart import errors
from marketplace.cart.models import Cart
from marketplace.cart.queries import CartSeen
from marketplace.cart.services import add_line, note_prices_seen, remove_line, set_area, set_quantity
from marketplace.catalog.services.products import MOST_PRICE_DONG
from marketplace.checkout.summary import summarise_cart
from marketplace.core.errors import Refusal
from marketplace.core.transactions import transaction
from marketplace.core.typed_numbers import COUNT, read_number
from marketplace.web.parts.area_form import AreaForm
from marketplace.web.parts.number_fields import question_words
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.cart_cookie import cart_to_fill, locked_cart, remember_cart, visitors_cart
from marketplace.web.plumbing.context import site_settings
from marketplace.web.plumbing.just_ordered import just_ordered
from marketplace.web.plumbing.paths import own_path
from marketplace.web.storefront.cart_views import blocking_in_cart, general_problems, parcel_views

MOST_TYPED = 30  # characters of a quantity that are shown again when it could not be read
MOST_PIECES = 9999
BIGGEST_ID = 2**53


def show() -> Response:
    """The present cart, every problem explained."""
    return _page(visitors_cart())


def add() -> Response:
    """Add pieces of a variant, also for a browser without a cookie; then back to the page before, or to the cart."""
    back = own_path(request.form.get("back"), "/cart")
    variant_id, said = _number("variant_id", BIGGEST_ID), request.form.get("quantity", "1")
    quantity, words = _pieces(said)
    again = _same_choice(_referrer(back), variant_id, said)
    if variant_id is None or quantity is None:
        return _back(again, words or _("Sản phẩm này hiện không bán."))
    try:
        with transaction():
            cart = cart_to_fill()
            add_line(cart, variant_id, quantity)
    except Refusal as refusal:
        return _back(again, _refusal_words(refusal))
    buys_now = bool(request.form.get("buy_now"))
    response = see_other("/checkout" if buys_now else _same_choice(back, variant_id))
    if not buys_now:
        flash(_("Đã thêm vào giỏ."), "added")
    remember_cart(response, cart)
    return response


def change() -> Response:
    """Save all quantities, delete a line where asked; then on to checkout, or back to the cart."""
    with transaction():
        cart = locked_cart()
        wrong = _apply_all(cart) if cart is not None else {}
    if wrong:
        return _page(visitors_cart(), wrong=wrong)
    response = see_other("/checkout" if request.form.get("checkout") else "/cart")
    if request.form.get("remove"):
        flash(_("Đã bỏ ra khỏi giỏ."), "success")
    elif request.form.get("change"):
        flash(_("Đã đổi số lượng."), "success")
    remember_cart(response, cart)
    return response


def choose_area() -> Response:
    """Set the destination, so that fees and limits are known early; without scripts the province is chosen first."""
    cart = visitors_cart()
    form = AreaForm(request.form, home_province=site_settings().home_province)
    if cart is None or not cart.lines:
        return see_other("/cart")
    if request.form.get("choose_province"):
        return _page(cart, area_form=form, status=200)
    if not form.validate():
        return _page(cart, area_form=form, status=422)
    with transaction():
        locked = locked_cart()
        if locked is not None:
            set_area(locked, form.commune.data)
    return see_other("/cart")


def _apply_all(cart: Cart) -> dict[int, tuple[str, str]]:
    """Save the quantities line by line; returns (as typed, error) of each refused one."""
    wrong: dict[int, tuple[str, str]] = {}
    shown = {line.id: _number(f"price-{line.id}", MOST_PRICE_DONG) for line in cart.lines}
    note_prices_seen(cart, {line_id: price for line_id, price in shown.items() if price is not None})
    for line in list(cart.lines):
        said = request.form.get(f"quantity-{line.id}")
        if request.form.get("remove") == str(line.id):
            remove_line(cart, line.id)
        elif said is not None and (words := _apply(cart, line.id, said)):
            wrong[line.id] = (said[:MOST_TYPED], words)
    return wrong


def _apply(cart: Cart, line_id: int, said: str) -> str:
    """Set one line to what was typed, out with it at 0; gives why it cannot be so, or nothing."""
    quantity, words = _pieces(said)
    if quantity is None:
        return words
    try:
        if quantity == 0:
            remove_line(cart, line_id)
        else:
            set_quantity(cart, line_id, quantity)
    except Refusal as refusal:
        return _refusal_words(refusal)
    return ""


def _page(
    cart: CartSeen | None,
    *,
    wrong: dict[int, tuple[str, str]] | None = None,
    area_form: AreaForm | None = None,
    status: int | None = None,
) -> Response:
    settings = site_settings()
    if cart is None or not cart.lines:
        g.cart_pieces = 0
        return _answer(render_template("storefront/cart/empty.html", just_ordered=just_ordered()), cart, 200)
    g.cart_pieces = sum(line.quantity for line in cart.lines)
    form = area_form or AreaForm(home_province=settings.home_province, area_code=cart.area_code)
    summary = summarise_cart(cart.lines, cart.area_code, settings, form.places)
    page = render_template(
        "storefront/cart/show.html",
        summary=summary,
        parcels=parcel_views(summary),
        problems=general_problems(summary),
        must_mend=blocking_in_cart(summary),
        form=form,
        wrong=wrong or {},
        just_ordered=just_ordered(),
    )
    return _answer(page, cart, status or (422 if wrong else 200))


def _answer(page: str, cart: CartSeen | None, status: int) -> Response:
    response = make_response(page, status)
    remember_cart(response, cart)
    return response


def _refusal_words(refusal: Refusal) -> str:
    facts = refusal.facts
    known: dict[type[Refusal], Callable[[], str]] = {
        errors.TooManyPieces: lambda: _("Mỗi đơn mua từ 1 đến %(limit)d.", limit=facts["limit"]),
        errors.NotEnoughLeft: lambda: _few_left(int(str(facts["left"]))),
        errors.NotForSale: lambda: _("Sản phẩm này hiện không bán."),
        errors.CartFull: lambda: _("Giỏ đã có %(limit)d sản phẩm, mời đặt bớt trước.", limit=facts["limit"]),
    }
    for kind, words in known.items():
        if isinstance(refusal, kind):
            return str(words())
    raise refusal


def _few_left(left: int) -> str:
    words = _("Chỉ còn %(left)d, giỏ không thể chứa hơn.", left=left) if left > 0 else _("Sản phẩm này vừa hết hàng.")
    return str(words)


def _pieces(said: str) -> tuple[int | None, str]:
    """The quantity that was typed; or None, and what to ask."""
    typed = read_number(said, COUNT)
    if typed.value is not None and typed.value <= MOST_PIECES:
        return int(typed.value), ""
    return None, question_words(said, typed, COUNT) or str(_("Vui lòng nhập số lượng bằng chữ số, ví dụ 2."))


def _number(name: str, most: int) -> int | None:
    """A number that our own page wrote into a hidden field; None for anything else."""
    text = request.form.get(name, "")
    fits = text.isascii() and text.isdigit() and len(text) <= 16 and int(text) <= most
    return int(text) if fits else None


def _same_choice(path: str, variant_id: int | None, said: str = "") -> str:
    """The product's page with what was chosen, and what was typed as quantity, still there."""
    if not variant_id or not path.startswith("/products/"):
        return path
    kept = {"quantity": said[:MOST_TYPED]} if said else {}
    return f"{path}?{urlencode({'variant': variant_id} | kept)}"


def _referrer(default: str) -> str:
    """The page that held the form."""
    came_from = urlsplit(request.referrer or "")
    return own_path(came_from.path, default) if came_from.netloc == request.host else default


def _back(path: str, words: str) -> Response:
    flash(words, "error")
    return see_other(path)
