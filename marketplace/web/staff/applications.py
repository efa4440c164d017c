"""Applications: the queue of the officer's territory by due time, one checklist beside its papers, the decision."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from marketplace.accounts.queries import find_account_of, list_phone_changes
from marketplace.accounts.services.phone_changes import standing_of
from marketplace.accounts.services.sessions import is_fresh
from marketplace.association.models import Unit
from marketplace.association.queries import list_units
from marketplace.core.clock import local_date, now, today
from marketplace.core.errors import Invalid, NotFound, TooMany
from marketplace.core.transactions import transaction
from marketplace.people.queries import list_people
from marketplace.sellers import queries, states
from marketplace.sellers.checklist import MARK_MISSING, MET, checklist, load_case, unmet_in
from marketplace.sellers.errors import AlreadyDecided, BadAnswer, ChangedMeanwhile, Unmet, Unopened
from marketplace.sellers.models import Application, Evidence
from marketplace.sellers.policies import can_decide
from marketplace.sellers.registries import REQUIREMENTS
from marketplace.sellers.services import (
    approve_application,
    ask_for_more,
    decline_application,
    mark_requirement,
    restore_seller,
    reveal,
    suspend_seller,
    take_up_again,
)
from marketplace.sellers.services import open_paper as look_at_paper
from marketplace.sellers.services.deciding import stamp_of
from marketplace.sellers.shape import Case
from marketplace.shops.queries import find_shop_of_seller
from marketplace.web.parts.application_answers import answers_in_words, papers_in_words
from marketplace.web.parts.papers import paper_response
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.visitor import (
    current_offices,
    current_scope,
    current_sign_in,
    officer_actor,
    signed_in_person,
)
from marketplace.web.staff.application_decision import decision_on
from marketplace.web.staff.application_doubts import doubts_of
from marketplace.web.staff.application_history import history_of_applicant
from marketplace.web.words.applications import (
    decline_reasons,
    form_words,
    paper_name,
    refusal_words,
    requirement_words,
    state_words,
    vouched_words,
)
from marketplace.web.words.phone_changes import standing_words

TABS = (states.SUBMITTED, states.MORE_NEEDED, states.APPROVED, states.DECLINED, states.WITHDRAWN)
SPEED_DAYS = 90
Fault = tuple[str, str]  # where it stands on the page, what to do


@dataclass(frozen=True)
class Clock:
    """The time left until a deadline, as words and a colour."""

    tone: str
    text: str


def index() -> str:
    """The territory's applications of one state; state, unit and search are in the address."""
    status, text = request.args.get("state", states.SUBMITTED), request.args.get("q", "").strip()[:80]
    if status not in TABS:
        raise NotFound(state=status)
    unit_id = request.args.get("unit", type=int)
    kept = {"unit": unit_id, "q": text or None}
    after = request.args.get("after")
    page = queries.list_applications(current_scope(), status, unit_id=unit_id, text=text, cursor=after)
    counts = queries.count_by_status(current_scope(), unit_id=unit_id, text=text)
    tabs = [(_address(tab, **kept), state_words(tab)[1], counts.get(tab, 0)) for tab in TABS]
    return render_template(
        "staff/applications/index.html",
        page=page,
        status=status,
        text=text,
        unit_id=unit_id,
        units=_communes(),
        tabs=tabs,
        elsewhere=[tab for tab in tabs if tab[2]],
        current=_address(status, **kept),
        next_url=_address(status, after=page.next_cursor, **kept) if page.next_cursor else None,
        clock=clock_of,
        form_words=form_words,
        state_words=state_words,
        officers=list_people({row.decided_by for row in page if row.decided_by is not None}),
        speeds=queries.list_speeds(current_scope(), now() - timedelta(days=SPEED_DAYS)),
    )


def show(number: str) -> str:
    """One application: the applicant's answers beside her papers, and what remains to be done."""
    return _page(queries.get_application(number, current_scope()))


