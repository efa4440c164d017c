"""/checkout: one form, one last screen with all that the law requires, and placing the order."""

import re
from collections.abc import Sequence
from typing import Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from markupsafe import Markup

from marketplace.accounts.errors import CodeOver, WrongCode
from marketplace.accounts.services.codes import ORDER, spend_proof
from marketplace.accounts.services.codes import is_proven as code_is_proven
from marketplace.cart.queries import CartSeen
from marketplace.cart.services import remove_line
from marketplace.checkout.contract import RIGHTS, shown_to
from marketplace.checkout.details import Details, Visitor
from marketplace.checkout.errors import CartEmpty, KeyReused, OrdersClosed, SummaryChanged
from marketplace.checkout.queries import known_orders
from marketplace.checkout.services import place_order
from marketplace.checkout.summary import CheckoutSummary, changes_since, pieces_seen, summarise_cart
from marketplace.core.clock import today
from marketplace.core.errors import TooMany
from marketplace.core.references import new_public_id
from marketplace.core.runtime import config
from marketplace.core.transactions import in_transaction, transaction
from marketplace.inventory.errors import OutOfStock, UnfairShare
from marketplace.orders.models import Order
from marketplace.orders.queries import find_last_order_by
from marketplace.payments.errors import MethodNotOffered, TooManyUnpaid
from marketplace.payments.services.opening import methods_offered, methods_withheld
from marketplace.people.models import Person
from marketplace.places.errors import NoSuchArea
from marketplace.places.queries import places_version
from marketplace.rules.queries import PolicyInForce
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.cart_cookie import cart_to_place, locked_cart, remember_cart, visitors_cart
from marketplace.web.plumbing.context import site_settings, site_version
from marketplace.web.plumbing.frame import frame_of
from marketplace.web.plumbing.just_ordered import just_ordered, note_answer, note_last_screen
from marketplace.web.plumbing.opened_orders import browser_to_be, remember_placed
from marketplace.web.plumbing.page_cache import drawn, fragment
from marketplace.web.plumbing.visitor import buyer_actor, current_person, visitor_address
from marketplace.web.storefront.cart_views import blocking_in_cart, general_problems, parcel_views
from marketplace.web.storefront.checkout_lost import ordered_already, refill, without_cart
from marketplace.web.storefront.checkout_proof import AskedProof, offered, proven_with, typed_again
from marketplace.web.storefront.checkout_proof import send_code as code_sent
from marketplace.web.storefront.forms.checkout import CheckoutForm
from marketplace.web.words.buying import (
    POLICIES_FIRST,
    change_words,
    method_hint,
    obstacle_words,
    policy_url,
    right_words,
)
from marketplace.web.words.orders import method_words

_KEY = re.compile(r"[A-Za-z0-9_-]{20,64}", re.A)
MOST_SEEN = 20_000
FIELDS = "storefront/checkout/fields.html"


def show() -> Response:
    """The form; no sign-in is needed, and known answers are filled in."""
    if not site_settings().takes_orders:
        return make_response(render_template("storefront/checkout/closed.html"), 200)
    cart = visitors_cart()
    if cart is None or not cart.lines:
        return _to_cart()
    form = _empty_form(cart)
    summary = summarise_cart(cart.lines, cart.area_code, site_settings(), form.places)
    if blocking_in_cart(summary):
        return _to_cart(_("Trong giỏ có sản phẩm cần xem lại trước khi đặt."))
    return _form_page(form, summary, 200)


def review() -> Response:
    """The last screen before ordering; a form with errors is shown again with all that was typed."""
    if request.method == "GET":
        return see_other("/checkout")
    form = _posted_form()
    if "refill" in request.form:
        return _refilled(form)
    cart = visitors_cart()
    if cart is None or not cart.lines:
        return without_cart(form, _key(), _seen())
    if "remove" in request.form:
        return _without(form, request.form.get("remove", type=int))
    if request.form.get("choose_province") or request.form.get("edit"):
        return _form_page(form, summarise_cart(cart.lines, cart.area_code, site_settings(), form.places), 200)
    return _last_screen_or_form(cart, form)


