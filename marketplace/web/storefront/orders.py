"""An order after it was placed: its page by signed link, a new link by phone, cancelling, the receipt."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

import wtforms
from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.accounts.services.codes import shows_codes
from marketplace.core import throttles
from marketplace.core.clock import now
from marketplace.core.errors import Conflict, NotFound, TooMany
from marketplace.core.events import publish
from marketplace.core.networks import network_of
from marketplace.core.runtime import config
from marketplace.core.sealing import fingerprint
from marketplace.core.states import history_of
from marketplace.core.transactions import transaction
from marketplace.orders.errors import NothingToCancel
from marketplace.orders.events import OrderLinkAsked
from marketplace.orders.links import LASTS_DAYS, order_path
from marketplace.orders.models import Order, ShopOrder
from marketplace.orders.numbers import is_misread, read_order_number
from marketplace.orders.queries import find_order_of_phone, lock_order
from marketplace.orders.services.cancelling import cancel_order, cancel_shop_order
from marketplace.orders.states import (
    CANCELLABLE_STATES,
    GOES_BACK_STATES,
    NOT_COMING_STATES,
    UNANSWERED_STATES,
    VOID,
)
from marketplace.payments.models import Payment, Refund
from marketplace.payments.queries.order_money import kept_dong, taken_back_dong
from marketplace.payments.queries.payments import payments_of, said_and_ended
from marketplace.payments.queries.refunds import refunds_of
from marketplace.payments.queries.ways import WayOfPaying, ways_of_paying
from marketplace.payments.registries import METHODS
from marketplace.payments.states import PENDING
from marketplace.people.errors import BadPhone
from marketplace.people.phones import is_mobile, normalise_mobile
from marketplace.web.parts.contract_views import frozen_contract
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.parts.phone_field import phone_words
from marketplace.web.parts.pictures import picture
from marketplace.web.parts.timelines import Step, timeline_of
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.formats import dong
from marketplace.web.plumbing.visitor import buyer_actor, visitor_address
from marketplace.web.plumbing.wording import in_words
from marketplace.web.storefront.order_access import order_of_visitor
from marketplace.web.words.money import refund_coming_words
from marketplace.web.words.orders import (
    StateWords,
    cancel_reasons,
    carrier_words,
    customer_words,
    is_paid_at_door,
    method_words,
    money_words,
    tracking_url,
)

NEW_FOR = timedelta(minutes=30)
ASKS_AN_HOUR, ASKS_OF_ADDRESS, LINKS_OF_ORDER = 5, 30, 10
MOST_NUMBER = 40  # signs of an order's number as it is typed


class LookupForm(Form):
    """Number and phone; together they send a link to that phone, and show nothing."""

    number = wtforms.StringField(
        _l("Số đơn hàng"), [Required(_l("Vui lòng nhập số đơn hàng, ví dụ DH261121-7K2M9P.")), AtMost(MOST_NUMBER)]
    )
    phone = wtforms.StringField(
        _l("Số điện thoại đặt hàng"), [Required(_l("Vui lòng nhập số điện thoại đã đặt hàng.")), AtMost(20)]
    )

    def validate_number(self, field: wtforms.Field) -> None:
        """What can be an order's number; whether there is such an order is not said."""
        if is_misread(field.data):
            raise wtforms.ValidationError(
                _("Sau dấu gạch, số đơn không bao giờ có số 0, số 1, chữ O, chữ I. Mời quý khách xem lại từng ký tự.")
            )
        if read_order_number(field.data) is None:
            raise wtforms.ValidationError(
                _("Số đơn có dạng DH261121-7K2M9P: chữ DH, sáu chữ số ngày đặt, rồi sáu ký tự. Mời quý khách xem lại.")
            )

    def validate_phone(self, field: wtforms.Field) -> None:
        """A number that can be read, and that a link can be sent to."""
        try:
            field.data = normalise_mobile(field.data)
        except BadPhone as fault:
            raise wtforms.ValidationError(phone_words(fault.reason)) from fault


@dataclass(frozen=True)
class Parcel:
    """One shop order as the customer sees it."""

    part: ShopOrder
    words: StateWords
    steps: list[Step]
    method: str  # how it is paid; nothing when it need not be paid
    money: str
    is_at_door: bool  # the way of paying says when: at the door, later
    can_cancel: bool
    was_said: bool  # a transfer reported before the customer changed the payment method
    refunds: list[Refund]
    back_dong: int  # of a parcel that comes, what goes or went back to her


