"""Forms of unmatched deposits and of refunds by transfer, for the payee: a seller or the operator."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import wtforms
from flask import Response, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.core.clock import local_date, today
from marketplace.core.errors import Conflict
from marketplace.core.transactions import in_transaction
from marketplace.payments import outcomes
from marketplace.payments.errors import NotThePayee, PaymentEnded
from marketplace.payments.models import BankTransaction, Payment
from marketplace.payments.queries.outside import list_payments_to_attach
from marketplace.payments.services.deposits import attach_deposit, return_deposit, set_deposit_aside
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.plumbing.answers import see_other, told
from marketplace.web.plumbing.formats import dong
from marketplace.web.plumbing.posted_form import put_aside_before

MOST_DAYS = 62  # that a payment's page goes back


class SentForm(Form):
    """The bank's reference of a refund that the payee transferred."""

    reference = wtforms.StringField(
        _l("Mã giao dịch ngân hàng"),
        [Required(_l("Vui lòng nhập mã giao dịch, có trong thông báo của ngân hàng.")), AtMost(60)],
    )


class SettleForm(Form):
    """The decision on an unmatched deposit: attach, return or set aside."""

    what = wtforms.RadioField(_l("Tiền này là gì?"), [Required(_l("Mời chọn một cách xử lý."))], validate_choice=False)
    payment = wtforms.SelectField(_l("Của đơn nào?"), validate_choice=False)
    reference = wtforms.StringField(_l("Mã giao dịch khi trả lại"), [AtMost(60)])
    note = wtforms.StringField(
        _l("Lý do"), [Required(_l("Vui lòng ghi một câu lý do, để sau này xem lại.")), AtMost(200)]
    )

    def validate_what(self, field: wtforms.Field) -> None:
        """One of the three."""
        if field.data not in dict(field.choices):
            raise wtforms.ValidationError(_("Mời chọn một cách xử lý."))

    def validate_payment(self, field: wtforms.Field) -> None:
        """Needed to attach."""
        if self.what.data == "attach" and (not field.data or field.data not in dict(field.choices)):
            raise wtforms.ValidationError(_("Mời chọn đơn hàng."))

    def validate_reference(self, field: wtforms.Field) -> None:
        """Needed to return it."""
        if self.what.data == "return" and not field.data:
            raise wtforms.ValidationError(_("Vui lòng nhập mã giao dịch khi trả lại."))


class ArrivalForm(Form):
    """The day on which a transfer came, by the bank: asked where it may have been another day than today."""

    came_on = wtforms.SelectField(_l("Tiền vào tài khoản ngày nào?"))

    @property
    def day(self) -> date | None:
        """The day chosen, once valid; None where nobody was asked."""
        return date.fromisoformat(self.came_on.data) if "came_on" in self else None


def arrival_form(payment: Payment) -> ArrivalForm:
    """The question for one payment; the day on which the customer said that she paid stands first chosen."""
    form, first = ArrivalForm(request.form), local_date(payment.created_at)
    days = [today() - timedelta(days=ago) for ago in range((today() - first).days + 1)][:MOST_DAYS]
    if len(days) == 1:
        del form.came_on
        return form
    said = local_date(payment.extended_at) if payment.extended_at else today()
    form.came_on.choices = [(f"{day:%Y-%m-%d}", _day_words(day)) for day in days]
    form.came_on.data = request.form.get("came_on") or f"{said if said in days else today():%Y-%m-%d}"
    return form


def _day_words(day: date) -> str:
    ago = (today() - day).days
    words = {0: _("Hôm nay, %(day)s"), 1: _("Hôm qua, %(day)s")}.get(ago, "%(day)s")
    return str(words % {"day": f"{day:%d/%m/%Y}"})


def settle_form(deposit: BankTransaction) -> SettleForm:
    """The form for one deposit, with the payments it may be for."""
    before = put_aside_before()
    form = SettleForm(before if request.method == "GET" else request.form)
    candidates = list_payments_to_attach(deposit)
    form.payment.choices = [("", _("Chọn đơn hàng"))] + [
        (p.public_id, _candidate_words(p, is_named=p.id == deposit.payment_id)) for p in candidates
    ]
    form.what.choices = [("return", _("Đã trả lại người gửi")), ("aside", _("Không phải tiền mua hàng"))]
    if candidates:
        form.what.choices.insert(0, ("attach", _("Là tiền của một đơn hàng")))
    return form


def _candidate_words(payment: Payment, *, is_named: bool) -> str:
    """A payment as a choice; the one that the transfer's text names says so, and is still to be chosen."""
    facts = {"number": payment.parts[0].shop_order.number, "amount": dong(payment.amount_dong)}
    words = _("%(number)s: %(amount)s, đúng nội dung chuyển khoản") if is_named else _("%(number)s: %(amount)s")
    return str(words % facts)


def settle(deposit: BankTransaction, form: SettleForm, actor: Callable[[], Any], back: str) -> Response:
    """Carry out the decision, once."""
    note = form.note.data
    try:
        if form.what.data == "attach":
            payment = next(p for p in list_payments_to_attach(deposit) if p.public_id == form.payment.data)
            said = in_transaction(lambda: attach_deposit(deposit, payment, note=note, by=actor()))
            partly = _("Đã ghép một phần. Đơn còn thiếu tiền nên chưa được ghi nhận là đã trả.")
            flash(partly if said == outcomes.NOTED else _("Đã ghép tiền với đơn hàng."), "success")
        elif form.what.data == "return":
            reference = form.reference.data
            in_transaction(lambda: return_deposit(deposit, bank_reference=reference, note=note, by=actor()))
            flash(_("Đã ghi là đã trả lại."), "success")
        else:
            in_transaction(lambda: set_deposit_aside(deposit, note=note, by=actor()))
            flash(_("Đã ghi lý do và cất đi."), "success")
    except (PaymentEnded, NotThePayee, Conflict) as refused:
        flash(*told(refused, _("Đã ghi."), _("Khoản tiền hoặc đơn hàng vừa thay đổi. Mời xem lại.")))
    return see_other(url_for(back))
