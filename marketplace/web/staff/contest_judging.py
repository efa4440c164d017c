"""A judge's own pages: where she judges, to whom she is related, and her sheet for each entry, for a phone."""

from typing import Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.contests import services
from marketplace.contests.awards import TENTHS
from marketplace.contests.errors import BadPoints, SheetLocked
from marketplace.contests.models import Contest, Entry, Judge, Sheet
from marketplace.contests.queries.contests import (
    find_conflict,
    find_sheet,
    get_contest,
    get_entry,
    get_judge,
    get_judge_of,
    list_conflicts,
    list_entries,
    list_entries_of,
    list_judging,
    list_sheets,
)
from marketplace.contests.states import JUDGING
from marketplace.core.errors import Conflict
from marketplace.core.folding import tidy_lines
from marketplace.core.transactions import transaction
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor, signed_in_person
from marketplace.web.staff.contests import is_veiled, list_authors, veiled_ideas, words
from marketplace.web.staff.forms.contests import RelationForm, read_points
from marketplace.web.words.contests import points as points_words

MOST_NOTE = 1000


def mine() -> str:
    """The contests that this officer judges now, in any territory."""
    return render_template("staff/contests/mine.html", judges=list_judging(signed_in_person().id), **words())


def show(contest_id: int) -> Response:
    """Her entries, and the question to whom of the authors she is related."""
    return _page(_me(contest_id), _relation_form(contest_id, None))


def declare(contest_id: int) -> Response:
    """Declare a relation to an author: the sheet is locked at once."""
    judge, form = _me(contest_id), _relation_form(contest_id, request.form)
    if not form.validate():
        return _page(judge, form, 422)
    try:
        with transaction():
            first_time()
            by: dict[str, Any] = {"actor": officer_actor(), "scope": current_scope()}
            for entry in list_entries_of(contest_id, form.entry.data):
                services.declare_relation(judge, entry, form.relation.data, **by)
            leads_to(url_for("staff.contest_judging.show", contest_id=contest_id))
        flash(_("Cảm ơn chị đã khai. Chị không chấm ý tưởng của thí sinh này."), "success")
    except Conflict:
        flash(_("Cuộc thi đã có kết quả nên không ghi thêm được."), "warning")
    return see_other(url_for("staff.contest_judging.show", contest_id=contest_id))


def sheet(contest_id: int, number: int) -> Response:
    """Her sheet for one entry."""
    judge = _me(contest_id)
    return _sheet_answer(judge.contest, judge, number, url_for("staff.contest_judging.show", contest_id=contest_id))


def named_sheet(contest_id: int, judge_id: int, number: int) -> Response:
    """The sheet of a judge who has no account, entered by who keeps the contest."""
    contest = get_contest(contest_id, current_scope())
    judge, back = get_judge(contest_id, judge_id), url_for("staff.contest_judges.index", contest_id=contest_id)
    if judge.person_id is not None:
        flash(_("Giám khảo này có tài khoản nên tự chấm trên trang của mình."), "info")
        return see_other(back)
    return _sheet_answer(contest, judge, number, back)


def _sheet_answer(contest: Contest, judge: Judge, number: int, back: str) -> Response:
    """The sheet of a judge for an entry: shown, or saved and on to the next one without points."""
    entry = get_entry(contest.id, number)
    if find_conflict(judge.id, entry.id) is not None:
        flash(_("Giám khảo đã khai có quan hệ với thí sinh này nên không chấm ý tưởng này."), "error")
        return see_other(back)
    if request.method == "GET":
        return _sheet_page(judge, entry, back, _stored(find_sheet(judge.id, entry.id)), {})
    typed = {row.id: request.form.get(f"points-{row.id}", "").strip()[:10] for row in contest.criteria}
    note = tidy_lines(request.form.get("note", ""))
    given = {key: read_points(text) for key, text in typed.items()}
    try:
        if len(note) > MOST_NOTE:
            return _sheet_page(judge, entry, back, typed, {}, note=note, too_long=True)
        with transaction():
            first_time()
            by: dict[str, Any] = {"actor": officer_actor(), "scope": current_scope()}
            services.fill_sheet(judge, entry, given, note=note, **by)
            leads_to(back)
    except BadPoints as refused:
        return _sheet_page(judge, entry, back, typed, _faults(contest, refused.criteria, typed), note=note)
    except SheetLocked:
        flash(_("Giám khảo đã khai có quan hệ với thí sinh này nên không chấm ý tưởng này."), "error")
        return see_other(back)
    except Conflict:
        flash(_("Cuộc thi không ở bước chấm nên phiếu không lưu được."), "warning")
        return see_other(back)
    flash(_("Đã lưu phiếu chấm ý tưởng số %(number)d.", number=number), "success")
    return see_other(back)


def _me(contest_id: int) -> Judge:
    return get_judge_of(contest_id, signed_in_person().id)


def _page(judge: Judge, form: RelationForm, status: int = 200) -> Response:
    contest = judge.contest
    totals = {row.entry_id: row.total_tenths for row in list_sheets(contest.id) if row.judge_id == judge.id}
    locked = {row.entry_id: row.relation for row in list_conflicts(contest.id) if row.judge_id == judge.id}
    page = render_template(
        "staff/contests/judging.html",
        contest=contest,
        judge=judge,
        entries=list_entries(contest.id),
        totals=totals,
        locked=locked,
        is_veiled=is_veiled(contest),
        is_judged=contest.status == JUDGING,
        form=form,
        **words(),
    )
    return make_response(page, status)


def _relation_form(contest_id: int, given: Any) -> RelationForm:
    form = RelationForm(given)
    form.offer(list_authors(contest_id))
    return form


def _stored(row: Sheet | None) -> dict[int, str]:
    return {score.criterion_id: points_words(score.tenths) for score in row.scores} if row else {}


def _faults(contest: Contest, bad: list[int], typed: dict[int, str]) -> dict[int, str]:
    """Beside each criterion what is missing or too much."""
    told = {}
    for row in contest.criteria:
        if row.id in bad:
            example = row.weight - 1 if row.weight > 1 else 1
            told[row.id] = str(
                _(
                    "Vui lòng ghi điểm từ 0 đến %(most)d, ví dụ %(example)d hoặc %(half)s.",
                    most=row.weight,
                    example=example,
                    half=points_words(example * TENTHS - 5),
                )
            )
    return told


def _sheet_page(
    judge: Judge,
    entry: Entry,
    back: str,
    typed: dict[int, str],
    faults: dict[int, str],
    *,
    note: str | None = None,
    too_long: bool = False,
) -> Response:
    stored = find_sheet(judge.id, entry.id)
    page = render_template(
        "staff/contests/sheet.html",
        contest=entry.contest,
        judge=judge,
        entry=entry,
        back=back,
        typed=typed,
        faults=faults,
        note=note if note is not None else (stored.note if stored else ""),
        too_long=too_long,
        most_note=MOST_NOTE,
        is_veiled=entry.contest.is_blind or entry.idea_id in veiled_ideas(),
        is_judged=entry.contest.status == JUDGING,
        **words(),
    )
    return make_response(page, 422 if request.method == "POST" else 200)
