"""Paying for an order: the QR code, the provider's card page, changing the method, and refunds by transfer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Response, flash, jsonify, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.core.clock import now
from marketplace.core.errors import Conflict, NotFound, TooMany
from marketplace.core.runtime import config
from marketplace.core.transactions import in_transaction
from marketplace.inventory.errors import HoldEnded, OutOfStock
from marketplace.orders.models import Order, ShopOrder
from marketplace.orders.queries import get_order
from marketplace.orders.states import AWAITING_PAYMENT, PAID, UNPAID
from marketplace.payments import exchanges
from marketplace.payments.errors import (
    AlreadySaid,
    MethodNotOffered,
    PaymentEnded,
    PayTooLate,
    ProviderAway,
    ProviderBusy,
    ProviderRefused,
    SamePerson,
)
from marketplace.payments.models import Payment, Refund
from marketplace.payments.queries.outside import underpaid_by
from marketplace.payments.queries.payments import get_payment_of_order, is_reported, payments_of
from marketplace.payments.queries.refunds import get_refund_where
from marketplace.payments.queries.ways import way_of_paying, ways_of_paying
from marketplace.payments.registries import METHODS, is_confirmed, provider_words_of
from marketplace.payments.services.changing import change_method
from marketplace.payments.services.opening import methods_offered, methods_withheld
from marketplace.payments.services.refunds import confirm_refund, deny_refund, give_account
from marketplace.payments.services.transfers import is_waited_for, say_transferred
from marketplace.payments.shape import BY_PROVIDER
from marketplace.payments.states import IN_FORCE_STATES, PENDING, SUCCEEDED
from marketplace.payments.vietqr.picture import qr_png
from marketplace.rules.errors import BadAccount
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.context import site_settings
from marketplace.web.plumbing.formats import moment
from marketplace.web.plumbing.visitor import buyer_actor
from marketplace.web.plumbing.wording import in_words
from marketplace.web.storefront.forms.pay import ChangeForm, RefundAccountForm
from marketplace.web.storefront.order_access import order_of_visitor
from marketplace.web.storefront.transfer_codes import TransferCode, payload_of, transfer_code
from marketplace.web.words.buying import method_hint, obstacle_words
from marketplace.web.words.money import refund_coming_words, said_late_words
from marketplace.web.words.orders import method_words

ASK_AGAIN_AFTER = timedelta(seconds=8)
SLOW = ("provider_slow", "provider_busy")  # why a provider did not answer: another minute may do


@dataclass(frozen=True)
class Transfer:
    """One transfer the customer is to make, or has made."""

    payment: Payment
    payee: str
    phone: str
    code: TransferCode | None  # to scan, or to copy; None where a way of paying has none
    came_dong: int  # what came, but too little
    is_open: bool


def show(number: str) -> str | Response:
    """What is to be paid, by the customer's method; redirects to the order when nothing is."""
    order = order_of_visitor(number)
    payments = _present(order)
    if not any(payment.status == PENDING for payment in payments):
        return _without_payment(order)
    method = METHODS.get(payments[-1].method)
    if not method.page:
        return see_other(url_for("storefront.orders.show", number=order.number))
    if method.confirmed_by == BY_PROVIDER:
        return _provider_page(method.page, order, payments[-1])
    came = underpaid_by([payment.id for payment in payments])
    transfers = [_transfer(payment, came.get(payment.id, 0)) for payment in payments]
    return render_template(method.page, order=order, transfers=transfers, words=method.words)


def _provider_page(template: str, order: Order, payment: Payment, *, is_slow: bool = False) -> str:
    words, icon = provider_words_of(payment.method), METHODS.get(payment.method).words.icon
    return render_template(template, order=order, payment=payment, words=words, icon_of_method=icon, is_slow=is_slow)


def _present(order: Order) -> list[Payment]:
    """The payments of the present method: open ones, and those received by the same method."""
    payments = payments_of(order.id)
    open_now = [payment for payment in payments if payment.status == PENDING]
    method = open_now[-1].method if open_now else ""
    return [p for p in payments if p.method == method and p.status in IN_FORCE_STATES]


def _without_payment(order: Order) -> Response:
    waiting = any(part.status == AWAITING_PAYMENT and part.money_status == UNPAID for part in order.shop_orders)
    place = "storefront.pay.change" if waiting else "storefront.orders.show"
    if any(part.money_status == PAID for part in order.shop_orders):
        flash(_("Đã nhận được tiền. Cảm ơn quý khách."), "success")
    return see_other(url_for(place, number=order.number))


def _transfer(payment: Payment, came_dong: int) -> Transfer:
    shops = [part.shop_order for part in payment.parts]
    phone = shops[0].shop.phone if payment.payee_shop_id else site_settings().hotline
    is_open = payment.status == PENDING
    code = transfer_code(payment) if is_open and payment.memo else None
    return Transfer(payment, _payee(payment), phone, code, came_dong, is_open)


