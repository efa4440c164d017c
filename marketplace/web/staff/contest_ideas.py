"""Ideas: entered in a contest, carried on from the level below, taken out; one page for each, all its levels on it."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from marketplace.accounts.roles import OFFICES
from marketplace.association.queries import find_unit_in
from marketplace.contests import services
from marketplace.contests.errors import AlreadyEntered, IsContestant, OutsideContest
from marketplace.contests.models import Contest, Entry, Idea
from marketplace.contests.queries.contests import get_contest, get_entry, lock_contest
from marketplace.contests.queries.ideas import entries_of, get_idea, list_ideas, list_to_carry, lock_idea
from marketplace.core.clock import today
from marketplace.core.errors import Conflict, Invalid, TooMany
from marketplace.core.transactions import transaction
from marketplace.enterprises.queries import list_founded_from
from marketplace.people.models import Person
from marketplace.programme.errors import MayBeKnown
from marketplace.programme.queries import programmes_of
from marketplace.programme.queries.outcomes.ideas import RECORD
from marketplace.programme.services import enter_woman
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.formats import day as date_words
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor, staff_roles
from marketplace.web.staff.contests import back_to, contest_page, veiled_ideas, words
from marketplace.web.staff.forms.contests import IdeaForm, NationalForm, WhyForm
from marketplace.web.staff.likely_people import chosen_woman, find_people, show_likely, who_page
from marketplace.web.staff.unit_choices import units_around
from marketplace.web.words.programme import programme_words

PURPOSE = "contest"  # of a look-up by phone, in the audit trail


def index() -> str:
    """The ideas of the territory, found by title or author."""
    text = request.args.get("q", "").strip()[:80]
    veiled = veiled_ideas()
    page = list_ideas(current_scope(), request.args.get("after"), text=text, veiled=veiled)
    entries = entries_of([idea.id for idea in page.items])
    return render_template("staff/ideas/index.html", page=page, entries=entries, text=text, veiled=veiled, **words())


def new(contest_id: int) -> Response:
    """Enter an idea of a woman found before, or of a new person."""
    contest = get_contest(contest_id, current_scope())
    form = _form(contest, request.form if request.method == "POST" else request.args)
    if request.method == "POST" and form.validate():
        answer = _save(contest, form)
        if answer is not None:
            return answer
    return _page(contest)(form, 422 if request.method == "POST" else 200)


def find(contest_id: int) -> Response:
    """Find the author by name or phone; sent as POST, so that names and numbers stay out of addresses."""
    contest = get_contest(contest_id, current_scope())
    sought = request.form.get("q", "").strip()[:100]
    try:
        found = find_people(sought, PURPOSE)
    except TooMany:
        flash(_("Đã tra nhiều số. Mời đợi một lúc rồi thử lại."), "warning")
        return _page(contest)(_form(contest, {}), 429, sought=sought)
    return _page(contest)(_form(contest, {}), sought=sought, found=found)


def carry(contest_id: int) -> Response | str:
    """Let honoured ideas of the level below go on to this contest: the same ideas, entered once more."""
    contest = get_contest(contest_id, current_scope())
    offered = list_to_carry(contest)
    if request.method == "GET":
        return _carry_page(contest, offered)
    chosen = [entry for entry in offered if str(entry.id) in request.form.getlist("entry")]
    if not chosen:
        flash(_("Mời chọn ít nhất một ý tưởng."), "warning")
        return make_response(_carry_page(contest, offered), 422)
    try:
        with transaction():
            first_time()
            contest = lock_contest(contest_id, current_scope())
            for entry in chosen:
                services.carry_on(entry, contest, entered_on=today(), actor=officer_actor(), scope=current_scope())
            page = leads_to(url_for("staff.contests.show", contest_id=contest_id))
        flash(_("Đã đưa lên %(count)d ý tưởng.", count=len(chosen)), "success")
        return see_other(page)
    except IsContestant as refused:
        flash(contestant_words(refused), "error")
    except OutsideContest:
        flash(_("Hôm nay nằm ngoài những ngày nhận ý tưởng của cuộc thi này."), "error")
    except Conflict:
        flash(_("Cuộc thi đã sang bước khác. Mời xem lại trang này."), "warning")
    return back_to(contest_id)


def _carry_page(contest: Contest, offered: list[Entry]) -> str:
    facts: dict[str, Any] = {"contest": contest, "offered": offered, "veiled": veiled_ideas()}
    return render_template("staff/contests/carry.html", **facts, **words())


def withdraw(contest_id: int, number: int) -> Response:
    """Take an idea out of a contest, with the reason."""
    form = WhyForm(request.form)
    contest = get_contest(contest_id, current_scope())
    get_entry(contest_id, number)
    if not form.validate():
        return make_response(contest_page(contest, why_form=form, why_at=f"entry-{number}"), 422)
    try:
        with transaction():
            lock_contest(contest_id, current_scope())
            entry = get_entry(contest_id, number)
            services.withdraw_entry(entry, why=form.why.data, actor=officer_actor(), scope=current_scope())
        flash(_("Đã rút ý tưởng khỏi cuộc thi."), "success")
    except Conflict:
        flash(_("Cuộc thi đã có kết quả nên không rút được. Nếu cần, mời mở lại kết quả trước."), "warning")
    return back_to(contest_id)


def show(idea_id: int) -> str:
    """One idea: its author, every contest it was in, its awards, what the national level gave it."""
    return _idea_page(get_idea(idea_id, current_scope()))


def support(idea_id: int) -> Response:
    """Record what the national level gave an idea."""
    idea, form = get_idea(idea_id, current_scope()), NationalForm(request.form)
    if form.validate():
        by: dict[str, Any] = {"actor": officer_actor(), "scope": current_scope()}
        try:
            with transaction():
                idea = lock_idea(idea_id, current_scope())
                services.note_national_support(idea, on=form.supported_on.day or today(), what=form.what.data, **by)
            flash(_("Đã ghi hỗ trợ ở cấp Trung ương."), "success")
            return see_other(url_for("staff.contest_ideas.show", idea_id=idea_id))
        except Invalid:
            form.supported_on.errors = [_("Ngày này trước ngày có ý tưởng. Mời xem lại.")]
    return make_response(_idea_page(idea, form=form), 422)


def forget_support(idea_id: int) -> Response:
    """Take a support back that was entered by mistake."""
    try:
        with transaction():
            idea = lock_idea(idea_id, current_scope())
            services.forget_national_support(idea, actor=officer_actor(), scope=current_scope())
        flash(_("Đã bỏ hỗ trợ ghi nhầm."), "success")
    except Conflict:
        flash(_("Việc này đã được ghi trước đó."), "info")
    return see_other(url_for("staff.contest_ideas.show", idea_id=idea_id))


def contestant_words(refused: IsContestant) -> str:
    """That an author cannot judge, and what to do."""
    return str(
        _(
            "Chị %(name)s vừa là thí sinh vừa là giám khảo của cuộc thi này. Vui lòng chọn giám khảo khác; "
            "nếu chỉ trùng tên, mời ghi thêm chức danh vào sau tên giám khảo.",
            name=refused.name,
        )
    )


def _idea_page(idea: Idea, form: NationalForm | None = None) -> str:
    return render_template(
        "staff/ideas/show.html",
        idea=idea,
        entries=entries_of([idea.id])[idea.id],
        founded=list_founded_from(idea.id, current_scope()),
        programmes=[programme_words(each).short_name for each in programmes_of(RECORD, [idea.id])[idea.id]],
        form=form or NationalForm(),
        may_act=bool(staff_roles() & OFFICES),
        veiled=veiled_ideas(),
        **words(),
    )


def _page(contest: Contest) -> Callable[..., Response]:
    def page(form: IdeaForm, status: int = 200, **more: Any) -> Response:
        return who_page("staff/contests/idea.html", _with(form, contest), status, **more)

    return page


def _with(form: IdeaForm, contest: Contest) -> IdeaForm:
    form.contest = contest
    return form


def _form(contest: Contest, given: Mapping[str, str]) -> IdeaForm:
    form = IdeaForm(MultiDict(given))
    if request.method == "GET" and not form.entered_on.data:
        form.entered_on.process_data(today())
    woman = chosen_woman(form) if form.known_id else None
    below = [unit for unit in units_around(woman) if unit.path.startswith(contest.unit.path)]
    known = {unit.id for unit in below}
    form.offer(below if contest.unit.id in known else [*below, contest.unit])
    return form


def _save(contest: Contest, form: IdeaForm) -> Response | None:
    try:
        with transaction():
            first_time()
            contest = lock_contest(contest.id, current_scope())
            by: dict[str, Any] = {"actor": officer_actor(), "scope": current_scope()}
            woman = chosen_woman(form) if form.known_id else _enter(form)
            told = services.Told(form.title.data, form.sector.data, form.summary.data or "", form.co_authors.data or "")
            unit = find_unit_in(current_scope(), form.unit.data)
            services.enter_idea(contest, woman, unit, told, entered_on=form.entered_on.day or today(), **by)
            page = leads_to(url_for("staff.contests.show", contest_id=contest.id))
    except MayBeKnown as refused:
        return _ask_who_she_is(contest, form, refused.people)
    except AlreadyEntered as refused:
        form.title.errors = [_already_words(refused.idea)]
        return None
    except IsContestant as refused:
        form.full_name.errors = [contestant_words(refused)]
        return None
    except OutsideContest as refused:
        getattr(form, refused.field).errors = [_outside_words(contest, refused.field)]
        return None
    except Conflict:
        flash(_("Cuộc thi này không nhận ý tưởng lúc này."), "warning")
        return back_to(contest.id)
    flash(_("Đã nhập ý tưởng của chị %(name)s.", name=woman.full_name), "success")
    return see_other(page)


def _enter(form: IdeaForm) -> Person:
    return enter_woman(
        form.full_name.data,
        form.phone.e164,
        form.birth_year.year,
        other_than=form.other_than,
        actor=officer_actor(),
        scope=current_scope(),
    )


def _ask_who_she_is(contest: Contest, form: IdeaForm, people: list[Person]) -> Response | None:
    try:
        likely = show_likely(people, form.phone.e164, PURPOSE)
    except TooMany:
        form.phone.errors = [_("Đã tra nhiều số. Mời đợi một lúc rồi thử lại.")]
        return None
    form.person.errors = [_("Có thể chị ấy đã có trong danh sách. Mời chọn đúng người rồi lưu.")]
    return _page(contest)(form, 422, likely=likely)


def _already_words(idea: Idea) -> str:
    if not current_scope().covers(idea.unit):
        return str(_("Chị ấy đã có ý tưởng tên này ở nơi khác. Một ý tưởng chỉ nhập một lần."))
    return str(
        _(
            "Chị ấy đã có ý tưởng tên này, nộp ngày %(day)s. Một ý tưởng chỉ nhập một lần; lên cấp trên thì bấm "
            "“Đưa ý tưởng từ cấp dưới lên”.",
            day=date_words(idea.submitted_on),
        )
    )


def _outside_words(contest: Contest, field: str) -> str:
    if field == "unit":
        return str(_("Đơn vị này không thuộc %(unit)s. Mời chọn lại.", unit=contest.unit.name))
    days = [date_words(day) for day in (contest.opens_on, contest.closes_on) if day]
    return str(_("Ngày này nằm ngoài những ngày nhận ý tưởng (%(days)s).", days=" – ".join(days)))
