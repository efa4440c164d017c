"""The judges of a contest, kept by who holds it: added, removed, their relations, sheets of the named ones."""

from typing import Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.association.models import Officer
from marketplace.association.queries import get_unit, list_officers
from marketplace.association.scope import Scope
from marketplace.contests import services
from marketplace.contests.errors import AlreadyJudge, IsContestant, KnowsNames
from marketplace.contests.models import Contest
from marketplace.contests.queries.contests import (
    get_conflict,
    get_contest,
    get_judge,
    list_conflicts,
    list_entries,
    list_entries_of,
    list_judges,
    lock_contest,
)
from marketplace.contests.standings import summary_of
from marketplace.contests.states import UNDECIDED
from marketplace.core.errors import Conflict, Invalid, NotAllowed
from marketplace.core.transactions import transaction
from marketplace.people.queries import find_person
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor
from marketplace.web.staff.contest_ideas import contestant_words
from marketplace.web.staff.contests import is_veiled, list_authors, sheets_of, words
from marketplace.web.staff.forms.contests import JudgeForm, RelationForm, WhyForm


def index(contest_id: int) -> Response:
    """The judges with their sheets and relations, and the form of one more."""
    contest = get_contest(contest_id, current_scope())
    form = _judge_form(contest)
    if request.method == "POST" and form.validate():
        answer = _add(contest_id, form)
        if answer is not None:
            return answer
    return _page(contest, 422 if request.method == "POST" else 200, form=form)


def remove(contest_id: int, judge_id: int) -> Response:
    """Let a judge sit no more, with the reason."""
    form, contest = WhyForm(request.form), get_contest(contest_id, current_scope())
    get_judge(contest_id, judge_id)
    if not form.validate():
        return _page(contest, 422, why_form=form, why_at=f"judge-{judge_id}")
    try:
        with transaction():
            lock_contest(contest_id, current_scope())
            judge = get_judge(contest_id, judge_id)
            services.remove_judge(judge, why=form.why.data, actor=officer_actor(), scope=current_scope())
        flash(_("Đã bỏ giám khảo; phiếu của giám khảo này không tính nữa."), "success")
    except Conflict:
        flash(_("Cuộc thi đã có kết quả nên không đổi giám khảo được."), "warning")
    return _back(contest_id)


def relate(contest_id: int, judge_id: int) -> Response:
    """Write down that a judge is related to an author: her sheet for it is locked."""
    contest = get_contest(contest_id, current_scope())
    get_judge(contest_id, judge_id)
    form = RelationForm(request.form)
    form.offer(list_authors(contest.id))
    if not form.validate():
        return _page(contest, 422, relation_form=form, why_at=f"relation-{judge_id}")
    try:
        with transaction():
            first_time()
            lock_contest(contest_id, current_scope())
            judge, by = get_judge(contest_id, judge_id), {"actor": officer_actor(), "scope": current_scope()}
            for entry in list_entries_of(contest_id, form.entry.data):
                services.declare_relation(judge, entry, form.relation.data, **by)  # type: ignore[arg-type]
            leads_to(url_for("staff.contest_judges.index", contest_id=contest_id))
        flash(_("Đã ghi. Giám khảo này không chấm ý tưởng đó."), "success")
    except Conflict:
        flash(_("Cuộc thi đã có kết quả nên không ghi thêm được."), "warning")
    return _back(contest_id)


def unrelate(contest_id: int, judge_id: int, conflict_id: int) -> Response:
    """Take a relation back that is none, with the reason."""
    contest, form = get_contest(contest_id, current_scope()), WhyForm(request.form)
    judge = get_judge(contest_id, judge_id)
    row = get_conflict(judge.id, conflict_id)
    if row.withdrawn_at is not None:
        flash(_("Việc này đã được ghi trước đó."), "info")
        return _back(contest_id)
    if not form.validate():
        return _page(contest, 422, why_form=form, why_at=f"conflict-{row.id}")
    try:
        with transaction():
            lock_contest(contest_id, current_scope())
            by: dict[str, Any] = {"actor": officer_actor(), "scope": current_scope()}
            services.withdraw_relation(row, judge, why=form.why.data, **by)
        flash(_("Đã bỏ. Giám khảo này lại chấm được ý tưởng đó."), "success")
    except NotAllowed:
        flash(
            _("Giám khảo không tự bỏ được điều mình đã khai. Mời cán bộ khác trong ban tổ chức làm việc này."), "error"
        )
    except Conflict:
        flash(_("Cuộc thi đã có kết quả nên không đổi được."), "warning")
    return _back(contest_id)