def picture(number: str, public_id: str) -> Response:
    """The QR code as a PNG to save and open in a banking app on the same phone."""
    payment = get_payment_of_order(order_of_visitor(number), public_id)
    if not payment.memo or payment.status != PENDING:
        raise NotFound()
    response = make_response(qr_png(payload_of(payment)))
    response.mimetype = "image/png"
    response.headers["Content-Disposition"] = f'attachment; filename="ma-qr-{payment.memo}.png"'
    return response


def state(number: str, public_id: str) -> Response:
    """Whether the payment has changed since the page was shown; polls the card provider now and then."""
    order = order_of_visitor(number)
    payment = get_payment_of_order(order, public_id)
    was_open = payment.status == PENDING
    if was_open and is_confirmed(payment.method, BY_PROVIDER):
        _ask_provider(payment)
        payment = get_payment_of_order(order, public_id)
    return jsonify(reload=payment.status != PENDING)


def sent(number: str, public_id: str) -> Response:
    """«Tôi đã chuyển khoản»: record the report and tell the payee, whatever became of the order meanwhile."""
    payment = get_payment_of_order(order_of_visitor(number), public_id)
    try:
        said = in_transaction(lambda: say_transferred(payment, by=buyer_actor()))
        flash(*_said_words(said))
    except AlreadySaid:
        flash(_already_said_words(payment), "info")
    except PaymentEnded:
        flash(_("Khoản chuyển này đã được ghi nhận là đã tới."), "info")
    return see_other(url_for("storefront.pay.show", number=number))


def _already_said_words(payment: Payment) -> str:
    """To who reports a transfer again: the payee looks, or has looked in vain."""
    if payment.not_found_at is not None:
        return str(
            _("Gian hàng đã xem tài khoản và chưa thấy khoản này. Mời quý khách xem lại lần chuyển, rồi gọi gian hàng.")
        )
    return str(_("Gian hàng đã được báo rồi. Quý khách chỉ cần chờ gian hàng kiểm tra."))


def _said_words(said: Payment) -> tuple[str, str]:
    """The answer to a report, and its tone: until when goods are held, or what has become of the order."""
    if not is_waited_for(said):
        part = said.parts[0].shop_order
        return said_late_words(said, part, way_of_paying(part).method), "warning"
    words = _(
        "Cảm ơn quý khách. Gian hàng đã được báo và sẽ kiểm tra tài khoản. Hàng được giữ đến %(moment)s.",
        moment=moment(said.expires_at),
    )
    return str(words), "success"


def card(number: str) -> Response:
    """Redirect to the provider's page, the same one as long as its session is open."""
    order = order_of_visitor(number)
    payment = next((p for p in _present(order) if _is_at_provider(p) and p.status == PENDING), None)
    if payment is None:
        return see_other(url_for("storefront.pay.show", number=order.number))
    try:
        return see_other(exchanges.begin_card_session(payment))
    except (ProviderAway, ProviderBusy, ProviderRefused) as fault:
        words = provider_words_of(payment.method)
        flash(in_words(words.slow if fault.facts.get("why") in SLOW else words.away), "error")
    except (PaymentEnded, HoldEnded):
        flash(in_words(provider_words_of(payment.method).ended), "warning")
    return see_other(url_for("storefront.pay.show", number=order.number))


def come_back(number: str) -> str | Response:
    """The return from the provider's page: the provider is asked, the browser is not trusted."""
    order = order_of_visitor(number)
    payment = next((p for p in reversed(payments_of(order.id)) if _is_at_provider(p)), None)
    if payment is None:
        return see_other(url_for("storefront.pay.show", number=order.number))
    is_slow = _ask_provider(payment)
    payment = get_payment_of_order(order, payment.public_id)
    if payment.status == PENDING:
        return _provider_page("storefront/pay/waiting.html", order, payment, is_slow=is_slow)
    if payment.status == SUCCEEDED:
        flash(_("Đã nhận được tiền. Cảm ơn quý khách."), "success")
    return see_other(url_for("storefront.orders.show", number=order.number))


def _is_at_provider(payment: Payment) -> bool:
    return is_confirmed(payment.method, BY_PROVIDER)


def _ask_provider(payment: Payment) -> bool:
    """Ask how it stands, now and then; whether the provider is slow. The page goes on waiting: the webhook or the
    clock will tell."""
    asked = payment.provider_asked_at
    if payment.provider_ref is None or (asked is not None and now() - asked < ASK_AGAIN_AFTER):
        return False
    try:
        exchanges.recheck_payment(payment.id)
    except (ProviderAway, ProviderBusy, ProviderRefused) as fault:
        return fault.facts.get("why") in SLOW
    return False


