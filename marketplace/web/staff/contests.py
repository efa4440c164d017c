"""«Cuộc thi»: contests of ideas listed, entered, opened step by step, and cancelled; one page for each."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.accounts.roles import OFFICES
from marketplace.association.queries import find_unit_in
from marketplace.contests import services
from marketplace.contests.awards import FULL_MARKS, LEAST_SHEETS
from marketplace.contests.errors import NotReady, WeightsDoNotAddUp
from marketplace.contests.models import Contest
from marketplace.contests.queries.contests import (
    count_entries,
    ever_judged,
    find_judge_of,
    get_contest,
    list_contests,
    list_decisions,
    list_entries,
    list_veiled_ideas,
    lock_contest,
)
from marketplace.contests.queries.ideas import list_to_carry
from marketplace.contests.standings import Summary, summary_of
from marketplace.contests.states import OPEN, UNDECIDED
from marketplace.core.clock import today
from marketplace.core.errors import Conflict, Invalid
from marketplace.core.folding import sort_key
from marketplace.core.transactions import transaction
from marketplace.programme.queries import programmes_of, themes_named_by
from marketplace.programme.queries.ideas import CONTEST
from marketplace.programme.queries.outcomes.ideas import RECORD
from marketplace.programme.services.ideas import count_contest_for
from marketplace.programme.shape import Record
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_person, current_scope, officer_actor, signed_in_person, staff_roles
from marketplace.web.staff.forms.contests import HERE, NO, ON_PAPER, YES, ContestForm, WhyForm
from marketplace.web.staff.theme_choices import no_theme_words
from marketplace.web.staff.unit_choices import units_of_territory
from marketplace.web.words.contests import (
    award_words,
    contest_state_words,
    level_words,
    points,
    relation_words,
    sector_words,
    tie_words,
)
from marketplace.web.words.programme import programme_words
from marketplace.web.words.units import theme_part_words

USUAL = [
    ("Tính mới, sáng tạo", 25),
    ("Tính khả thi, hiểu thị trường", 25),
    ("Tác động kinh tế - xã hội", 20),
    ("Tác động môi trường", 15),
    ("Năng lực của tác giả và nhóm", 15),
]


def index() -> str:
    """The contests of ideas of the territory, the latest first."""
    page = list_contests(current_scope(), request.args.get("after"))
    counts = count_entries([contest.id for contest in page.items])
    return render_template("staff/contests/index.html", page=page, counts=counts, **words())


def new() -> Response:
    """Enter a contest as a draft."""
    form = _form()
    if request.method == "GET":
        form.year.data, form.judged.data, form.blind.data, form.tie_rule.data = today().year, HERE, NO, "shared"
        form.criteria.process_data(USUAL)
        form.spread_limit.data = "20"
    elif form.validate():
        try:
            with transaction():
                first_time()
                unit = find_unit_in(current_scope(), form.unit.data)
                by: dict[str, Any] = {"actor": officer_actor(), "scope": current_scope()}
                contest = services.create_contest(unit, form.terms, form.criteria.weights, **by)
                count_contest_for(contest.id, form.chosen_programmes, actor=officer_actor(), day=form.counted_day)
                form.save_themes(CONTEST, contest.id, contest.unit, form.counted_day or today())
                page = leads_to(url_for("staff.contests.show", contest_id=contest.id))
            flash(_("Đã lưu cuộc thi. Cuộc thi mở nhận ý tưởng khi chị bấm mở."), "success")
            return see_other(page)
        except Invalid as refused:
            _explain(form, refused)
    return _form_page(form, None)


def edit(contest_id: int) -> Response:
    """Say something else of a draft."""
    contest = get_contest(contest_id, current_scope())
    form = _form(contest)
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                first_time()
                contest = lock_contest(contest_id, current_scope())
                by: dict[str, Any] = {"actor": officer_actor(), "scope": current_scope()}
                services.change_contest(contest, form.terms, form.criteria.weights, **by)
                count_contest_for(contest.id, form.chosen_programmes, actor=officer_actor(), day=form.counted_day)
                form.save_themes(CONTEST, contest.id, contest.unit, form.counted_day or today())
                leads_to(url_for("staff.contests.show", contest_id=contest_id))
            flash(_("Đã lưu."), "success")
            return back_to(contest_id)
        except Invalid as refused:
            _explain(form, refused)
        except Conflict:
            flash(
                _("Cuộc thi đã mở nên không sửa được nữa. Nếu chưa có ý tưởng nào, mời đưa về chuẩn bị rồi sửa."),
                "warning",
            )
            return back_to(contest_id)
    return _form_page(form, contest)


def show(contest_id: int) -> str:
    """One contest: where it stands, its ideas, its judges, and the next step."""
    return contest_page(get_contest(contest_id, current_scope()))


def contest_page(contest: Contest, **more: Any) -> str:
    """The page of a contest, with the forms that were refused."""
    summary, hers = summary_of(contest), find_judge_of(contest.id, signed_in_person().id)
    facts: dict[str, Any] = {
        "contest": contest,
        "summary": summary,
        "programmes": [programme_words(each).short_name for each in programmes_of(CONTEST, [contest.id])[contest.id]],
        "total": sum(row.weight for row in contest.criteria),
        "hers": hers,
        "is_veiled": is_veiled(contest),
        "veiled": veiled_ideas(),
        "to_carry": len(list_to_carry(contest)) if contest.status == OPEN else 0,
        "is_decided": contest.decided_on is not None,
        "is_undecided": contest.status in UNDECIDED,
        "decisions": list_decisions(contest.id),
        "named": themes_named_by(CONTEST, contest.id),
        "part_words": theme_part_words(),
        "may_act": bool(staff_roles() & OFFICES),
        "why_form": WhyForm(),
        "why_at": "",
    }
    return render_template("staff/contests/show.html", **facts | more, **words())


def is_veiled(contest: Contest) -> bool:
    """Whether this visitor must not see names: a blind contest without a result, which she judges or judged."""
    is_blind = contest.is_blind and contest.status in UNDECIDED
    return is_blind and ever_judged(contest.id, signed_in_person().id)


def list_authors(contest_id: int) -> list[tuple[str, str]]:
    """The authors in a contest, each once, by name alone in the order of names: which number is whose is not told."""
    authors = {entry.idea.person.public_id: entry.idea for entry in list_entries(contest_id)}
    by_name = sorted(authors.items(), key=lambda found: sort_key(found[1].person.full_name))
    return [(key, f"{idea.person.full_name}, {idea.unit.name}") for key, idea in by_name]


def veiled_ideas() -> set[int]:
    """The ideas whose authors this visitor must not see, on whichever page."""
    return list_veiled_ideas(signed_in_person().id)


def unnamed(records: Sequence[Record]) -> list[Record]:
    """Records behind a figure, those of ideas that this visitor judges blind without their authors."""
    visitor = current_person()
    hidden = list_veiled_ideas(visitor.id) if visitor and any(one.ref.kind == RECORD for one in records) else set()
    nobody = {"person_name": _("giấu tên"), "birth_year": None, "unit_name": ""}
    return [replace(one, **nobody) if one.ref.kind == RECORD and one.ref.id in hidden else one for one in records]


def take_ideas(contest_id: int) -> Response:
    """Open a contest for ideas."""
    return _step(contest_id, services.open_contest, _("Cuộc thi đã mở nhận ý tưởng."))


def back_to_draft(contest_id: int) -> Response:
    """Make it a draft again."""
    return _step(contest_id, services.back_to_draft, _("Cuộc thi đã về bước chuẩn bị."))


def begin_judging(contest_id: int) -> Response:
    """Close the list and let the judges begin."""
    return _step(
        contest_id, services.begin_judging, _("Đã khóa danh sách ý tưởng. Ban giám khảo chấm được từ bây giờ.")
    )


def back_to_open(contest_id: int) -> Response:
    """Take ideas again."""
    return _step(contest_id, services.back_to_open, _("Cuộc thi lại nhận ý tưởng."))


def cancel(contest_id: int) -> Response:
    """Cancel a contest with the reason."""
    form = WhyForm(request.form)
    if not form.validate():
        page = contest_page(get_contest(contest_id, current_scope()), why_form=form, why_at="cancel")
        return make_response(page, 422)
    return _step(contest_id, services.cancel_contest, _("Đã hủy cuộc thi."), why=form.why.data)


def back_to(contest_id: int) -> Response:
    """The page of a contest, after a change."""
    return see_other(url_for("staff.contests.show", contest_id=contest_id))


def _step(contest_id: int, act: Callable[..., None], done: str, **more: Any) -> Response:
    try:
        with transaction():
            contest = lock_contest(contest_id, current_scope())
            act(contest, actor=officer_actor(), scope=current_scope(), **more)
        flash(done, "success")
    except WeightsDoNotAddUp as refused:
        flash(weights_words(refused.total), "error")
    except NotReady as refused:
        flash(not_ready_words(refused), "error")
    except Conflict:
        flash(_("Cuộc thi đã sang bước khác. Mời xem lại trang này."), "warning")
    return back_to(contest_id)


def weights_words(total: int) -> str:
    """What is missing of the 100 points, or too much."""
    if total < FULL_MARKS:
        words = _(
            "Các tiêu chí mới có %(total)d điểm, còn thiếu %(missing)d điểm cho đủ 100.",
            total=total,
            missing=FULL_MARKS - total,
        )
    else:
        words = _(
            "Các tiêu chí có %(total)d điểm, thừa %(more)d điểm so với 100.", total=total, more=total - FULL_MARKS
        )
    return f"{words} {_('Mời sửa tiêu chí rồi mở lại.')}"


def not_ready_words(refused: NotReady) -> str:
    """Why a step cannot be made yet, and what to do."""
    numbers = ", ".join(str(one.entry.number) for one in refused.entries)
    known = {
        "has_ideas": _("Đã có ý tưởng dự thi nên không đưa về chuẩn bị được."),
        "no_ideas": _("Chưa có ý tưởng nào. Vui lòng nhập ý tưởng trước."),
        "few_judges": _("Cần ít nhất %(least)d giám khảo. Vui lòng thêm giám khảo trước.", least=LEAST_SHEETS),
        "has_sheets": _("Đã có phiếu chấm nên không nhận thêm ý tưởng được."),
        "few_sheets": _(
            "Ý tưởng số %(numbers)s chưa đủ %(least)d phiếu của giám khảo không có quan hệ với thí sinh. "
            "Vui lòng chấm thêm hoặc thêm giám khảo.",
            numbers=numbers,
            least=LEAST_SHEETS,
        ),
    }
    return str(known[refused.why])


def words() -> dict[str, Any]:
    """The words that pages of contests share."""
    return {
        "levels": level_words(),
        "awards": award_words(),
        "states": contest_state_words(),
        "sectors": sector_words(),
        "relations": relation_words(),
        "ties": tie_words(),
        "points": points,
    }


def sheets_of(summary: Summary) -> dict[int, int]:
    """How many sheets each judge filled in, by the judge's key."""
    found = {judge.id: 0 for judge in summary.judges}
    for one in summary.standings:
        for judge, _sheet in one.sheets:
            found[judge.id] += 1
    return found


