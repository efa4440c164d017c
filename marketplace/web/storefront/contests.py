"""A knowledge contest on a phone: who she is, her questions a few at a time, and her result; no account is needed."""

from flask import Response, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.contests.errors import AlreadyTaken, NotOnNow
from marketplace.contests.models import KnowledgeContest, Paper
from marketplace.contests.queries.certificates import find_certificate_of_paper
from marketplace.contests.queries.knowledge import (
    find_unit_of,
    get_paper,
    get_public_contest,
    list_units_of,
    questions_by_id,
    rank_of,
    rank_units,
)
from marketplace.contests.services.knowledge import begin_paper, hand_in, is_over, save_answers
from marketplace.contests.states import OPEN
from marketplace.core.clock import now
from marketplace.core.errors import NotFound
from marketplace.core.transactions import transaction
from marketplace.web.parts.class_certificates import certificates_response
from marketplace.web.plumbing.answers import see_other
from marketplace.web.storefront.forms.contest import PaperForm

A_SHEET = 5  # questions on one page
MOST_UNITS_SHOWN = 20


def begin(code: str) -> Response:
    """Say who she is and begin, or go on where she was; before its hour and after it, when that is."""
    contest = get_public_contest(code)
    form = PaperForm(request.form if request.method == "POST" else None)
    form.offer(list_units_of(contest))
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                unit = find_unit_of(contest, form.unit.data)
                if unit is None:
                    raise NotFound(unit=form.unit.data)
                paper = begin_paper(
                    contest,
                    unit,
                    phone=form.phone.e164 or "",
                    full_name=form.full_name.data,
                    birth_year=form.birth_year.year or 0,
                )
            return see_other(_address(contest, paper, 1))
        except AlreadyTaken:
            form.phone.errors = [_taken_words()]
        except NotOnNow:
            pass  # the page itself says when
    moment = now()
    page = render_template(
        "storefront/contests/begin.html",
        contest=contest,
        form=form,
        is_early=moment < contest.opens_at,
        is_late=moment >= contest.closes_at,
        units=rank_units(contest.id)[:MOST_UNITS_SHOWN] if moment >= contest.closes_at else [],
    )
    return _private(page, 422 if request.method == "POST" else 200)


def sheet(code: str, paper_id: str, sheet: int) -> Response:
    """Some of her questions; her answers are kept with every sheet she sends."""
    paper, contest = get_paper(code, paper_id)
    last = _sheets(paper)
    if not 1 <= sheet <= last or contest.status != OPEN:
        raise NotFound(sheet=sheet)
    if request.method == "POST":
        return _keep(code, paper_id, sheet)
    if is_over(paper, now()):
        return see_other(url_for("storefront.contests.paper", code=contest.code, paper_id=paper_id))
    first = (sheet - 1) * A_SHEET
    places = range(first, min(first + A_SHEET, len(paper.questions)))
    page = render_template(
        "storefront/contests/sheet.html",
        contest=contest,
        paper=paper,
        sheet=sheet,
        last=last,
        shown=_shown(paper, places),
    )
    return _private(page)


def paper(code: str, paper_id: str) -> Response:
    """What she answered so far and the button that hands it in; once it is over, her result."""
    row, contest = get_paper(code, paper_id)
    if contest.status != OPEN:
        raise NotFound(paper=paper_id)
    if request.method == "POST":
        with transaction():
            row, contest = get_paper(code, paper_id, to_change=True)
            hand_in(row)
        return see_other(url_for("storefront.contests.paper", code=contest.code, paper_id=paper_id))
    moment = now()
    is_public = moment >= contest.closes_at
    page = render_template(
        "storefront/contests/paper.html",
        contest=contest,
        paper=row,
        answered=sum(answer is not None for answer in row.answers),
        missing=[place for place, answer in enumerate(row.answers) if answer is None],
        a_sheet=A_SHEET,
        is_over=is_over(row, moment),
        is_public=is_public,
        rank=rank_of(row) if is_public else 0,
        certificate=find_certificate_of_paper(row.id) if is_public else None,
        shown=_shown(row, range(len(row.questions))) if is_public else [],
    )
    return _private(page)


def certificate(code: str, paper_id: str) -> Response:
    """Her certificate as a PDF file, where one was issued for her paper."""
    row, contest = get_paper(code, paper_id)
    found = find_certificate_of_paper(row.id) if contest.status == OPEN else None
    return certificates_response([found] if found else [], found.number if found else paper_id)


def _keep(code: str, paper_id: str, sheet: int) -> Response:
    first = (sheet - 1) * A_SHEET
    typed = {place: request.form.get(f"answer-{place}", "") for place in range(first, first + A_SHEET)}
    chosen = {place: int(text) for place, text in typed.items() if text.isascii() and text.isdigit() and len(text) < 3}
    with transaction():
        row, contest = get_paper(code, paper_id, to_change=True)
        try:
            save_answers(row, chosen)
        except NotOnNow:
            sheet = _sheets(row)  # what was saved before counts
    if sheet >= _sheets(row):
        return see_other(url_for("storefront.contests.paper", code=contest.code, paper_id=paper_id))
    return see_other(_address(contest, row, sheet + 1))


def _shown(paper: Paper, places: range) -> list[tuple[int, str, list[str], int | None, int]]:
    """Place, words, options in her order, her answer, and the right place, which pages show only when all is over."""
    known = questions_by_id(paper.questions[place][0] for place in places)
    shown = []
    for place in places:
        question_id, order, right = paper.questions[place]
        question = known[question_id]
        options = [question.options[option] for option in order]
        shown.append((place, question.words, options, paper.answers[place], right))
    return shown


def _sheets(paper: Paper) -> int:
    return -(-len(paper.questions) // A_SHEET)


def _address(contest: KnowledgeContest, paper: Paper, sheet: int) -> str:
    return url_for("storefront.contests.sheet", code=contest.code, paper_id=paper.public_id, sheet=sheet)


def _taken_words() -> str:
    """The same whoever the phone belongs to: it took part, nothing else."""
    return str(
        _(
            "Số điện thoại này đã dùng để thi; mỗi số thi một lần. Nếu là bài của chị, mời nhập đúng họ tên và "
            "năm sinh như lúc đầu để thi tiếp."
        )
    )


def _private(page: str, status: int = 200) -> Response:
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response
