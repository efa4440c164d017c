"""The quiz of a class: simple questions with one right answer, answered on the phone before and after."""

import wtforms
from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.core.errors import Conflict, Invalid
from marketplace.core.runtime import config
from marketplace.core.transactions import transaction
from marketplace.training.queries import get_class, get_question, list_questions, lock_class, quiz_results
from marketplace.training.services import add_question, drop_question
from marketplace.training.topics import AFTER, BEFORE
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.parts.qr import qr_svg
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor


class QuestionForm(Form):
    """One question."""

    question = wtforms.StringField(_l("Câu hỏi"), [Required(_l("Vui lòng nhập câu hỏi.")), AtMost(300)])
    right = wtforms.StringField(_l("Câu trả lời đúng"), [Required(_l("Vui lòng nhập câu trả lời đúng.")), AtMost(200)])
    others = wtforms.TextAreaField(
        _l("Các câu trả lời khác, mỗi dòng một câu"),
        [Required(_l("Vui lòng nhập ít nhất một câu trả lời khác.")), AtMost(900)],
    )


def index(code: str) -> Response:
    """The questions of a class, the ways to answer them, and how much was right."""
    form = QuestionForm(request.form if request.method == "POST" else None)
    if request.method == "POST" and form.validate():
        answer = _add(code, form)
        if answer is not None:
            return answer
    row = get_class(code, current_scope())
    links = {moment: _address(code, moment) for moment in (BEFORE, AFTER)}
    page = render_template(
        "staff/classes/quiz.html",
        row=row,
        form=form,
        questions=list_questions(row.id),
        results=quiz_results(row.id),
        links=[(moment, address, qr_svg(address)) for moment, address in links.items()],
    )
    return make_response(page, 422 if request.method == "POST" else 200)


def drop(code: str, question_id: int) -> Response:
    """Ask a question no more."""
    with transaction():
        row = lock_class(code, current_scope())
        drop_question(row, get_question(row, question_id), actor=officer_actor(), scope=current_scope())
    flash(_("Đã bỏ câu hỏi này; các phiếu đã trả lời vẫn được tính."), "success")
    return see_other(url_for("staff.class_quizzes.index", code=code))


def _add(code: str, form: QuestionForm) -> Response | None:
    try:
        with transaction():
            first_time()
            row = lock_class(code, current_scope())
            said = (form.question.data, form.right.data, form.others.data.split("\n"))
            add_question(row, *said, actor=officer_actor(), scope=current_scope())
            page = leads_to(url_for("staff.class_quizzes.index", code=code))
    except Invalid:
        form.others.errors = [_("Cần từ một đến bốn câu trả lời khác nhau, khác câu đúng.")]
        return None
    except Conflict as refused:
        form.question.errors = [_("Nhiều nhất %(most)s câu hỏi cho một lớp.", most=refused.facts["most"])]
        return None
    flash(_("Đã thêm câu hỏi."), "success")
    return see_other(page)


def _address(code: str, moment: str) -> str:
    return f"{config().public_url}{url_for('storefront.quizzes.show', code=code, moment=moment)}"
