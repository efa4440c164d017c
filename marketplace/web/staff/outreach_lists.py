"""The list of an outreach: pasted, one woman found and entered, relatives beside each counted, mistakes taken out."""

from typing import Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.core.errors import Conflict
from marketplace.core.transactions import transaction
from marketplace.core.typed_numbers import COUNT, read_number
from marketplace.people.models import Person
from marketplace.programme.errors import MayBeKnown
from marketplace.training.errors import AlreadyListed, HelpedElsewhere, OutreachVoided
from marketplace.training.models import Outreach
from marketplace.training.queries import get_helped, get_outreach, helped_in, list_helped, lock_outreach
from marketplace.training.services import MOST_BESIDE, count_relatives, enter_helped, enter_helped_woman, void_woman
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor
from marketplace.web.staff.entered_women import (
    NOBODY_SOUGHT,
    Search,
    ask_who,
    enter_or_choose,
    facts_of_page,
    is_of_commune,
    search_sent,
)
from marketplace.web.staff.forms.outreach import HelpedForm, helped_form
from marketplace.web.staff.forms.training import WhyForm
from marketplace.web.staff.likely_people import Found
from marketplace.web.staff.outreach import elsewhere_words, outreach_page, voided_words
from marketplace.web.staff.pasted_people import (
    InDoubt,
    Into,
    PasteForm,
    paste_form,
    paste_page,
    preview_page,
    read_answered,
    read_pasted,
    women_of,
)
from marketplace.web.words.training import outreach_words

PURPOSE = "outreach"  # of a look-up by phone, in the audit trail


def paste(outreach_id: int) -> Response:
    """Paste a list and look at it; nothing is saved here."""
    row = get_outreach(outreach_id, current_scope())
    if request.method == "GET" and row.voided_at is not None:
        return see_other(url_for("staff.outreach.show", outreach_id=row.id))
    into = _into(row)
    form = paste_form(request.form if request.method == "POST" else request.args, into)
    if request.method == "POST" and form.validate():
        if row.voided_at is not None:
            return _refused(form, into)
        looked, left_out = read_pasted(form, into)
        if looked:
            return preview_page(form, into, looked, left_out)
    return paste_page(form, into, 422 if request.method == "POST" else 200)


def save(outreach_id: int) -> Response:
    """Enter everybody of a list that was looked at: all of them, or nobody while something is in doubt."""
    row = get_outreach(outreach_id, current_scope())
    into = _into(row)
    form = paste_form(request.form, into)
    if not form.validate():
        return paste_page(form, into, 422)
    looked, left_out, is_answered = read_answered(form, into, request.form)
    if not is_answered:
        return preview_page(form, into, looked, left_out, 422)
    try:
        with transaction():
            first_time()
            many = _enter_all(lock_outreach(outreach_id, current_scope()), women_of(form, into, looked))
            page = leads_to(into.page)
    except InDoubt as doubt:
        doubt.ask(into)
        return preview_page(form, into, looked, left_out, 422)
    except HelpedElsewhere as refused:
        return preview_page(form, into, looked, left_out, 422, also=elsewhere_words(refused.found))
    except OutreachVoided:
        return _refused(form, into)
    flash(
        _("Đã ghi %(many)s chị vào danh sách.", many=many) if many else _("Không có ai mới trong danh sách."), "success"
    )
    return see_other(page)


def _enter_all(row: Outreach, women: list[Person]) -> int:
    listed = helped_in(row.id, [woman.id for woman in women])
    fresh = [(woman, 0, 0) for woman in women if woman.id not in listed]
    also = bool(request.form.get("also"))
    return len(enter_helped(row, fresh, also_elsewhere=also, actor=officer_actor(), scope=current_scope()))


def _into(row: Outreach) -> Into:
    name = outreach_words()[row.kind]
    return Into(
        unit=row.unit,
        title=f"{name}, {row.unit.name}",
        trail=[
            (url_for("staff.outreach.index"), _("Đợt hướng dẫn")),
            (url_for("staff.outreach.show", outreach_id=row.id), name),
        ],
        paste=url_for("staff.outreach_lists.paste", outreach_id=row.id),
        save=url_for("staff.outreach_lists.save", outreach_id=row.id),
        purpose=PURPOSE,
        in_it=_("đã có tên"),
        button=_("Ghi vào danh sách"),
        listed=lambda keys: helped_in(row.id, keys),
    )


def _refused(form: PasteForm, into: Into) -> Response:
    form.lines.errors = [voided_words()]
    return paste_page(form, into, 422)


def new(outreach_id: int) -> Response:
    """Enter a woman: somebody found before, or a new person."""
    row = get_outreach(outreach_id, current_scope())
    if request.method == "GET" and row.voided_at is not None:
        return see_other(url_for("staff.outreach.show", outreach_id=row.id))
    form = helped_form(request.form if request.method == "POST" else request.args)
    if request.method == "POST" and form.validate() and _is_of_commune(row, form):
        answer = _save(row, form)
        if answer is not None:
            return answer
    return _page(row, form, 422 if request.method == "POST" else 200)


