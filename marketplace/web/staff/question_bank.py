"""The question bank of a unit: many pasted at once, put aside, taken up again."""

from typing import Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.association.queries import find_unit_in
from marketplace.contests.queries.knowledge import count_topics, get_question, list_bank
from marketplace.contests.services.knowledge import add_questions, put_question_aside, take_question_up
from marketplace.core.errors import Conflict
from marketplace.core.transactions import transaction
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor
from marketplace.web.staff.forms.knowledge import QuestionsForm
from marketplace.web.staff.unit_choices import units_of_territory


def index() -> Response:
    """The questions that a unit may use, and the form of more."""
    units = units_of_territory()
    form = QuestionsForm(request.form if request.method == "POST" else None)
    form.offer(units)
    code = request.args.get("unit", "") or (form.unit.data if request.method == "POST" else "")
    unit = next((each for each in units if each.code == code), units[-1])
    if request.method == "GET":
        form.unit.data = unit.code
    elif form.validate():
        with transaction():
            first_time()
            by: dict[str, Any] = {"actor": officer_actor(), "scope": current_scope()}
            held_by = find_unit_in(current_scope(), form.unit.data)
            added = add_questions(held_by, form.topic.data, form.questions.asked, **by)
            page = leads_to(url_for("staff.question_bank.index", unit=held_by.code))
        flash(_added_words(len(added), len(form.questions.asked)), "success" if added else "info")
        return see_other(page)
    is_aside = request.args.get("aside") == "1"
    shown = render_template(
        "staff/knowledge/questions.html",
        form=form,
        unit=unit,
        units=units,
        topics=count_topics(unit),
        page=list_bank(unit, cursor=request.args.get("after"), put_aside=is_aside),
        is_aside=is_aside,
        covers=current_scope().covers,
    )
    return make_response(shown, 422 if request.method == "POST" else 200)


def put_aside(question_id: int) -> Response:
    """Draw a question no more."""
    return _change(question_id, put_question_aside, _("Đã cất câu hỏi. Cuộc thi mở sau này không dùng câu ấy."))


def take_up(question_id: int) -> Response:
    """Draw it again."""
    return _change(question_id, take_question_up, _("Câu hỏi lại được dùng."))


def _change(question_id: int, act: Any, done: str) -> Response:
    try:
        with transaction():
            question = get_question(question_id, current_scope())
            act(question, actor=officer_actor(), scope=current_scope())
        flash(done, "success")
    except Conflict:
        flash(_("Việc này đã được ghi trước đó."), "info")
    return see_other(url_for("staff.question_bank.index", unit=get_question(question_id, current_scope()).unit.code))


def _added_words(added: int, sent: int) -> str:
    if added == sent:
        return str(_("Đã thêm %(count)d câu hỏi.", count=added))
    return str(_("Đã thêm %(count)d câu hỏi; %(same)d câu đã có nên bỏ qua.", count=added, same=sent - added))
