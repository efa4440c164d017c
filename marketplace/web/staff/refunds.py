"""Refunds for the operator: failed and uncertain ones first, and confirming those that others sent."""

from typing import Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.core.errors import Conflict
from marketplace.core.transactions import in_transaction
from marketplace.payments.errors import AccountMissing, OverRefund, SamePerson
from marketplace.payments.models import Refund
from marketplace.payments.queries.refunds import get_refund_where, list_refunds
from marketplace.payments.services.refunds import (
    confirm_refund,
    deny_refund,
    record_transfer_back,
    reveal_account,
    settle_uncertain,
    try_refund_again,
)
from marketplace.payments.states import DONE, FAILED, REQUESTED, SENT, UNCERTAIN, UNFINISHED_STATES
from marketplace.web.parts.deposits import SentForm
from marketplace.web.plumbing.answers import see_other, told
from marketplace.web.plumbing.visitor import operator_actor
from marketplace.web.words.money import failure_words, refund_badge, refund_reason, refund_way_words

TABS = {"open": UNFINISHED_STATES, "done": (DONE,)}
URGENT = {FAILED: 0, UNCERTAIN: 1, SENT: 2, REQUESTED: 3, DONE: 4}


def index() -> str:
    """Open refunds, failed and uncertain ones first; or finished ones."""
    tab = "done" if request.args.get("tab") == "done" else "open"
    rows = sorted(list_refunds(statuses=TABS[tab]), key=lambda row: URGENT[row.status])
    return render_template(
        "staff/refunds/index.html",
        refunds=rows,
        tab=tab,
        refund_badge=refund_badge,
        refund_reason=refund_reason,
        refund_way=refund_way_words,
    )


def show(public_id: str) -> str:
    """One refund and what can be done about it."""
    return _page(_refund(public_id))


def reveal(public_id: str) -> str | Response:
    """Show the account number of a refund that the platform must transfer."""
    row = _refund(public_id)
    try:
        number = in_transaction(lambda: reveal_account(row, by=operator_actor()))
    except AccountMissing:
        return _see(public_id)
    return _page(_refund(public_id), number)


def sent(public_id: str) -> str | Response:
    """Record that the platform transferred a refund; another person confirms it."""
    form = SentForm(request.form)
    if not form.validate():
        return make_response(_page(_refund(public_id), form=form), 422)
    reference = form.reference.data
    return _act(public_id, lambda row: record_transfer_back(row, reference, by=operator_actor()))


def confirm(public_id: str) -> Response:
    """Confirm that it arrived, by the bank's statement or the customer's word."""
    return _act(public_id, lambda row: confirm_refund(row, by=operator_actor()))


def deny(public_id: str) -> Response:
    """Record that it did not arrive."""
    return _act(public_id, lambda row: deny_refund(row, by=operator_actor()))


def again(public_id: str) -> Response:
    """Request a failed refund again."""
    return _act(public_id, lambda row: try_refund_again(row, by=operator_actor()))


def answer(public_id: str) -> Response:
    """Settle a refund of unknown outcome, which the operator looked up at the provider."""
    done = request.form.get("done") == "yes"
    return _act(public_id, lambda row: settle_uncertain(row, done=done, by=operator_actor()))


def _act(public_id: str, act: Any) -> Response:
    row = _refund(public_id)
    try:
        in_transaction(lambda: act(row))
        flash(_("Đã ghi."), "success")
    except SamePerson:
        flash(
            _("Người đã chuyển tiền không tự xác nhận. Mời một quản trị hệ thống khác, hoặc chờ khách xác nhận."),
            "error",
        )
    except OverRefund:
        flash(_("Khoản này đã được hoàn theo cách khác, không hoàn thêm được."), "error")
    except (AccountMissing, Conflict) as refused:
        flash(*told(refused, _("Đã ghi."), _("Khoản này vừa thay đổi. Mời xem lại bên dưới.")))
    return _see(public_id)


def _refund(public_id: str) -> Refund:
    return get_refund_where(public_id, anyones=True)


def _page(row: Refund, number: str = "", form: SentForm | None = None) -> str:
    return render_template(
        "staff/refunds/show.html",
        refund=row,
        refund_way=refund_way_words,
        number=number,
        form=form or SentForm(),
        badge=refund_badge(row),
        reason=refund_reason(row),
        failure=failure_words(row),
        is_ours=row.payment.payee_shop_id is None,
    )


def _see(public_id: str) -> Response:
    return see_other(url_for("staff.refunds.show", public_id=public_id))
