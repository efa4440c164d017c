"""The acts on a file for money or equipment: decided, tranches planned and paid, conditions, repayments, closed."""

from collections.abc import Callable

from flask import Response, flash, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import CombinedMultiDict

from marketplace.core.clock import today
from marketplace.core.errors import Conflict
from marketplace.core.transactions import transaction
from marketplace.programme.errors import BadFunding
from marketplace.programme.models import Funding
from marketplace.programme.queries import get_funding, lock_funding
from marketplace.programme.services import (
    LOAN,
    add_condition,
    close_funding,
    drop_condition,
    drop_repayment,
    drop_tranche,
    fulfil_condition,
    grant_funding,
    note_repayment,
    pay_tranche,
    plan_tranche,
    refuse_funding,
    reopen_funding,
    unfulfil_condition,
    unpay_tranche,
    void_funding,
)
from marketplace.programme.states import GRANTED
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor
from marketplace.web.staff.act_pages import ActPage, do_act
from marketplace.web.staff.forms.funding import (
    ActForm,
    CloseForm,
    ConditionForm,
    FulfilForm,
    PayForm,
    RepaymentForm,
    TrancheForm,
    WhyForm,
    decide_form,
)
from marketplace.web.words.funding import funded_kinds, refusal_words

Act = Callable[[Funding, int | None], None]


def decide(funding_id: int) -> Response:
    """Granted, with how much; or not, and why."""
    form = decide_form(request.form, get_funding(funding_id, current_scope()))

    def act(row: Funding, _file: int | None) -> None:
        first_time()
        leads_to(_file_page(row.id))
        by = {"decided_on": form.decided_on.day or today(), "actor": officer_actor(), "scope": current_scope()}
        if form.answer.data != GRANTED:
            refuse_funding(row, why=form.why.data or "", **by)  # type: ignore[arg-type]
            return
        facts = {"decision_number": form.decision_number.data or "", "funder": form.funder.data}
        repay_by = form.repay_by.day if "repay_by" in form else None
        grant_funding(row, granted_dong=form.granted.dong or 0, repay_by=repay_by, **facts, **by)  # type: ignore[arg-type]

    words = _("Ghi quyết định"), _("Lưu quyết định"), _("Đã ghi quyết định.")
    return _act(funding_id, form, act, *words, is_once=True)


def plan(funding_id: int) -> Response:
    """One more tranche of what was granted."""
    form = TrancheForm(request.form)

    def act(row: Funding, _file: int | None) -> None:
        first_time()
        amount, day = form.amount.dong or 0, form.planned_on.day or today()
        plan_tranche(row, amount_dong=amount, planned_on=day, actor=officer_actor(), scope=current_scope())
        leads_to(_file_page(row.id))

    words = _("Thêm một đợt trao"), _("Lưu đợt này"), _("Đã ghi đợt trao.")
    return _act(funding_id, form, act, *words, is_once=True)


def pay(funding_id: int, tranche_id: int) -> Response:
    """A tranche reached her, with its proof."""
    form = PayForm(CombinedMultiDict([request.form, request.files]))

    def act(row: Funding, file: int | None) -> None:
        day = form.paid_on.day or today()
        pay_tranche(row, tranche_id, paid_on=day, proof_id=file, actor=officer_actor(), scope=current_scope())

    return _act(funding_id, form, act, _("Ghi đã trao"), _("Lưu: đã trao"), _("Đã ghi: đợt này đã trao tới chị ấy."))


def unpay(funding_id: int, tranche_id: int) -> Response:
    """A tranche had not reached her after all."""
    form = WhyForm(request.form)

    def act(row: Funding, _file: int | None) -> None:
        unpay_tranche(row, tranche_id, why=form.why.data, actor=officer_actor(), scope=current_scope())

    words = _("Rút lại: chưa trao"), _("Lưu: chưa trao"), _("Đã rút lại: đợt này chưa trao.")
    return _act(funding_id, form, act, *words)


def drop(funding_id: int, tranche_id: int) -> Response:
    """Take a tranche out of the plan."""
    return _at_once(
        funding_id,
        lambda row: drop_tranche(row, tranche_id, actor=officer_actor(), scope=current_scope()),
        _("Đã bỏ đợt này khỏi kế hoạch."),
    )


def condition(funding_id: int) -> Response:
    """One more thing she has to do."""
    form = ConditionForm(request.form)

    def act(row: Funding, _file: int | None) -> None:
        first_time()
        due_on = form.due_on.day or today()
        add_condition(row, text=form.text.data, due_on=due_on, actor=officer_actor(), scope=current_scope())
        leads_to(_file_page(row.id))

    words = _("Thêm một điều kiện"), _("Lưu điều kiện"), _("Đã ghi điều kiện. Chị ấy đọc được trên trang của chị ấy.")
    return _act(funding_id, form, act, *words, is_once=True)