def _refilled(form: CheckoutForm) -> Response:
    """The last screen with the goods of one whose cart was gone, put into a cart again."""
    cart = refill(_seen())
    if cart is None or not cart.lines:
        response = _to_cart(_("Những sản phẩm này hiện không bán nữa. Chưa có đơn nào được đặt."))
    else:
        response = _last_screen_or_form(cart, form)
    remember_cart(response, cart)
    return response


def _without(form: CheckoutForm, line_id: int | None) -> Response:
    """The form again, with all that was typed, without a line that cannot be sent; the cart when none is left."""
    with transaction():
        cart = locked_cart()
        if cart is not None and line_id in {line.id for line in cart.lines}:
            remove_line(cart, line_id)
    left = visitors_cart()
    if left is None or not left.lines:
        response = _to_cart()
    else:
        area_code = form.commune.data if form.area_is_known() else left.area_code
        response = _form_page(form, summarise_cart(left.lines, area_code, site_settings(), form.places), 200)
    remember_cart(response, left)
    return response


def place() -> Response:
    """Place the order once, however often the button is pressed; changes meanwhile are shown for confirmation."""
    form, key, seen = _posted_form(), _key(), _seen()
    form.offer([(form.method.data or "", "")])  # whether it is offered is asked again while placing
    if not _KEY.fullmatch(key) or not form.validate():
        cart = visitors_cart()
        return _last_screen_or_form(cart, form) if cart and cart.lines else without_cart(form, key, seen)
    try:
        proof = _proof(form, key)
    except (WrongCode, CodeOver, TooMany) as fault:
        return _asked_to_prove(form, key, typed_again(fault), 422)
    try:
        order = in_transaction(lambda: _place(form, key, seen, proof))
    except (SummaryChanged, OutOfStock):
        return _changed(form, key, seen)
    except (MethodNotOffered, TooMany, NoSuchArea) as refusal:
        return _refused(form, refusal, key, is_proven=bool(proof))
    except KeyReused:
        return make_response(render_template("storefront/checkout/used.html"), 409)
    except OrdersClosed:
        return make_response(render_template("storefront/checkout/closed.html"), 409)
    except CartEmpty:
        return without_cart(form, key, seen)
    response = see_other(url_for("storefront.orders.show", number=order.number))
    remember_cart(response, None)
    note_answer(response)
    return response


def _key() -> str:
    return request.form.get("idempotency_key", "")


def _seen() -> str:
    return request.form.get("seen", "")[:MOST_SEEN]


def _proof(form: CheckoutForm, key: str) -> str:
    """The proof that came with this order, «» for none; that of an order placed already served it."""
    if current_person() is not None:
        return ""
    try:
        return proven_with(form.phone.e164 or "")
    except CodeOver:
        if known_orders(key, "")[0]:
            return ""
        raise


def send_code() -> Response:
    """Send a code to the phone of the order that is on the last screen, and show that screen with a box for it."""
    form, key = _posted_form(), _key()
    form.offer([(form.method.data or "", "")])
    if not _KEY.fullmatch(key) or not form.validate() or current_person() is not None:
        return review()
    return _asked_to_prove(form, key, code_sent(form.phone.e164 or ""), 200)


def _place(form: CheckoutForm, key: str, seen: str, proof: str) -> Order:
    cart = cart_to_place()
    if cart is None:
        raise CartEmpty()
    shown = shown_to(str(get_locale()), _policies())
    visitor = Visitor(visitor_address(), browser_to_be(), bool(proof))
    order = place_order(cart, _details(form), form.method.data, key, buyer_actor(), shown, seen=seen, visitor=visitor)
    if proof and code_is_proven(proof, ORDER):
        spend_proof(proof, ORDER)
    remember_placed(order)
    return order


