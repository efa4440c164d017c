"""Hồ sơ vốn, hỗ trợ: one page for a woman's grant, loan or equipment, the list of all, and who gave how much."""

from flask import Response, flash, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.association.queries import find_unit_in
from marketplace.core.clock import today
from marketplace.core.errors import Conflict, NotFound
from marketplace.core.states import history_of
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.programme.errors import BadFunding
from marketplace.programme.models import Funding, SupportRecord
from marketplace.programme.queries import (
    get_funding,
    get_programme,
    get_support,
    is_overdue,
    list_funding,
    list_mobilised,
    paid_dong,
    paper_of_funding,
    planned_dong,
    repaid_dong,
)
from marketplace.programme.services import open_funding
from marketplace.programme.states import DECIDED, FUNDING, RUNNING, VOIDED
from marketplace.web.parts.papers import private_picture
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor
from marketplace.web.staff.act_pages import ActPage, show_act
from marketplace.web.staff.forms.funding import OpenForm, open_form
from marketplace.web.staff.women import get_woman
from marketplace.web.words.funding import aim_words, funded_kinds, funding_states, refusal_words
from marketplace.web.words.programme import programme_words


def index() -> str:
    """The files of the territory, by state; what was mobilised, by funder."""
    status = request.args.get("status", "")
    programme, funder = request.args.get("programme", ""), request.args.get("funder")
    page = list_funding(
        current_scope(),
        request.args.get("after"),
        status=status if status in FUNDING.states() else "",
        programme_id=get_programme(programme).id if programme else None,
        funder=funder,
    )
    return render_template(
        "staff/support/funding.html",
        page=page,
        status=status,
        programme=programme,
        funder=funder,
        mobilised=list_mobilised(current_scope()),
        states=funding_states(),
        kinds=funded_kinds(),
        programme_words=programme_words,
        paid_dong=paid_dong,
        is_overdue=is_overdue,
    )


def new(person_id: str) -> Response:
    """Open the file of what a woman asks for; `support` in the address is the record it stands behind."""
    woman, support = get_woman(person_id), _support_asked()
    form = open_form(request.form if request.method == "POST" else _told_by(support))
    back = url_for("staff.support.show", person_id=woman.public_id)
    lead = _("Từ ngày chị ấy nộp đơn đến ngày kết thúc: quyết định, từng đợt trao, điều kiện, minh chứng.")
    crumbs = ((url_for("staff.support.index"), _("Lượt hỗ trợ")), (back, woman.full_name))
    title = _("Mở hồ sơ vốn của chị %(name)s", name=woman.full_name)
    page = ActPage(title, lead, _("Mở hồ sơ"), back, crumbs, is_once=True)
    if request.method == "POST" and form.validate():
        answer = _open(woman, support, form)
        if answer is not None:
            return answer
    return show_act(page, form, 422 if request.method == "POST" else 200)


def _support_asked() -> SupportRecord | None:
    """The record of support that the address names; NotFound outside the territory, for none that has a file."""
    record_id = request.args.get("support", type=int)
    if record_id is None:
        return None
    row = get_support(record_id, current_scope())
    if row.kind not in funded_kinds() or row.voided_at is not None:
        raise NotFound(support=record_id)
    return row


def _told_by(support: SupportRecord | None) -> dict[str, str]:
    if support is None:
        return {}
    told = {"programme": support.programme.code, "unit": support.unit.code, "kind": support.kind, "aim": support.aim}
    told |= {"applied_on": f"{support.given_on:%d/%m/%Y}", "idea": support.idea}
    return told | {"wanted": f"{support.amount_dong:,}".replace(",", ".") if support.amount_dong else ""}


def _open(woman: Person, support: SupportRecord | None, form: OpenForm) -> Response | None:
    try:
        with transaction():
            first_time()
            if support is not None and (support.person_id != woman.id or support.kind != form.kind.data):
                raise NotFound(support=support.id)
            row = open_funding(
                get_programme(form.programme.data),
                woman,
                find_unit_in(current_scope(), form.unit.data),
                kind=form.kind.data,
                aim=form.aim.data,
                applied_on=form.applied_on.day or today(),
                wanted_dong=form.wanted.dong,
                idea=form.idea.data or "",
                support=support,
                actor=officer_actor(),
                scope=current_scope(),
            )
            page = leads_to(url_for("staff.funding.show", funding_id=row.id))
    except BadFunding as refused:
        form.applied_on.errors = [refusal_words(refused)]
        return None
    except Conflict:
        flash(_("Lượt hỗ trợ này đã có hồ sơ vốn."), "info")
        return see_other(url_for("staff.support.show", person_id=woman.public_id))
    flash(_("Đã mở hồ sơ vốn của chị %(name)s.", name=woman.full_name), "success")
    return see_other(page)


def show(funding_id: int) -> str:
    """One file: what was decided, tranches, conditions, repayments, and what can be done now."""
    row = get_funding(funding_id, current_scope())
    return render_template(
        "staff/support/file.html",
        row=row,
        notes=_notes(row),
        state=funding_states()[row.status],
        states=funding_states(),
        kinds=funded_kinds(),
        aims=aim_words(),
        programme=programme_words(row.programme),
        planned=planned_dong(row),
        paid=paid_dong(row),
        repaid=repaid_dong(row),
        is_overdue=is_overdue(row),
        is_running=row.status in RUNNING,
        may_reopen=row.status in DECIDED,
        may_void=FUNDING.allows(row.status, VOIDED),
        today=today(),
    )


def _notes(row: Funding) -> list[tuple[str, str]]:
    """What was written down with each move of the file."""
    moves = history_of("funding", [row.id])[row.id]
    return [(move.to_state, move.note) for move in moves if move.note]


def paper(funding_id: int, file_id: int) -> Response:
    """A proof of the file, for officers of the territory."""
    row = get_funding(funding_id, current_scope())
    return private_picture(paper_of_funding(row, file_id), f"minh-chung-{file_id}")