def open_paper(number: str, paper_id: int) -> Response:
    """Go on to the page with one paper beside it, after the officer's fresh sign-in."""
    application = queries.get_application(number, current_scope())
    return see_other(url_for("staff.applications.show", number=application.number, paper=paper_id, _anchor="papers"))


def paper(number: str, paper_id: int) -> Response:
    """One paper, for an officer of the territory after a fresh sign-in; each opening is audited."""
    with transaction():
        application = queries.get_application(number, current_scope())
        found = queries.get_paper(application.id, paper_id)
        look_at_paper(application, found, officer_actor())
    return paper_response(found)


def mark(number: str, code: str) -> Response | str:
    """Save the officer's mark on one requirement."""
    if code not in REQUIREMENTS:
        raise NotFound(requirement=code)
    verdict, note = request.form.get("verdict", ""), request.form.get("note", "")

    def act(application: Application) -> None:
        mark_requirement(application, code, verdict, note, officer_actor(), seen=_seen())

    done = _("Đã ghi: %(name)s.", name=requirement_words(code).name)
    return _do(number, act, done, fault_at=f"mark-{code}", stay=True)


def take_up(number: str) -> Response | str:
    """Go on with an application sent back for more, or reopen a declined one, with the applicant beside the officer."""
    note = request.form.get("note", "")

    def act(application: Application) -> None:
        take_up_again(application, note, officer_actor(), seen=_seen())

    return _do(number, act, _("Hồ sơ đã mở lại để xét tiếp."), fault_at="take-up", stay=True)


def approve(number: str) -> Response | str:
    """Đồng ý: admit the applicant."""
    note = request.form.get("note", "")

    def act(application: Application) -> None:
        approve_application(application, officer_actor(), note, seen=_seen())
        if not vouched_words().keys() <= set(request.form.getlist("vouch")):
            raise BadAnswer(field="vouch", why="empty")

    done = _("Đã duyệt. Chị ấy được báo tin và mở gian hàng được ngay.")
    unheard = _(
        "Đã duyệt. Sàn chưa có số điện thoại của chị ấy: mời báo trực tiếp. Có số để đăng ký thì chị ấy mở gian hàng."
    )
    onward = url_for("staff.applications.show", number=number)  # where a record of support is offered
    return _do(number, act, done, unheard=unheard, fault_at="approve", onward=onward)


def ask(number: str) -> Response | str:
    """Đề nghị bổ sung, requirement by requirement."""
    notes = {key.removeprefix("note-"): text for key, text in request.form.items() if key.startswith("note-")}

    def act(application: Application) -> None:
        ask_for_more(application, request.form.get("note", ""), notes, officer_actor(), seen=_seen())

    done = _("Đã gửi đề nghị bổ sung. Chị ấy được báo tin.")
    unheard = _("Đã ghi đề nghị bổ sung. Sàn chưa có số điện thoại của chị ấy: mời báo trực tiếp.")
    return _do(number, act, done, unheard=unheard, fault_at="ask")


def decline(number: str) -> Response | str:
    """Chưa đủ điều kiện, with the reason and advice to the applicant."""
    reason, note = request.form.get("reason", ""), request.form.get("note", "")

    def act(application: Application) -> None:
        decline_application(application, reason, note, officer_actor(), seen=_seen())

    done = _("Đã trả lời “Chưa đủ điều kiện”. Chị ấy được báo tin kèm lý do.")
    unheard = _("Đã ghi “Chưa đủ điều kiện”. Sàn chưa có số điện thoại của chị ấy: mời báo lý do trực tiếp.")
    return _do(number, act, done, unheard=unheard, fault_at="decline")