def _details(form: CheckoutForm) -> Details:
    return Details(
        name=form.name.data,
        phone=form.phone.e164 or "",
        area_code=form.commune.data,
        address_line=form.address_line.data,
        note=form.note.data or "",
        locale=str(get_locale()),
    )


def _policies() -> Sequence[PolicyInForce]:
    return frame_of(site_version(), str(get_locale())).in_force


def _last_screen_or_form(cart: CartSeen, form: CheckoutForm) -> Response:
    """The last screen, or the form with errors; fees and payment methods are checked for the commune named."""
    settings = site_settings()
    if not settings.takes_orders:
        return make_response(render_template("storefront/checkout/closed.html"), 200)
    known_area = form.commune.data if form.area_is_known() else None
    summary = summarise_cart(cart.lines, known_area, settings, form.places)
    _offer(form, summary)
    if not form.validate():
        return _form_page(form, summary, 422)
    if blocking_in_cart(summary):
        return _to_cart(_("Trong giỏ có sản phẩm cần xem lại trước khi đặt."))
    if not summary.can_be_placed:
        return _form_page(form, summary, 422)
    return _last_screen(form, summary, new_public_id(), [], 200)


def _changed(form: CheckoutForm, key: str, seen: str) -> Response:
    """Show what changed since the customer saw it and ask again; in the cart if it must be resolved there."""
    cart = visitors_cart()
    if cart is None or not cart.lines:
        return without_cart(form, key, seen)
    summary = summarise_cart(cart.lines, form.commune.data, site_settings())
    if blocking_in_cart(summary):
        return _to_cart(_("Rất tiếc, có sản phẩm vừa được người khác mua trước. Mời quý khách xem lại giỏ."))
    _offer(form, summary)
    if not summary.can_be_placed:
        return _form_page(form, summary, 422)
    changes = [change_words(summary, change) for change in changes_since(seen, summary)]
    return _last_screen(form, summary, key, changes or [_("Một số thông tin trong đơn vừa thay đổi.")], 409)


def _refused(form: CheckoutForm, refusal: Exception, key: str, *, is_proven: bool) -> Response:
    cart = visitors_cart()
    if cart is None or not cart.lines:
        return without_cart(form, key, _seen())
    summary = summarise_cart(cart.lines, form.commune.data if form.area_is_known() else None, site_settings())
    _offer(form, summary)
    if isinstance(refusal, TooMany) and current_person() is None and not is_proven:
        return _asked_to_prove(form, key, offered(_why_to_prove(refusal)), 422)
    if isinstance(refusal, TooManyUnpaid):
        form.phone.errors = [
            _("Quý khách đang có nhiều đơn chưa trả tiền. Mời nhận hàng hoặc trả tiền một đơn trước đã.")
        ]
    elif isinstance(refusal, TooMany):
        form.form_errors = [_("Quý khách vừa đặt rất nhiều đơn. Mời đợi một giờ rồi đặt tiếp; giỏ hàng vẫn còn đây.")]
        return _form_page(form, summary, 429)
    else:
        form.method.errors = [form.why_not(form.method.data)]
    return _form_page(form, summary, 422)


def _why_to_prove(refusal: TooMany) -> str:
    if isinstance(refusal, TooManyUnpaid):
        return str(_("Đang có nhiều đơn chưa trả tiền ghi số điện thoại này."))
    if isinstance(refusal, UnfairShare):
        return str(
            _(
                "Hàng còn ít so với số đang được giữ cho những đơn chưa xác nhận, nên lần này xin quý khách xác nhận "
                "số điện thoại."
            )
        )
    return str(_("Vừa có rất nhiều đơn từ mạng quý khách đang dùng."))


def _asked_to_prove(form: CheckoutForm, key: str, asked: AskedProof, status: int) -> Response:
    """The last screen again, with all that was typed, asking for a proof of the phone."""
    cart = visitors_cart()
    if cart is None or not cart.lines:
        return without_cart(form, key, _seen())
    summary = summarise_cart(cart.lines, form.commune.data if form.area_is_known() else None, site_settings())
    _offer(form, summary)
    if blocking_in_cart(summary) or not summary.can_be_placed or not form.validate():
        return _last_screen_or_form(cart, form)
    return _last_screen(form, summary, key, [], status, asked)