def _form(contest: Contest | None = None) -> ContestForm:
    given = request.form if request.method == "POST" else None
    stored: dict[str, Any] = {}
    if contest is not None:
        stored = {name: getattr(contest, name) for name in ("name", "year", "level", "theme", "opens_on", "closes_on")}
        stored |= {"unit": contest.unit.code, "tie_rule": contest.tie_rule, "spread_limit": contest.spread_limit}
        stored |= {"judged": ON_PAPER if contest.is_on_paper else HERE, "blind": YES if contest.is_blind else NO}
        stored["criteria"] = [(row.name, row.weight) for row in contest.criteria]
        stored["programmes"] = [each.code for each in programmes_of(CONTEST, [contest.id])[contest.id]]
    form = ContestForm(given, data=stored)
    units = units_of_territory()
    if contest is not None:
        units = [contest.unit]
    form.offer(units)
    form.offer_themes(CONTEST, contest.id if contest else None)
    return form


def _form_page(form: ContestForm, contest: Contest | None) -> Response:
    page = render_template("staff/contests/new.html", form=form, contest=contest)
    return make_response(page, 422 if request.method == "POST" else 200)


def _explain(form: ContestForm, refused: Invalid) -> None:
    """Beside the field what is wrong with it."""
    known = {
        "closes_on": _("Ngày này trước ngày bắt đầu nhận. Mời xem lại."),
        "themes": no_theme_words(refused),
        "level": _("Đơn vị này không tổ chức cuộc thi cấp trên của mình. Mời chọn cấp hoặc đơn vị khác."),
    }
    field = str(refused.facts.get("field", "name"))
    getattr(form, field).errors = [known.get(field, _("Mời xem lại chỗ này."))]
