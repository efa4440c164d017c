"""«Lớp tập huấn»: classes of the territory, opened in four fields, changed, repeated, cancelled and ended."""

from collections.abc import Callable
from typing import Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.association.queries import find_unit_in
from marketplace.association.scope import Scope
from marketplace.core.actors import Actor
from marketplace.core.clock import today
from marketplace.core.errors import Conflict, Invalid
from marketplace.core.runtime import config
from marketplace.core.transactions import transaction
from marketplace.people.queries import list_people
from marketplace.programme.queries import after_classes, programmes_of, themes_named_by
from marketplace.programme.queries.outcomes import CLASS
from marketplace.programme.services import count_for
from marketplace.training.errors import HasAttendance, NobodyCame, TooFewPlaces
from marketplace.training.models import Enrolment, TrainingClass
from marketplace.training.queries import (
    calls_of,
    certificates_of,
    count_marks,
    counts_of,
    get_class,
    list_classes,
    list_enrolments,
    list_sessions,
    lock_class,
    quiz_results,
)
from marketplace.training.services import (
    cancel_class,
    change_class,
    end_class,
    go_on_with,
    has_earned,
    open_class,
    plan_again,
    repeat_class,
)
from marketplace.training.states import OPEN_STATES
from marketplace.web.parts.qr import qr_svg
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_offices, current_scope, officer_actor
from marketplace.web.staff.duplicates import home_of
from marketplace.web.staff.forms.training import ClassForm, RepeatForm, SessionForm, WhyForm, class_form
from marketplace.web.staff.theme_choices import no_theme_words
from marketplace.web.staff.unit_choices import units_of_territory
from marketplace.web.words.programme import programme_words
from marketplace.web.words.training import (
    audience_words,
    class_state_words,
    mark_words,
    news_words,
    state_of_class,
    topic_words,
)
from marketplace.web.words.units import theme_part_words

MOST_SOUGHT = 80
Act = Callable[[TrainingClass, Actor, Scope], None]


def index() -> str:
    """The classes of the territory, the latest first; search, state and topic stand in the address."""
    text = request.args.get("q", "").strip()[:MOST_SOUGHT]
    status, topic = request.args.get("status", ""), request.args.get("topic", "")
    status, topic = status if status in class_state_words() else "", topic if topic in topic_words() else ""
    page = list_classes(current_scope(), request.args.get("after"), status=status, topic=topic, text=text)
    return render_template(
        "staff/classes/index.html",
        page=page,
        counts=counts_of([row.id for row in page]),
        text=text,
        status=status,
        topic=topic,
        may_write=bool(current_offices()),
        **_words(),
    )


def new() -> Response:
    """Open a class: its name and topic, unit and place, day, and how many places."""
    form = class_form(request.form if request.method == "POST" else None, units_of_territory())
    if request.method == "POST" and form.validate():
        answer = _open(form)
        if answer is not None:
            return answer
    page = render_template("staff/classes/new.html", form=form)
    return make_response(page, 422 if request.method == "POST" else 200)


def _open(form: ClassForm) -> Response | None:
    try:
        with transaction():
            first_time()
            unit = find_unit_in(current_scope(), form.unit.data)
            day = form.begins_on.day or today()
            row = open_class(unit, form.plan(), day, actor=officer_actor(), scope=current_scope())
            count_for(CLASS, row.id, form.chosen_programmes, actor=officer_actor(), day=form.counted_day)
            form.save_themes(CLASS, row.id, row.unit, day)
            page = leads_to(url_for("staff.classes.show", code=row.code))
    except Invalid as refused:
        _tell(form, refused)
        return None
    flash(_("Đã mở lớp. Mời dán danh sách, hoặc đưa mã QR cho chị em tự đăng ký."), "success")
    return see_other(page)


def _tell(form: ClassForm, refused: Invalid) -> None:
    if isinstance(refused, TooFewPlaces):
        words = _("%(many)s chị đã có chỗ, nên số chỗ không thể ít hơn.", many=refused.seated)
    else:
        words = {
            "begins_on": _("Ngày này quá xa. Mời xem lại năm."),
            "themes": no_theme_words(refused),
            "unit": _("Đơn vị này không còn hoạt động. Mời chọn đơn vị khác."),
        }.get(str(refused.facts.get("field")), _("Mời xem lại chỗ này."))
    name = str(refused.facts.get("field"))
    form[name if name in form else "title"].errors = [words]


def show(code: str) -> str:
    """One class: what it is, its sessions, who is in its list, how many came, and what can be done."""
    return class_page(code)


def class_page(code: str, **more: Any) -> str:
    """The page of a class, with the form that was not accepted where there is one."""
    row = get_class(code, current_scope())
    people = list_enrolments(row)
    address = f"{config().public_url}{url_for('storefront.classes.show', code=row.code)}"
    told = {
        "session_form": SessionForm(),
        "row": row,
        "people": people,
        "counts": counts_of([row.id])[row.id],
        "sessions": list_sessions(row),
        "came": count_marks(row.id),
        "certificates": certificates_of([one.id for one in people]),
        "earned": {one.id for one in people if has_earned(one)},
        "programmes": programmes_of(CLASS, [row.id])[row.id],
        "named": themes_named_by(CLASS, row.id),
        "part_words": theme_part_words(),
        "after": after_classes([row.id]),
        "quiz": quiz_results(row.id),
        **_calls(people),
        **sell_code(row),
        "address": address,
        "qr": qr_svg(address),
        "today": today(),
        "is_open": row.status in OPEN_STATES,
        "may_write": bool(current_offices()),
    }
    return render_template("staff/classes/show.html", **(told | _words() | more))