def find(outreach_id: int) -> Response:
    """Find a woman by name or phone within the territory, or by exact phone elsewhere, before she is entered.

    Sent as POST, so that names and numbers stay out of addresses and logs.
    """
    row = get_outreach(outreach_id, current_scope())
    search = search_sent(PURPOSE)
    return _page(row, helped_form({}), 429 if search.refused else 200, search)


def relatives(outreach_id: int) -> Response:
    """Say how many relatives were helped beside each woman of the list, all at once."""
    row = get_outreach(outreach_id, current_scope())
    typed, beside, faults = _sent_relatives(row)
    if faults:
        return outreach_page(row, typed, faults, 422)
    try:
        with transaction():
            row = lock_outreach(outreach_id, current_scope())
            count_relatives(row, beside, actor=officer_actor(), scope=current_scope())
        flash(_("Đã lưu số người thân."), "success")
    except OutreachVoided:
        flash(voided_words(), "error")
    return _back(outreach_id)


def _sent_relatives(row: Outreach) -> tuple[dict[int, tuple[str, str]], dict[int, tuple[int, int]], list[str]]:
    typed: dict[int, tuple[str, str]] = {}
    beside: dict[int, tuple[int, int]] = {}
    faults = []
    for one in list_helped(row):
        if f"female-{one.id}" not in request.form:
            continue
        typed[one.id] = (request.form[f"female-{one.id}"], request.form.get(f"male-{one.id}", ""))
        numbers = [_count_in(text) for text in typed[one.id]]
        if None in numbers:
            told = {"name": one.person.full_name, "most": MOST_BESIDE}
            faults.append(str(_("Chị %(name)s: vui lòng ghi số từ 0 đến %(most)s.", **told)))
        else:
            beside[one.id] = (numbers[0] or 0, numbers[1] or 0)
    return typed, beside, faults


def _count_in(text: str) -> int | None:
    """The number of relatives that was typed, nothing as none; None where it is no number or far too many."""
    if not text.strip():
        return 0
    value = read_number(text, COUNT).value
    return int(value) if value is not None and 0 <= value <= MOST_BESIDE else None


def void(outreach_id: int, woman_id: int) -> Response:
    """Take somebody out who was not helped that day, with the reason."""
    row, form = get_outreach(outreach_id, current_scope()), WhyForm(request.form)
    one = get_helped(row, woman_id)
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                one = get_helped(lock_outreach(outreach_id, current_scope()), woman_id)
                void_woman(one, why=form.why.data, actor=officer_actor(), scope=current_scope())
            flash(_("Đã hủy dòng ghi nhầm."), "success")
        except Conflict:
            flash(_("Việc này đã được ghi trước đó."), "info")
        return _back(outreach_id)
    page = render_template("staff/outreach/void_woman.html", row=row, one=one, form=form, kinds=outreach_words())
    return make_response(page, 422 if request.method == "POST" else 200)


def _is_of_commune(row: Outreach, form: HelpedForm) -> bool:
    words = _("Đợt này không do một xã tổ chức, nên chưa ghi thôn ở đây được. Mời để trống.")
    return is_of_commune(row.unit, form, words)


def _save(row: Outreach, form: HelpedForm) -> Response | None:
    by: dict[str, Any] = {"actor": officer_actor(), "scope": current_scope()}
    beside: dict[str, Any] = {"female": form.female.count or 0, "male": form.male.count or 0}
    try:
        with transaction():
            first_time()
            locked = lock_outreach(row.id, current_scope())
            woman = enter_or_choose(locked.unit, form)
            enter_helped_woman(locked, woman, **beside, also_elsewhere=bool(form.also.data), **by)
            page = leads_to(url_for("staff.outreach.show", outreach_id=row.id))
    except MayBeKnown as refused:
        return ask_who(form, refused.people, PURPOSE, lambda likely: _page(row, form, 422, likely=likely))
    except HelpedElsewhere as refused:
        return _page(row, form, 422, also=elsewhere_words(refused.found))
    except AlreadyListed:
        form.full_name.errors = [_("Chị ấy đã có tên ở đợt này.")]
        return None
    except OutreachVoided:
        form.full_name.errors = [voided_words()]
        return None
    flash(_("Đã ghi chị %(name)s vào danh sách.", name=woman.full_name), "success")
    return see_other(page)


def _page(
    row: Outreach,
    form: HelpedForm,
    status: int = 200,
    search: Search = NOBODY_SOUGHT,
    *,
    likely: list[Found] | None = None,
    also: list[str] | None = None,
) -> Response:
    told = {"row": row, "also": also or [], "name": outreach_words()[row.kind], **facts_of_page(form, search, likely)}
    return make_response(render_template("staff/outreach/enter.html", **told), status)


def _back(outreach_id: int) -> Response:
    return see_other(url_for("staff.outreach.show", outreach_id=outreach_id) + "#people")