def _page(contest: Contest, status: int = 200, **more: Any) -> Response:
    summary = summary_of(contest)
    by_key = {entry.id: entry for entry in list_entries(contest.id)}
    conflicts: dict[int, list[Any]] = {judge.id: [] for judge in summary.judges}
    for row in list_conflicts(contest.id):
        if row.judge_id in conflicts and row.entry_id in by_key:
            conflicts[row.judge_id].append((row, by_key[row.entry_id]))
    blank = RelationForm()
    blank.offer(list_authors(contest.id))
    facts: dict[str, Any] = {
        "contest": contest,
        "summary": summary,
        "is_undecided": contest.status in UNDECIDED,
        "sheets": sheets_of(summary),
        "conflicts": conflicts,
        "is_veiled": is_veiled(contest),
        "relation_form": blank,
        "blank_relation": blank,
        "why_form": WhyForm(),
        "why_at": "",
        "form": None,
    }
    facts |= more
    facts["form"] = facts["form"] or _judge_form(contest, None)
    return make_response(render_template("staff/contests/judges.html", **facts, **words()), status)


def _judge_form(contest: Contest, given: Any = ...) -> JudgeForm:
    form = JudgeForm((request.form if request.method == "POST" else None) if given is ... else given)
    sitting = {judge.person_id for judge in list_judges(contest.id)}
    offered = {row.person_id: row for row in _officers(contest) if row.person_id not in sitting}
    choices = [(row.person.public_id, f"{row.person.full_name}, {row.unit.name}") for row in offered.values()]
    form.officer.choices = [("", _("Mời chọn")), *choices]
    return form


def _officers(contest: Contest) -> list[Officer]:
    """The officers of the territory, and those of the units above the one that holds the contest."""
    found = list_officers(current_scope())
    above = [get_unit(int(key)) for key in contest.unit.path.strip("/").split("/")]
    for unit in above:
        if not current_scope().covers(unit):
            found += list_officers(Scope((unit.path,)), unit_id=unit.id)
    return found


def _add(contest_id: int, form: JudgeForm) -> Response | None:
    known = {code for code, _words in form.officer.choices if code}
    person = find_person(form.officer.data) if form.officer.data in known else None
    try:
        with transaction():
            first_time()
            contest = lock_contest(contest_id, current_scope())
            services.add_judge(
                contest,
                person,
                name=form.name.data or "",
                title=form.title.data or "",
                is_chair=form.chair.data,
                actor=officer_actor(),
                scope=current_scope(),
            )
            page = leads_to(url_for("staff.contest_judges.index", contest_id=contest_id))
        flash(_("Đã thêm giám khảo."), "success")
        return see_other(page)
    except IsContestant as refused:
        (form.officer if person else form.name).errors = [contestant_words(refused)]
    except AlreadyJudge:
        (form.officer if person else form.name).errors = [
            _("Người này đã là giám khảo. Nếu là người khác cùng tên, vui lòng ghi rõ thêm chức danh, nơi làm việc.")
        ]
    except KnowsNames:
        form.officer.errors = [
            _("Cuộc thi giấu tên mà cán bộ này đã xem được tên và điểm, nên không làm giám khảo. Mời chọn người khác.")
        ]
    except Invalid:
        form.name.errors = [_("Mời chọn một cán bộ Hội, hoặc ghi họ tên người ngoài.")]
    except Conflict:
        form.name.errors = [_("Cuộc thi đã có kết quả nên không thêm giám khảo được.")]
    return None


def _back(contest_id: int) -> Response:
    return see_other(url_for("staff.contest_judges.index", contest_id=contest_id))