def show(number: str) -> str:
    """The order's page: one timeline per shop, money, what can be done."""
    order = order_of_visitor(number)
    payments, ways = payments_of(order.id), ways_of_paying(order.shop_orders)
    return render_template(
        "storefront/orders/show.html",
        order=order,
        parcels=_parcels(order, ways),
        method=_method(order, ways),
        open_payments=[payment for payment in payments if _can_be_paid(payment)],
        to_pay=_to_pay_words,
        is_new=_is_new(order),
        ended_dong=sum(part.total_dong for part in order.shop_orders if part.status in NOT_COMING_STATES),
        reply_due_at=max((part.reply_due_at for part in order.shop_orders if part.reply_due_at), default=None),
        link=order_path(order),
        link_days=LASTS_DAYS,
        full_link=config().public_url + order_path(order),
        can_cancel_all=all(part.status in CANCELLABLE_STATES for part in order.shop_orders),
        carrier_words=carrier_words,
        tracking_url=tracking_url,
        refund_coming=refund_coming_words,
        takes_messages=is_mobile(order.phone),
        picture=picture,
    )


def receipt(number: str) -> str:
    """The whole contract as the last screen showed it, to save or print."""
    order = order_of_visitor(number)
    return render_template(
        "storefront/orders/receipt.html",
        order=order,
        kept=frozen_contract(order.contract),
        changes=_changes(order),
    )


def cancel(number: str) -> str | Response:
    """Confirm, naming order and amount; then cancel one shop order, or all that can still be cancelled."""
    order = order_of_visitor(number)
    wanted = _wanted_part(order)
    asked = [wanted] if wanted else order.shop_orders
    parts = [part for part in asked if part.status in CANCELLABLE_STATES]
    paid_dong = sum(kept_dong(part) for part in parts)
    has_said = _has_said(order, parts)
    if request.method == "POST":
        return _cancel(order, wanted, _cancelled_words(paid_dong, has_said))
    return render_template(
        "storefront/orders/cancel.html",
        order=order,
        wanted=wanted,
        parts=parts,
        reasons=cancel_reasons(),
        paid_dong=paid_dong,
        is_partly_back=any(part.money_status in GOES_BACK_STATES for part in parts),
        has_said=has_said,
        why_not="" if parts else _why_not_cancelled(order, wanted),
    )


def _cancelled_words(paid_dong: int, has_said: bool) -> str:
    if paid_dong:
        return str(_("Đã hủy. %(amount)s đã trả sẽ được hoàn lại.", amount=dong(paid_dong)))
    if has_said:
        return str(_("Đã hủy. Nếu tiền quý khách báo chuyển đã tới nơi, gian hàng trả lại toàn bộ."))
    return str(_("Đã hủy. Quý khách không phải trả tiền."))


def _has_said(order: Order, parts: list[ShopOrder]) -> bool:
    """Whether the customer reported a transfer for any of these shop orders."""
    ids = {part.id for part in parts}
    said = [payment for payment in payments_of(order.id) if payment.extended_at is not None]
    return any(covered.shop_order_id in ids for payment in said for covered in payment.parts)


def lookup() -> str | Response:
    """Send a new link to the phone of an order; the answer is the same whether number and phone match or not."""
    form = LookupForm(request.form, number=request.args.get("number", "")[:MOST_NUMBER])
    if request.method == "POST" and form.validate():
        try:
            _ask_for_link(read_order_number(form.number.data) or "", form.phone.data)
        except TooMany:
            flash(_("Đã yêu cầu nhiều lần. Mời đợi một lúc rồi thử lại."), "warning")
            return make_response(_lookup_page(form), 429)
        flash(_("Nếu số đơn và số điện thoại khớp nhau, đường dẫn xem đơn đã được gửi tới điện thoại đó."), "success")
        return see_other(url_for("storefront.orders.lookup"))
    page = _lookup_page(form)
    return make_response(page, 422) if request.method == "POST" else page


def _lookup_page(form: LookupForm) -> str:
    return render_template("storefront/orders/lookup.html", form=form, reads_messages_here=shows_codes())


def _ask_for_link(number: str, phone: str) -> None:
    """Asking counts for the asker alone; an order's phone gets few links, and nobody is told when it has had them."""
    typed = fingerprint(phone, purpose="throttle")
    with transaction():
        throttles.spend(f"lookup:{visitor_address()}", limit=ASKS_OF_ADDRESS, seconds=3600)
        throttles.spend(f"lookup:{typed}:{network_of(visitor_address())}", limit=ASKS_AN_HOUR, seconds=3600)
        order = find_order_of_phone(number, phone)
        if order is not None:
            _send_link(order)