def fulfil(funding_id: int, condition_id: int) -> Response:
    """A condition is fulfilled, with its evidence."""
    form = FulfilForm(CombinedMultiDict([request.form, request.files]))

    def act(row: Funding, file: int | None) -> None:
        day = form.fulfilled_on.day or today()
        by = {"actor": officer_actor(), "scope": current_scope()}
        fulfil_condition(row, condition_id, fulfilled_on=day, proof_id=file, **by)  # type: ignore[arg-type]

    words = _("Ghi điều kiện đã làm xong"), _("Lưu: đã xong"), _("Đã ghi: điều kiện này đã xong.")
    return _act(funding_id, form, act, *words)


def unfulfil(funding_id: int, condition_id: int) -> Response:
    """A condition is open again."""
    return _at_once(
        funding_id,
        lambda row: unfulfil_condition(row, condition_id, actor=officer_actor(), scope=current_scope()),
        _("Đã ghi lại: điều kiện này chưa xong."),
    )


def drop_the_condition(funding_id: int, condition_id: int) -> Response:
    """A condition is not asked for any more."""
    return _at_once(
        funding_id,
        lambda row: drop_condition(row, condition_id, actor=officer_actor(), scope=current_scope()),
        _("Đã bỏ điều kiện này."),
    )


def repay(funding_id: int) -> Response:
    """Money of a loan came back."""
    if get_funding(funding_id, current_scope()).kind != LOAN:
        flash(refusal_words(BadFunding(field="status", why="no_loan")), "error")
        return see_other(_file_page(funding_id))
    form = RepaymentForm(request.form)

    def act(row: Funding, _file: int | None) -> None:
        first_time()
        amount, day = form.amount.dong or 0, form.repaid_on.day or today()
        note_repayment(row, amount_dong=amount, repaid_on=day, actor=officer_actor(), scope=current_scope())
        leads_to(_file_page(row.id))

    words = _("Ghi một lần trả vốn"), _("Lưu lần trả này"), _("Đã ghi lần trả vốn.")
    return _act(funding_id, form, act, *words, is_once=True)


def drop_the_repayment(funding_id: int, repayment_id: int) -> Response:
    """A repayment was written down by mistake."""
    return _at_once(
        funding_id,
        lambda row: drop_repayment(row, repayment_id, actor=officer_actor(), scope=current_scope()),
        _("Đã bỏ lần trả ghi nhầm."),
    )


def close(funding_id: int) -> Response:
    """What came of it."""
    form = CloseForm(request.form)

    def act(row: Funding, _file: int | None) -> None:
        day, told = form.closed_on.day or today(), {"result": form.result.data or "", "why": form.why.data or ""}
        close_funding(row, closed_on=day, **told, actor=officer_actor(), scope=current_scope())

    return _act(funding_id, form, act, _("Kết thúc hồ sơ"), _("Kết thúc"), _("Đã kết thúc hồ sơ."))


def reopen(funding_id: int) -> Response:
    """It goes on after all."""
    return _at_once(
        funding_id,
        lambda row: reopen_funding(row, actor=officer_actor(), scope=current_scope()),
        _("Đã mở lại hồ sơ."),
    )


def void(funding_id: int) -> Response:
    """It never was so."""
    form = WhyForm(request.form)

    def act(row: Funding, _file: int | None) -> None:
        void_funding(row, why=form.why.data, actor=officer_actor(), scope=current_scope())

    return _act(funding_id, form, act, _("Hủy hồ sơ ghi nhầm"), _("Hủy hồ sơ"), _("Đã hủy hồ sơ ghi nhầm."))


def _act(
    funding_id: int, form: ActForm, act: Act, title: str, button: str, done: str, *, is_once: bool = False
) -> Response:
    row = get_funding(funding_id, current_scope())
    back = _file_page(funding_id)
    crumbs = ((url_for("staff.funding.index"), _("Hồ sơ vốn")), (back, row.person.full_name))
    lead = ", ".join(part for part in (funded_kinds()[row.kind], row.idea, row.unit.name) if part)
    page = ActPage(f"{title}: {row.person.full_name}", lead, button, back, crumbs, is_once)
    return do_act(page, form, lambda file: act(lock_funding(funding_id, current_scope()), file), done)


def _at_once(funding_id: int, act: Callable[[Funding], None], done: str) -> Response:
    try:
        with transaction():
            act(lock_funding(funding_id, current_scope()))
        flash(done, "success")
    except BadFunding as refused:
        flash(refusal_words(refused), "error")
    except Conflict:
        flash(_("Việc này đã được ghi trước đó."), "info")
    return see_other(_file_page(funding_id))


def _file_page(funding_id: int) -> str:
    return url_for("staff.funding.show", funding_id=funding_id)