def reveal_fact(number: str) -> Response | str:
    """Decrypt one sealed fact for this page alone; the purpose is audited."""
    kind, purpose = request.form.get("kind", ""), request.form.get("purpose", "")
    if not kind:
        return _refused(number, ("reveal", _("Mời chọn thông tin cần mở xem.")))
    try:
        with transaction():
            application = queries.lock_application(number, current_scope())
            shown = reveal(application, kind, officer_actor(), purpose)
    except TooMany:
        return _refused(number, ("reveal", _("Chị đã mở nhiều thông tin trong một giờ. Mời đợi rồi mở tiếp.")), 429)
    except Invalid:
        return _refused(number, ("reveal", _("Vui lòng ghi mục đích xem, ví dụ: đối chiếu với thẻ.")))
    return _page(queries.get_application(number, current_scope()), revealed={kind: _readable(kind, shown)})


def suspend(number: str) -> Response | str:
    """Suspend the seller, with the reason."""
    note = request.form.get("note", "")
    return _standing(number, lambda seller: suspend_seller(seller, note, officer_actor()), _("Đã tạm dừng bán hàng."))


def restore(number: str) -> Response | str:
    """End the seller's suspension."""
    note = request.form.get("note", "")
    done = _("Đã cho bán lại. Chị ấy tự mở lại gian hàng.")
    return _standing(number, lambda seller: restore_seller(seller, note, officer_actor()), done)


def clock_of(due_at: datetime | None) -> Clock:
    """«còn 2 ngày», «hạn hôm nay», «quá hạn 1 ngày»."""
    if due_at is None:
        return Clock("plain", _("chờ chị ấy bổ sung"))
    left = (local_date(due_at) - today()).days
    if due_at < now():
        late = max(-left, 1)
        return Clock("stop", ngettext("quá hạn %(num)d ngày", "quá hạn %(num)d ngày", late))
    if left == 0:
        return Clock("wait", _("hạn hôm nay"))
    return Clock("wait" if left <= 2 else "plain", ngettext("còn %(num)d ngày", "còn %(num)d ngày", left))


def _communes() -> list[Unit]:
    """The communes to narrow the list by, where there is more than one."""
    communes = list_units(current_scope(), levels=("commune",))
    return communes if len(communes) > 1 else []


def _address(status: str, **kept: Any) -> str:
    return url_for("staff.applications.index", state=status, **{name: value for name, value in kept.items() if value})


def _seen() -> str | None:
    return request.form.get("seen")


def _do(
    number: str,
    act: Callable[[Application], None],
    done: str,
    *,
    fault_at: str,
    stay: bool = False,
    onward: str = "",
    unheard: str = "",
) -> Response | str:
    """Do it and say so: `done`, or `unheard` where the applicant has no phone by which anyone could tell her."""
    try:
        with transaction():
            application = queries.lock_application(number, current_scope())
            is_heard = application.person.phone is not None
            act(application)
    except AlreadyDecided as refused:
        if not refused.repeated:
            return _overtaken(number, refused)
    except ChangedMeanwhile:
        text = _("Chị ấy vừa nộp lại hồ sơ. Mời xem lại nội dung mới rồi quyết định.")
        return _refused(number, (fault_at, text), 409)
    except Unmet as refused:
        names = ", ".join(requirement_words(code).name for code in refused.unmet)
        return _refused(number, (fault_at, _("Chưa duyệt được vì còn: %(names)s.", names=names)), 409)
    except Unopened as refused:
        names = ", ".join(paper_name(*paper) for paper in refused.papers)
        text = _("Chưa có cán bộ nào mở xem: %(names)s. Mời mở xem ảnh rồi mới ghi “Đã xem, đúng”.", names=names)
        return _refused(number, (fault_at, text), 409)
    except BadAnswer as refused:
        return _refused(number, (fault_at, refusal_words(refused.field, refused.why)))
    flash(done if is_heard or not unheard else unheard, "success")
    if stay:
        shown = request.form.get("paper", type=int)
        return see_other(url_for("staff.applications.show", number=number, paper=shown, _anchor="checklist"))
    return see_other(onward or url_for("staff.applications.index"))