def _send_link(order: Order) -> None:
    try:
        throttles.spend(f"lookup:order:{order.id}", limit=LINKS_OF_ORDER, seconds=3600)
    except TooMany:
        return
    publish(OrderLinkAsked(order.id, secrets.token_hex(8)))


def _method(order: Order, ways: dict[int, WayOfPaying]) -> str:
    """The payment method of the order: that of its unpaid part, where there is one."""
    coming = [part for part in order.shop_orders if part.status not in NOT_COMING_STATES] or order.shop_orders
    methods = {ways[part.id].method for part in coming}
    if len(methods) > 1:
        return str(_("Mỗi gian hàng một cách, ghi ở từng kiện"))
    return method_words(methods.pop())


def _changes(order: Order) -> list[tuple[str, str]]:
    """The payment methods chosen after the order was placed, each with its shops («» for all)."""
    agreed = order.contract.get("payment_method", order.payment_method)
    ways = ways_of_paying(order.shop_orders)
    shops: dict[str, list[str]] = {}
    for part in order.shop_orders:
        shops.setdefault(ways[part.id].method, []).append(part.shop_name)
    return [
        (method_words(method), ", ".join(names) if len(shops) > 1 else "")
        for method, names in shops.items()
        if method != agreed
    ]


def _parcels(order: Order, ways: dict[int, WayOfPaying]) -> list[Parcel]:
    histories = history_of("shop_order", [part.id for part in order.shop_orders])
    refunds, said = refunds_of(order.id), said_and_ended(part.id for part in order.shop_orders)
    back = taken_back_dong(part for part in order.shop_orders if part.status not in NOT_COMING_STATES)
    return [
        Parcel(
            part,
            customer_words(part, is_said=ways[part.id].is_said),
            timeline_of(part, histories[part.id]),
            "" if part.money_status == VOID else method_words(ways[part.id].method),
            money_words(part, ways[part.id].method, is_said=ways[part.id].is_said),
            is_paid_at_door(part, ways[part.id].method),
            part.status in CANCELLABLE_STATES,
            part.id in said,
            [refund for refund in refunds if refund.shop_order_id == part.id],
            back.get(part.id, 0),
        )
        for part in order.shop_orders
    ]


def _is_new(order: Order) -> bool:
    """Whether it was just placed and nothing has happened since: the page begins with thanks."""
    untouched = all(part.status in UNANSWERED_STATES for part in order.shop_orders)
    return untouched and now() - order.placed_at < NEW_FOR


def _can_be_paid(payment: Payment) -> bool:
    return payment.status == PENDING and bool(METHODS.get(payment.method).page)


def _to_pay_words(payment: Payment, amount_dong: int) -> str:
    """What is still to be paid of an order, and how."""
    return in_words(METHODS.get(payment.method).words.next_step, amount=dong(amount_dong))


def _wanted_part(order: Order) -> ShopOrder | None:
    number = request.values.get("part")
    if not number:
        return None
    for part in order.shop_orders:
        if part.number == number:
            return part
    raise NotFound(number=number)


def _cancel(order: Order, wanted: ShopOrder | None, done: str) -> Response:
    reason = request.form.get("reason", "")
    reason = reason if reason in cancel_reasons() else "other"
    try:
        with transaction():
            locked = lock_order(order.number)
            if wanted is None:
                cancel_order(locked, by=buyer_actor(), reason=reason)
            else:
                part = next(part for part in locked.shop_orders if part.id == wanted.id)
                cancel_shop_order(part, by=buyer_actor(), reason=reason)
        flash(done, "success")
    except (NothingToCancel, Conflict):
        flash(_why_not_cancelled(order_of_visitor(order.number), wanted), "warning")
    return see_other(url_for("storefront.orders.show", number=order.number))


def _why_not_cancelled(order: Order, wanted: ShopOrder | None) -> str:
    parts = [part for part in order.shop_orders if wanted is None or part.id == wanted.id]
    if any(part.is_open for part in parts):
        return str(_("Gian hàng đã đóng gói nên không hủy được nữa. Mời quý khách gọi cho gian hàng."))
    return str(_("Phần hàng này đã kết thúc từ trước nên không hủy được nữa."))