def change(number: str) -> str | Response:
    """Change the payment method, while nothing is paid and nothing accepted."""
    order = order_of_visitor(number)
    parts = [p for p in order.shop_orders if p.is_payable]
    if not parts:
        flash(_("Đơn hàng này không còn khoản nào để đổi cách trả tiền."), "info")
        return see_other(url_for("storefront.orders.show", number=order.number))
    form = ChangeForm(request.form)
    offered = methods_offered(site_settings(), config(), parts)
    form.method.choices = [(code, method_words(code)) for code in offered]
    withheld = methods_withheld(site_settings(), config(), parts)
    if request.method == "POST" and form.validate():
        return _change(order, form.method.data)
    if request.method == "GET":
        form.method.data = ways_of_paying(parts)[parts[0].id].method
    cards = {code: method_hint(code) for code in offered}
    total_dong = sum(part.total_dong for part in parts)
    page = render_template(
        "storefront/pay/change.html",
        order=order,
        form=form,
        cards=cards,
        total_dong=total_dong,
        offered=offered,
        withheld=[obstacle_words(code, found) for code, found in withheld.items()],
        said=_said(order, parts),
    )
    return make_response(page, 422) if request.method == "POST" else page


def _said(order: Order, parts: list[ShopOrder]) -> list[tuple[int, str]]:
    """Transfers the customer reported for shop orders whose method can still change: (đồng, payee)."""
    unpaid = {part.id for part in parts}
    said = [payment for payment in payments_of(order.id) if is_reported(payment)]
    found = [payment for payment in said if any(covered.shop_order_id in unpaid for covered in payment.parts)]
    return [(payment.amount_dong, _payee(payment)) for payment in found]


def _payee(payment: Payment) -> str:
    return payment.parts[0].shop_order.shop_name if payment.payee_shop_id else site_settings().brand


def _change(order: Order, method: str) -> Response:
    try:
        in_transaction(lambda: change_method(get_order(order.number), method, buyer_actor()))
    except TooMany:
        flash(_("Quý khách đang có nhiều đơn chưa trả tiền. Mời trả tiền hoặc nhận hàng một đơn trước đã."), "error")
        return see_other(url_for("storefront.pay.change", number=order.number))
    except MethodNotOffered:
        flash(_("Cách trả tiền này không dùng được cho đơn hàng, lý do ghi bên dưới. Mời chọn cách khác."), "error")
        return see_other(url_for("storefront.pay.change", number=order.number))
    except (OutOfStock, HoldEnded, PayTooLate):
        flash(_("Đã quá hạn giữ hàng nên không đổi được nữa. Mời quý khách đặt lại đơn mới."), "warning")
        return see_other(url_for("storefront.orders.show", number=order.number))
    except Conflict:
        flash(_("Đơn hàng vừa thay đổi. Mời xem lại bên dưới."), "warning")
        return see_other(url_for("storefront.orders.show", number=order.number))
    chosen = METHODS.get(method)
    if not chosen.page:
        flash(_("Đã đổi sang %(way)s. Gian hàng đã được báo.", way=in_words(chosen.words.short_name)), "success")
        return see_other(url_for("storefront.orders.show", number=order.number))
    return see_other(url_for("storefront.pay.show", number=order.number))


def refund(number: str, refund_id: str) -> str | Response:
    """A refund by transfer: the customer's bank account, and whether it arrived."""
    order = order_of_visitor(number)
    row = get_refund_where(refund_id, order_id=order.id)
    form = RefundAccountForm(request.form)
    if request.method == "POST" and form.validate() and _give_account(row, form):
        flash(_("Đã ghi số tài khoản. Gian hàng sẽ chuyển trả và báo cho quý khách."), "success")
        return see_other(url_for("storefront.pay.refund", number=number, refund_id=refund_id))
    page = render_template(
        "storefront/pay/refund.html", order=order, refund=row, form=form, refund_coming=refund_coming_words
    )
    return make_response(page, 422) if request.method == "POST" else page


def _give_account(row: Refund, form: RefundAccountForm) -> bool:
    account = {"bank_bin": form.bank.data, "number": form.number.data, "holder": form.holder.data}
    try:
        in_transaction(lambda: give_account(row, **account, by=buyer_actor()))
    except BadAccount as fault:
        form.mark_bad(str(fault.facts["field"]))
        return False
    return True


def refund_arrived(number: str, refund_id: str) -> Response:
    """The customer confirms that the refund arrived."""
    done = _("Cảm ơn quý khách đã báo. Khoản hoàn tiền đã xong.")
    return _answer_refund(number, refund_id, confirm_refund, done)


def refund_missing(number: str, refund_id: str) -> Response:
    """The customer reports that the refund did not arrive: it is to be sent again."""
    done = _("Đã báo lại cho bên gửi. Mời quý khách kiểm tra số tài khoản bên dưới, sửa lại nếu cần.")
    return _answer_refund(number, refund_id, deny_refund, done)


def _answer_refund(number: str, refund_id: str, answer: Callable[..., Any], done: str) -> Response:
    order = order_of_visitor(number)
    row = get_refund_where(refund_id, order_id=order.id)
    try:
        in_transaction(lambda: answer(row, by=buyer_actor()))
        flash(done, "success")
    except SamePerson:
        flash(_("Người chuyển tiền không tự xác nhận được."), "error")
    except Conflict:
        flash(_("Khoản hoàn tiền vừa thay đổi. Mời xem lại bên dưới."), "warning")
    return see_other(url_for("storefront.pay.refund", number=number, refund_id=refund_id))
