"""A shop's transfers: reported by customers, unmatched deposits, and refunds the seller must send."""

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.core.errors import Conflict
from marketplace.core.transactions import in_transaction
from marketplace.orders.policies import can_see_customer
from marketplace.payments.errors import AccountMissing, NothingSaid
from marketplace.payments.models import Payment, Refund
from marketplace.payments.queries.outside import get_bank_transaction, list_unmatched_deposits
from marketplace.payments.queries.payments import get_transfer_to_shop, list_transfers_to, said_and_ended
from marketplace.payments.queries.refunds import get_refund_where, list_refunds
from marketplace.payments.queries.ways import is_cash_expected, way_of_paying
from marketplace.payments.services.refunds import record_transfer_back, reveal_account, try_refund_again
from marketplace.payments.services.transfers import confirm_transfer, say_not_found
from marketplace.payments.states import FAILED, REQUESTED, SENT, SUCCEEDED
from marketplace.web.parts.deposits import SentForm, arrival_form, settle, settle_form
from marketplace.web.plumbing.answers import see_other, told
from marketplace.web.plumbing.posted_form import put_aside, wants_later
from marketplace.web.plumbing.visitor import current_shop, seller_actor
from marketplace.web.words.money import (
    came_words,
    failure_words,
    order_now_words,
    refund_badge,
    refund_reason,
    refund_task_words,
    unmatched_words,
)


def index() -> str:
    """Awaited transfers, unmatched deposits, and refunds to send."""
    shop = current_shop()
    refunds = list_refunds(shop_id=shop.id, statuses=(REQUESTED, SENT, FAILED))
    return render_template(
        "seller/transfers/index.html",
        transfers=[(payment, _buyer(payment)) for payment in list_transfers_to(shop.id)],
        unmatched=list_unmatched_deposits(shop.id),
        refunds=[refund for refund in refunds if not refund.is_by_provider],
        refund_task=refund_task_words,
        unmatched_words=unmatched_words,
    )


def show(public_id: str) -> str:
    """One transfer: the amount and the memo that the seller looks for in her bank account."""
    payment = get_transfer_to_shop(current_shop().id, public_id)
    part = payment.parts[0].shop_order
    return render_template(
        "seller/transfers/show.html",
        payment=payment,
        buyer=_buyer(payment),
        order_now=order_now_words(part, way_of_paying(part).method),
        is_unanswered=part.id in said_and_ended([part.id]),
    )


def not_found(public_id: str) -> Response:
    """Record that the seller did not find a transfer which the customer reported before it ended."""
    payment = get_transfer_to_shop(current_shop().id, public_id)
    try:
        in_transaction(lambda: say_not_found(payment, by=seller_actor()))
        flash(_("Đã ghi: chưa thấy tiền. Nếu tiền tới sau, chị vẫn xác nhận được ở trang này."), "success")
    except NothingSaid:
        flash(_("Khoản này vừa thay đổi. Chị xem lại bên dưới nhé."), "warning")
    return see_other(url_for("seller.transfers.show", public_id=public_id))


def confirm(public_id: str) -> str | Response:
    """A second screen, then the seller's confirmation: the whole amount with this memo has arrived."""
    payment = get_transfer_to_shop(current_shop().id, public_id)
    form = arrival_form(payment)
    if request.method == "GET" and payment.status == SUCCEEDED:
        return see_other(url_for("seller.transfers.show", public_id=public_id))
    if request.method == "GET" or not form.validate():
        page = render_template("seller/transfers/confirm.html", payment=payment, buyer=_buyer(payment), form=form)
        return make_response(page, 422 if request.method == "POST" else 200)
    was_cash = is_cash_expected(payment.parts[0].shop_order_id)
    said = in_transaction(lambda: confirm_transfer(payment, by=seller_actor(), came_on=form.day))
    part = get_transfer_to_shop(current_shop().id, public_id).parts[0].shop_order
    flash(*came_words(said, part, was_cash=was_cash))
    return see_other(url_for("seller.transfers.index"))


def unmatched(deposit_id: int) -> str | Response:
    """An unmatched deposit on the seller's account: she says what it was for, with a reason."""
    deposit = get_bank_transaction(deposit_id, current_shop().id)
    form = settle_form(deposit)
    if wants_later():
        return put_aside()
    if request.method == "POST" and form.validate():
        return settle(deposit, form, seller_actor, "seller.transfers.index")
    page = render_template("seller/transfers/unmatched.html", deposit=deposit, form=form, why=unmatched_words(deposit))
    return make_response(page, 422) if request.method == "POST" else page


def refunds() -> str:
    """The shop's refunds by transfer: to send, and sent."""
    rows = [refund for refund in list_refunds(shop_id=current_shop().id) if not refund.is_by_provider]
    return render_template("seller/transfers/refunds.html", refunds=rows, refund_task=refund_task_words)


def refund(public_id: str) -> str:
    """One refund: how much, to whom, and what is the next step."""
    return _refund_page(_own_refund(public_id))


def reveal(public_id: str) -> str | Response:
    """Show the account number to transfer to; each reveal is audited."""
    row = _own_refund(public_id)
    try:
        number = in_transaction(lambda: reveal_account(row, by=seller_actor()))
    except AccountMissing:
        return see_other(url_for("seller.transfers.refund", public_id=public_id))
    return _refund_page(_own_refund(public_id), number)


def refund_sent(public_id: str) -> str | Response:
    """Record that the seller transferred a refund; the customer or an operator is to confirm it."""
    row, form = _own_refund(public_id), SentForm(request.form)
    if not form.validate():
        return make_response(_refund_page(row, form=form), 422)
    reference = form.reference.data
    try:
        in_transaction(lambda: record_transfer_back(row, reference, by=seller_actor()))
        flash(_("Đã ghi. Khách sẽ được hỏi đã nhận được tiền chưa."), "success")
    except (AccountMissing, Conflict) as refused:
        done = _("Đã ghi. Khách sẽ được hỏi đã nhận được tiền chưa.")
        flash(*told(refused, done, _("Khoản này vừa thay đổi. Chị xem lại bên dưới nhé.")))
    return see_other(url_for("seller.transfers.refund", public_id=public_id))


def refund_again(public_id: str) -> Response:
    """Send a refund again that did not arrive."""
    row = _own_refund(public_id)
    try:
        in_transaction(lambda: try_refund_again(row, by=seller_actor()))
    except Conflict:
        flash(_("Khoản này vừa thay đổi. Chị xem lại bên dưới nhé."), "warning")
    return see_other(url_for("seller.transfers.refund", public_id=public_id))


def _buyer(payment: Payment) -> str:
    """The customer's name as long as a shop may know it (promise P4), else nothing."""
    return payment.order.customer_name if can_see_customer(payment.parts[0].shop_order) else ""


def _own_refund(public_id: str) -> Refund:
    return get_refund_where(public_id, shop_id=current_shop().id)


def _refund_page(row: Refund, number: str = "", form: SentForm | None = None) -> str:
    return render_template(
        "seller/transfers/refund.html",
        refund=row,
        number=number,
        form=form or SentForm(),
        badge=refund_badge(row),
        reason=refund_reason(row),
        failure=failure_words(row),
        can_see_customer=can_see_customer(row.shop_order),
    )
