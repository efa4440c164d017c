"""/classes/<code>/quiz/<moment>: a class's questions on a trainee's phone, before and after; no name is asked."""

import re
from random import Random

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.association.scope import EVERYTHING
from marketplace.core import throttles
from marketplace.core.errors import Invalid, NotFound, TooMany
from marketplace.core.references import new_public_id
from marketplace.core.transactions import transaction
from marketplace.training.errors import ClassCancelled
from marketplace.training.models import QuizQuestion, TrainingClass
from marketplace.training.queries import get_class, list_questions, lock_class
from marketplace.training.services import take_sheet
from marketplace.training.topics import MOMENTS
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.visitor import visitor_address
from marketplace.web.words.limits import too_many_words

OF_ADDRESS = 200  # sheets an hour: a whole hall may stand behind one address
_KEY = re.compile(r"[\w-]{16,40}", re.ASCII)


def show(code: str, moment: str) -> Response:
    """The questions of one moment."""
    return _page(_class_of(code, moment), moment)


def answer(code: str, moment: str) -> Response:
    """Count a sheet, once however often it is sent, and say how much of it was right."""
    row = _class_of(code, moment)
    key = request.form.get("sheet", "")
    chosen = {asked.id: request.form.get(f"q-{asked.id}", "") for asked in list_questions(row.id)}
    if not _KEY.fullmatch(key):
        return see_other(url_for("storefront.quizzes.show", code=row.code, moment=moment))
    try:
        with transaction():
            throttles.spend(f"quiz:{visitor_address()}", limit=OF_ADDRESS, seconds=3600)
            right, asked = take_sheet(lock_class(row.code), moment, chosen, key)
    except TooMany as refused:
        flash(too_many_words(refused), "warning")
        return _page(row, moment, key, chosen, status=429)
    except ClassCancelled:
        flash(_("Lớp này đã hủy, nên không trả lời câu hỏi nữa."), "warning")
        return see_other(url_for("storefront.classes.show", code=row.code))
    except Invalid as refused:
        lacking: list[int] = refused.facts.get("questions", [])  # type: ignore[assignment]
        return _page(row, moment, key, chosen, lacking, 422)
    flash(_("Cảm ơn chị. Chị trả lời đúng %(right)s/%(asked)s câu.", right=right, asked=asked), "success")
    return see_other(url_for("storefront.classes.show", code=row.code))


def _class_of(code: str, moment: str) -> TrainingClass:
    if moment not in MOMENTS:
        raise NotFound(moment=moment)
    return get_class(code.upper(), EVERYTHING)


def _page(
    row: TrainingClass,
    moment: str,
    key: str = "",
    chosen: dict[int, str] | None = None,
    lacking: list[int] | None = None,
    status: int = 200,
) -> Response:
    page = render_template(
        "storefront/quizzes/show.html",
        row=row,
        moment=moment,
        sheet=key or new_public_id(),
        questions=[(asked, _mixed(asked)) for asked in list_questions(row.id)],
        chosen=chosen or {},
        lacking=lacking or [],
    )
    return make_response(page, status)


def _mixed(asked: QuizQuestion) -> list[str]:
    """The answers in an order that says nothing, the same whenever the page is shown."""
    answers = list(asked.answers)
    Random(asked.id).shuffle(answers)
    return answers