def _posted_form() -> CheckoutForm:
    return CheckoutForm(request.form, home_province=site_settings().home_province)


def _empty_form(cart: CartSeen) -> CheckoutForm:
    known = _known_of(current_person())
    area_code = cart.area_code or known.get("area_code")
    if area_code != known.get("area_code"):
        known["address_line"] = ""  # the street of another commune
    return CheckoutForm(home_province=site_settings().home_province, **(known | {"area_code": area_code}))


def _known_of(person: Person | None) -> dict[str, Any]:
    """What a customer need not write again: as in her last order, else as her account has it."""
    if person is None:
        return {}
    last = find_last_order_by(person.id)
    name, place = (last.customer_name, last) if last else (person.full_name, person)
    return {"name": name, "phone": place.phone, "address_line": place.address_line, "area_code": place.area_code}


def _offer(form: CheckoutForm, summary: CheckoutSummary) -> None:
    codes = methods_offered(site_settings(), config(), summary.sent)
    withheld = methods_withheld(site_settings(), config(), summary.sent)
    form.offer(
        [(code, method_words(code)) for code in codes],
        {code: obstacle_words(code, found) for code, found in withheld.items()},
    )


def _form_page(form: CheckoutForm, summary: CheckoutSummary, status: int) -> Response:
    _offer(form, summary)
    page = render_template(
        "storefront/checkout/form.html",
        form=form,
        summary=summary,
        parcels=parcel_views(summary, only_sent=True),
        problems=general_problems(summary),
        fields=_fields(form),
        just_ordered=just_ordered(),
    )
    return make_response(page, status)


def _fields(form: CheckoutForm) -> Markup:
    """The rendered form; cached while it is empty and the customer is unknown."""

    def context() -> dict[str, Any]:
        cards = {code: method_hint(code) for code, _name in form.method.choices}
        return {"form": form, "method_cards": cards, "withheld": list(form.withheld.values())}

    if request.method != "GET" or current_person() is not None:
        return drawn(FIELDS, context())
    offered = [code for code, _name in form.method.choices]
    asked = (form.province.data, form.commune.data, offered, list(form.withheld.values()))
    return fragment(FIELDS, (places_version(), repr(asked)), context)


def _last_screen(
    form: CheckoutForm,
    summary: CheckoutSummary,
    key: str,
    changes: list[str],
    status: int,
    asked: AskedProof | None = None,
) -> Response:
    page = render_template(
        "storefront/checkout/review.html",
        form=form,
        summary=summary,
        parcels=parcel_views(summary, only_sent=True),
        changes=changes,
        asked=asked,
        method=method_words(form.method.data),
        method_hint=method_hint(form.method.data)[0],
        idempotency_key=key,
        rights=fragment("storefront/checkout/rights.html", (site_version(), today()), _rights),
        again=ordered_already(pieces_seen(summary.seen), form.phone.e164),
    )
    response = make_response(page, status)
    note_last_screen(response)
    return response


def _rights() -> dict[str, Any]:
    return {
        "rights": [right_words(code) for code in RIGHTS],
        "policies_first": _policies_first(),
        "policies_in_force": [(policy, _policy_url(policy)) for policy in _policies()],
    }


def _policies_first() -> list[tuple[str, str]]:
    """The policies that customers ask for most, with short names, in that order."""
    urls = {policy.slug: _policy_url(policy) for policy in _policies()}
    return [(str(words), urls[slug]) for slug, words in POLICIES_FIRST.items() if slug in urls]


def _policy_url(policy: PolicyInForce) -> str:
    return policy_url(policy.slug, policy.version, str(get_locale()))


def _to_cart(words: str = "") -> Response:
    if words:
        flash(words, "warning")
    return see_other("/cart")