def _calls(people: list[Enrolment]) -> dict[str, Any]:
    """Whom an officer has to call, first who was not called yet, and who called whom."""
    found = calls_of([one.id for one in people if one.withdrawn_at is None])
    callers = list_people({call.called_by for call in found if call.called_by is not None})
    return {
        "calls": sorted(found, key=lambda call: call.called_at is not None),
        "callers": {key: person.full_name for key, person in callers.items()},
        "news": news_words(),
    }


def sell_code(row: TrainingClass) -> dict[str, Any]:
    """The address, and its code, by which each of a class comes to her first product."""
    address = f"{config().public_url}{url_for('storefront.class_shops.show', code=row.code)}"
    return {"sell_address": address, "sell_qr": qr_svg(address)}


def edit(code: str) -> Response:
    """Change what a class is, and for which programmes it counts."""
    row = get_class(code, current_scope())
    chosen = [programme.code for programme in programmes_of(CLASS, [row.id])[row.id]]
    form = class_form(request.form if request.method == "POST" else None, [], row, chosen)
    if request.method == "POST" and form.validate() and _change(code, form):
        flash(_("Đã lưu."), "success")
        return see_other(url_for("staff.classes.show", code=code))
    page = render_template("staff/classes/edit.html", form=form, row=row)
    return make_response(page, 422 if request.method == "POST" else 200)


def _change(code: str, form: ClassForm) -> bool:
    try:
        with transaction():
            row = lock_class(code, current_scope())
            change_class(row, form.plan(), actor=officer_actor(), scope=current_scope())
            count_for(CLASS, row.id, form.chosen_programmes, actor=officer_actor(), day=form.counted_day)
            form.save_themes(CLASS, row.id, row.unit, row.begins_on)
    except Invalid as refused:
        _tell(form, refused)
        return False
    except HasAttendance:
        form.topic.errors = [_("Đã có người dự, nên nội dung và đối tượng của lớp không đổi được nữa.")]
        return False
    return True


def repeat(code: str) -> Response:
    """Hold a class again: only the day is asked."""
    row = get_class(code, current_scope())
    form = RepeatForm(request.form if request.method == "POST" else None)
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                first_time()
                day = form.begins_on.day or today()
                again = repeat_class(row, day, actor=officer_actor(), scope=current_scope())
                running = [each for each in programmes_of(CLASS, [row.id])[row.id] if each.covers(day)]
                count_for(CLASS, again.id, running, actor=officer_actor(), day=day)
                page = leads_to(url_for("staff.classes.show", code=again.code))
            flash(_("Đã mở lại lớp này cho ngày mới; danh sách còn trống."), "success")
            return see_other(page)
        except Invalid:
            form.begins_on.errors = [_("Ngày này quá xa, hoặc đơn vị không còn hoạt động. Mời xem lại.")]
    page = render_template("staff/classes/repeat.html", form=form, row=row, **_words())
    return make_response(page, 422 if request.method == "POST" else 200)


def cancel(code: str) -> Response:
    """Cancel a class with the reason."""
    row = get_class(code, current_scope())
    form = WhyForm(request.form)
    if request.method == "POST" and form.validate():
        return _act(
            code,
            lambda row, by, scope: cancel_class(row, why=form.why.data, actor=by, scope=scope),
            _("Đã hủy lớp. Trang đăng ký của lớp cũng nói như vậy."),
        )
    page = render_template("staff/classes/cancel.html", form=form, row=row)
    return make_response(page, 422 if request.method == "POST" else 200)


def reopen(code: str) -> Response:
    """Take a cancellation back."""
    return _act(code, lambda row, by, scope: plan_again(row, actor=by, scope=scope), _("Lớp lại được mở như trước."))


def finish(code: str) -> Response:
    """End a class after its last session."""
    return _act(code, lambda row, by, scope: end_class(row, actor=by, scope=scope), _("Đã kết thúc lớp."))


def go_on(code: str) -> Response:
    """Take the end of a class back."""
    return _act(code, lambda row, by, scope: go_on_with(row, actor=by, scope=scope), _("Lớp lại tiếp tục."))


def _act(code: str, act: Act, done: str) -> Response:
    try:
        with transaction():
            act(lock_class(code, current_scope()), officer_actor(), current_scope())
        flash(done, "success")
    except HasAttendance:
        flash(_("Lớp đã có người dự, nên không hủy được. Nếu đã học xong, mời bấm “Kết thúc lớp”."), "error")
    except NobodyCame:
        flash(
            _("Chưa điểm danh ai. Mời điểm danh trước khi kết thúc lớp; nếu lớp không diễn ra, mời hủy lớp."), "error"
        )
    except Conflict:
        flash(_("Việc này đã được ghi trước đó."), "info")
    return see_other(url_for("staff.classes.show", code=code))


def _words() -> dict[str, Any]:
    return {
        "home_of": home_of,
        "topics": topic_words(),
        "audiences": audience_words(),
        "states": class_state_words(),
        "marks": mark_words(),
        "state_of": state_of_class,
        "programme_words": programme_words,
    }
