"""Knowledge contests for who holds them: listed, entered, opened, cancelled; who took part and where each stands."""

from typing import Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.accounts.roles import OFFICES
from marketplace.association.queries import find_unit_in, list_top_units
from marketplace.contests.errors import HasCertificates, TooFewQuestions
from marketplace.contests.models import KnowledgeContest
from marketplace.contests.queries.knowledge import (
    count_papers,
    count_topics,
    get_knowledge,
    list_knowledge,
    list_ranked,
    rank_units,
)
from marketplace.contests.services.knowledge import cancel_knowledge, create_knowledge, open_knowledge
from marketplace.contests.states import CANCELLED, DRAFT
from marketplace.core.clock import now, today
from marketplace.core.errors import Conflict, Invalid
from marketplace.core.transactions import transaction
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.context import site_settings
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor, staff_roles
from marketplace.web.staff.forms.contests import WhyForm
from marketplace.web.staff.forms.knowledge import KnowledgeForm
from marketplace.web.staff.unit_choices import units_of_territory


def index() -> str:
    """The knowledge contests of the territory, the latest first."""
    page = list_knowledge(current_scope(), request.args.get("after"))
    counts = count_papers([contest.id for contest in page.items])
    states = {contest.id: state_of(contest) for contest in page.items}
    return render_template("staff/knowledge/index.html", page=page, counts=counts, states=states)


def new() -> Response:
    """Enter a knowledge contest as a draft."""
    form = KnowledgeForm(request.form if request.method == "POST" else None)
    top = list_top_units(current_scope(), site_settings().home_province)[0]
    form.offer(units_of_territory(), count_topics(top))
    if request.method == "GET":
        form.per_paper.data, form.minutes.data = "20", "15"
        form.opens_on.process_data(today())
        form.opens_time.data, form.closes_time.data = "08:00", "21:00"
        form.closes_on.process_data(today())
    elif form.validate():
        try:
            with transaction():
                first_time()
                unit = find_unit_in(current_scope(), form.unit.data)
                by: dict[str, Any] = {"actor": officer_actor(), "scope": current_scope()}
                topic = form.topic.data if form.topic.data in dict(form.topic.choices) else ""
                contest = create_knowledge(unit, form.name.data, topic, form.window, **by)
                page = leads_to(url_for("staff.knowledge.show", contest_id=contest.id))
            flash(_("Đã lưu. Người dự thi vào được khi chị bấm mở và đã tới giờ."), "success")
            return see_other(page)
        except Invalid:
            form.closes_on.errors = [_("Giờ đóng phải sau giờ mở và chưa qua. Mời xem lại.")]
    page = render_template("staff/knowledge/new.html", form=form)
    return make_response(page, 422 if request.method == "POST" else 200)


def show(contest_id: int) -> Response:
    """One knowledge contest: its address for phones, who took part, ranks by person and unit."""
    return _page(get_knowledge(contest_id, current_scope()))


def let_in(contest_id: int) -> Response:
    """Open it: the questions are fixed, and women come in from its hour on."""
    try:
        with transaction():
            contest = get_knowledge(contest_id, current_scope())
            open_knowledge(contest, actor=officer_actor(), scope=current_scope())
        flash(_("Đã mở cuộc thi. Mời gửi đường dẫn cho chị em."), "success")
    except TooFewQuestions as refused:
        words = _(
            "Kho câu hỏi mới có %(have)d câu, cuộc thi cần %(need)d câu. Vui lòng thêm câu hỏi rồi mở lại.",
            have=refused.have,
            need=contest.per_paper,
        )
        flash(words, "error")
    except Conflict:
        flash(_("Cuộc thi đã sang bước khác. Mời xem lại trang này."), "warning")
    return see_other(url_for("staff.knowledge.show", contest_id=contest_id))


def cancel(contest_id: int) -> Response:
    """Cancel it with the reason."""
    form = WhyForm(request.form)
    contest = get_knowledge(contest_id, current_scope())
    if not form.validate():
        return _page(contest, 422, why_form=form)
    try:
        with transaction():
            contest = get_knowledge(contest_id, current_scope())
            cancel_knowledge(contest, why=form.why.data, actor=officer_actor(), scope=current_scope())
        flash(_("Đã hủy cuộc thi."), "success")
    except HasCertificates:
        flash(_("Cuộc thi đã cấp giấy chứng nhận nên không hủy được. Mời thu hồi các giấy ấy trước."), "error")
    except Conflict:
        flash(_("Cuộc thi đã sang bước khác. Mời xem lại trang này."), "warning")
    return see_other(url_for("staff.knowledge.show", contest_id=contest_id))


def state_of(contest: KnowledgeContest) -> tuple[str, str]:
    """The tone of a contest's badge and what it says, by its state and the clock."""
    if contest.status == DRAFT:
        return "info", _("Đang chuẩn bị")
    if contest.status == CANCELLED:
        return "stop", _("Đã hủy cuộc thi")
    if now() < contest.opens_at:
        return "wait", _("Chưa tới giờ")
    return ("wait", _("Đang thi")) if now() < contest.closes_at else ("done", _("Đã kết thúc"))


def _page(contest: KnowledgeContest, status: int = 200, why_form: WhyForm | None = None) -> Response:
    page = render_template(
        "staff/knowledge/show.html",
        contest=contest,
        state=state_of(contest),
        address=url_for("storefront.contests.begin", code=contest.code, _external=True),
        ranked=list_ranked(contest.id, request.args.get("after")),
        units=rank_units(contest.id),
        takers=count_papers([contest.id]).get(contest.id, 0),
        may_act=bool(staff_roles() & OFFICES),
        why_form=why_form or WhyForm(),
        is_why_bad=why_form is not None,
    )
    return make_response(page, status)
