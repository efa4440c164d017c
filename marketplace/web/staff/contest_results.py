"""The results of a contest: standings, awards, the decision with its minutes, and reopening with a reason."""

from typing import Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.accounts.roles import OFFICES
from marketplace.contests import services
from marketplace.contests.errors import AwardsAgainstRank, NotReady
from marketplace.contests.models import Contest
from marketplace.contests.queries.contests import get_contest, list_decisions, list_entries, lock_contest
from marketplace.contests.standings import summary_of
from marketplace.contests.states import UNDECIDED
from marketplace.core.clock import today
from marketplace.core.errors import Conflict, Invalid, NotFound
from marketplace.core.transactions import transaction
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor, staff_roles
from marketplace.web.staff.contests import is_veiled, not_ready_words, veiled_ideas, words
from marketplace.web.staff.forms.contests import DecisionForm, WhyForm, award_of


def show(contest_id: int) -> Response:
    """The standings; while it is judged the awards are chosen here and the contest is decided."""
    contest = get_contest(contest_id, current_scope())
    if is_veiled(contest):
        return _not_yet(contest)
    if request.method == "POST":
        return _decide(contest)
    form = DecisionForm()
    form.decided_on.process_data(today())
    return _page(contest, form, {one.entry.id: one.entry.award or "" for one in summary_of(contest).standings})


def reopen(contest_id: int) -> Response:
    """Reopen a decided contest with the reason; the old result stays in its minutes."""
    form = WhyForm(request.form)
    contest = get_contest(contest_id, current_scope())
    if is_veiled(contest):
        return _not_yet(contest)
    if not form.validate():
        awards = {one.entry.id: one.entry.award or "" for one in summary_of(contest).standings}
        return _page(contest, DecisionForm(), awards, 422, why_form=form)
    try:
        with transaction():
            contest = lock_contest(contest_id, current_scope())
            services.reopen(contest, why=form.why.data, actor=officer_actor(), scope=current_scope())
        flash(_("Đã mở lại. Kết quả cũ vẫn còn trong biên bản trước."), "success")
    except Conflict:
        flash(_("Cuộc thi này chưa chốt kết quả."), "warning")
    return see_other(url_for("staff.contest_results.show", contest_id=contest_id))


def minutes(contest_id: int, decision_id: int) -> Response | str:
    """The minutes of a decision, for the printer: who gave what, who was locked or absent, ranks and awards."""
    contest = get_contest(contest_id, current_scope())
    decision = next((row for row in list_decisions(contest.id) if row.id == decision_id), None)
    if decision is None:
        raise NotFound(decision=decision_id)
    if is_veiled(contest):
        return _not_yet(contest)
    hidden = veiled_ideas()
    return render_template(
        "staff/contests/minutes.html",
        contest=contest,
        decision=decision,
        judges=summary_of(contest).judges,
        veiled={entry.number for entry in list_entries(contest.id) if entry.idea_id in hidden},
        **words(),
    )


def _not_yet(contest: Contest) -> Response:
    flash(_("Đang chấm giấu tên và chị là giám khảo, nên chị xem kết quả sau khi ban tổ chức chốt."), "info")
    return see_other(url_for("staff.contests.show", contest_id=contest.id))


def _decide(contest: Contest) -> Response:
    form = DecisionForm(request.form)
    standings = summary_of(contest).standings
    awards = {one.entry.id: award_of(request.form.get(f"award-{one.entry.id}", "")) for one in standings}
    if not form.validate():
        return _page(contest, form, awards, 422)
    by: dict[str, Any] = {"actor": officer_actor(), "scope": current_scope()}
    said: dict[str, Any] = {"document": form.document.data or "", "note": form.note.data or ""}
    try:
        with transaction():
            first_time()
            contest = lock_contest(contest.id, current_scope())
            decision = services.decide(contest, awards, on=form.decided_on.day or today(), **said, **by)
            page = url_for("staff.contest_results.show", contest_id=contest.id) + f"#decision-{decision.id}"
            leads_to(page)
        flash(_("Đã chốt kết quả. Biên bản ở dưới."), "success")
        return see_other(page)
    except NotReady as refused:
        fault = not_ready_words(refused)
    except AwardsAgainstRank as refused:
        fault = str(
            _(
                "Ý tưởng số %(higher)d xếp hạng sau ý tưởng số %(lower)d nên không nhận giải cao hơn. "
                "Mời xem lại giải.",
                higher=refused.higher.number,
                lower=refused.lower.number,
            )
        )
    except Invalid as refused:
        fault = _explained(form, refused)
    except Conflict:
        flash(_("Cuộc thi đã sang bước khác. Mời xem lại trang này."), "warning")
        return see_other(url_for("staff.contest_results.show", contest_id=contest.id))
    return _page(contest, form, awards, 422, fault=fault)


def _explained(form: DecisionForm, refused: Invalid) -> str:
    if refused.facts.get("field") == "document":
        form.document.errors = [_("Kết quả theo văn bản: vui lòng ghi số quyết định hoặc biên bản.")]
    else:
        form.decided_on.errors = [_("Ngày này trước ngày nộp của một ý tưởng, hoặc chưa tới. Mời xem lại.")]
    return ""


def _page(
    contest: Contest,
    form: DecisionForm,
    awards: dict[int, str],
    status: int = 200,
    *,
    fault: str = "",
    why_form: WhyForm | None = None,
) -> Response:
    page = render_template(
        "staff/contests/results.html",
        contest=contest,
        summary=summary_of(contest),
        form=form,
        given=awards,
        veiled=veiled_ideas(),
        fault=fault,
        why_form=why_form or WhyForm(),
        is_why_bad=why_form is not None,
        decisions=list_decisions(contest.id),
        is_undecided=contest.status in UNDECIDED,
        may_act=bool(staff_roles() & OFFICES),
        **words(),
    )
    return make_response(page, status)