def _standing(number: str, act: Callable[[Any], None], done: str) -> Response | str:
    try:
        with transaction():
            application = queries.get_application(number, current_scope())
            seller = queries.find_seller_of_application(application.id)
            if seller is None:
                raise NotFound(number=number)
            act(queries.lock_seller(seller.id, current_scope()))
    except BadAnswer as refused:
        return _refused(number, ("standing", refusal_words(refused.field, refused.why)))
    flash(done, "success")
    return see_other(url_for("staff.applications.show", number=number))


def _overtaken(number: str, refused: AlreadyDecided) -> Response:
    page = render_template(
        "staff/applications/overtaken.html", number=number, refused=refused, words=state_words(refused.status)[1]
    )
    return make_response(page, 409)


def _refused(number: str, fault: Fault, status: int = 422) -> Response:
    return make_response(_page(queries.get_application(number, current_scope()), fault=fault), status)


def _page(application: Application, *, fault: Fault | None = None, revealed: dict[str, str] | None = None) -> str:
    case = load_case(application)
    items = checklist(case)
    person = signed_in_person()
    seller = queries.find_seller_of_application(application.id)
    history = history_of_applicant(application, seller)
    return render_template(
        "staff/applications/show.html",
        application=application,
        case=case,
        open_items=[item for item in items if item.state != MET],
        met_items=[item for item in items if item.state == MET],
        rows=answers_in_words(case),
        stamp=stamp_of(application),
        tone=state_words(application.status)[0],
        state=state_words(application.status)[1],
        clock=clock_of(application.due_at) if application.status == states.SUBMITTED else None,
        is_own=application.person_id == person.id,
        may_decide=can_decide(officer_actor(), current_offices(), application),
        unmet=[requirement_words(code).name for code in unmet_in(items)],
        doubts=doubts_of(case),
        shown=_shown(case),
        papers_in_words=papers_in_words,
        unopened=queries.list_unopened(application) if application.status == states.SUBMITTED else [],
        requirement_words=requirement_words,
        paper_name=paper_name,
        reasons=decline_reasons(),
        decision=decision_on(application, seller),
        asked=[item for item in items if item.mark and item.mark.verdict == MARK_MISSING],
        shop=find_shop_of_seller(seller.id) if seller else None,
        revealed=revealed or {},
        facts=_sealed_facts(case),
        fault=fault,
        typed=request.form,
        seller=seller,
        phone_change=_phone_change(application),
        history=history,
        people=list_people({step.change.person_id for step in history if step.change.person_id is not None}),
        vouched=vouched_words(),
        ticked=request.form.getlist("vouch"),
        may_take_up=application.status in states.RESUMABLE_STATES,
        given_day=f"{today():%d/%m/%Y}",
    )


def _phone_change(application: Application) -> tuple[str, str] | None:
    """The state of the newest change of the applicant's phone, or None where there was none."""
    account = find_account_of(application.person_id)
    changes = list_phone_changes(account.id, limit=1) if account else []
    return standing_words(standing_of(changes[0])) if changes else None


def _shown(case: Case) -> Evidence | None:
    """The paper to show beside the checklist; only after a fresh sign-in."""
    wanted, sign_in = request.values.get("paper", type=int), current_sign_in()
    if sign_in is None or not is_fresh(sign_in):
        return None
    return next((paper for paper in case.papers if paper.id == wanted and paper.file.erased_at is None), None)


def _sealed_facts(case: Case) -> list[tuple[str, str, str]]:
    """(kind, name, masked form) of what an officer may open."""
    names = {"id_number": _("Số căn cước"), "birth_date": _("Ngày sinh"), "tax_code": _("Mã số thuế, mã số đăng ký")}
    found = [(kind, str(name), case.traits[kind]) for kind, name in names.items() if kind in case.traits]
    if case.account is not None:
        found.append(("account_number", str(_("Số tài khoản")), case.account.number_masked))
    return found


def _readable(kind: str, text: str) -> str:
    if kind != "birth_date":
        return text
    year, month, day = text.split("-")
    return f"{day}/{month}/{year}"
