"""Unmatched deposits, and transfers to the platform's own account: the operator's queue."""

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.core.transactions import in_transaction
from marketplace.payments import outcomes
from marketplace.payments.errors import NothingSaid
from marketplace.payments.queries.outside import get_bank_transaction, list_unmatched_deposits
from marketplace.payments.queries.payments import get_payment_to_platform, is_reported, list_transfers_to_platform
from marketplace.payments.services.transfers import confirm_transfer, say_not_found
from marketplace.payments.states import ENDED_UNPAID_STATES, SUCCEEDED
from marketplace.web.parts.deposits import arrival_form, settle, settle_form
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.posted_form import put_aside, wants_later
from marketplace.web.plumbing.visitor import operator_actor
from marketplace.web.words.money import unmatched_words


def index() -> str:
    """Bank lines that wait for a person, and transfers awaited by the platform."""
    return render_template(
        "staff/unmatched_deposits/index.html",
        deposits=list_unmatched_deposits(),
        transfers=list_transfers_to_platform(),
        unmatched_words=unmatched_words,
    )


def show(deposit_id: int) -> str | Response:
    """One unmatched deposit, and the decision on it."""
    deposit = get_bank_transaction(deposit_id)
    form = settle_form(deposit)
    if wants_later():
        return put_aside()
    if request.method == "POST" and form.validate():
        return settle(deposit, form, operator_actor, "staff.unmatched_deposits.index")
    page = render_template(
        "staff/unmatched_deposits/show.html", deposit=deposit, form=form, why=unmatched_words(deposit)
    )
    return make_response(page, 422) if request.method == "POST" else page


def confirm(public_id: str) -> str | Response:
    """Confirm a transfer to the platform's own account, by its bank statement."""
    payment = get_payment_to_platform(public_id)
    form = arrival_form(payment)
    if request.method == "GET" and payment.status == SUCCEEDED:
        flash(_("Khoản này đã được ghi nhận từ trước."), "info")
        return see_other(url_for("staff.unmatched_deposits.index"))
    if request.method == "GET" or not form.validate():
        page = render_template(
            "staff/unmatched_deposits/confirm.html",
            payment=payment,
            form=form,
            is_unanswered=is_reported(payment) and payment.status in ENDED_UNPAID_STATES,
        )
        return make_response(page, 422 if request.method == "POST" else 200)
    said = in_transaction(lambda: confirm_transfer(payment, by=operator_actor(), came_on=form.day))
    words = {
        outcomes.RECEIVED: (_("Đã ghi nhận tiền. Các gian hàng đã được báo."), "success"),
        outcomes.ALREADY: (_("Khoản này đã được ghi nhận từ trước."), "info"),
        outcomes.LATE: (_("Đã ghi nhận tiền, nhưng một phần đơn không còn nữa: phần đó sẽ hoàn lại."), "warning"),
    }
    flash(*words[said])
    return see_other(url_for("staff.unmatched_deposits.index"))


def not_found(public_id: str) -> Response:
    """Record that the platform did not find a transfer which the customer reported, and whose payment ended."""
    payment = get_payment_to_platform(public_id)
    try:
        in_transaction(lambda: say_not_found(payment, by=operator_actor()))
        flash(_("Đã ghi: chưa thấy tiền. Nếu tiền tới sau, vẫn xác nhận được."), "success")
    except NothingSaid:
        flash(_("Khoản này vừa thay đổi."), "warning")
    return see_other(url_for("staff.unmatched_deposits.index"))
