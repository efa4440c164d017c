"""What units keep of themselves besides channels: software in use, full-time officers' courses, themes of years."""

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.association.levels import PROVINCE
from marketplace.association.models import CadrePost, OfficerTraining, SoftwareUse
from marketplace.association.posts import FULL_TIME
from marketplace.association.queries import (
    get_post,
    get_software_use,
    get_training,
    get_unit,
    list_full_time,
    list_themes,
    list_top_units,
)
from marketplace.association.services import (
    record_software_use,
    record_training,
    set_theme,
    void_software_use,
    void_training,
)
from marketplace.core.clock import today
from marketplace.core.errors import Conflict, Invalid, NotFound
from marketplace.core.transactions import transaction
from marketplace.programme.queries import count_activities
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.context import site_settings
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor, staff_actor
from marketplace.web.staff.channels import unit_page
from marketplace.web.staff.forms.register import VoidForm
from marketplace.web.staff.forms.units import (
    YES,
    SoftwareForm,
    ThemeForm,
    TrainingForm,
    channel_form,
    software_form,
)
from marketplace.web.words.units import activity_words, software_words, user_words

UNTRAINED = "untrained"


def add_software(unit_id: int) -> Response:
    """Say whether officers or members of a unit use a piece of software."""
    unit, form = get_unit(unit_id, current_scope()), software_form(request.form)
    if form.validate():
        try:
            with transaction():
                first_time()
                _record_use(unit_id, form)
                page = leads_to(url_for("staff.channels.unit", unit_id=unit_id) + "#software")
            flash(_("Đã lưu."), "success")
            return see_other(page)
        except Invalid:
            form.software.errors = [_("Đơn vị này đã thôi hoạt động, nên không ghi thêm được.")]
    return unit_page(unit, channel_form(None), form, 422)


def void_software(row_id: int) -> Response:
    """Void what was said of a unit's software by mistake."""
    form = VoidForm(request.form)
    row = get_software_use(row_id, current_scope())
    unit_id = row.unit_id
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                row = get_software_use(row_id, current_scope())
                void_software_use(row, why=form.why.data, actor=officer_actor(), scope=current_scope())
            flash(_("Đã hủy dòng ghi nhầm."), "success")
        except Conflict:
            flash(_("Việc này đã được ghi trước đó."), "info")
        return see_other(url_for("staff.channels.unit", unit_id=unit_id) + "#software")
    return _ask_to_void(form, _use_words(row), url_for("staff.channels.unit", unit_id=unit_id))


def full_time() -> Response:
    """The full-time officers of the territory, and which course each took."""
    everyone = list_full_time(current_scope())
    shows_untrained = request.args.get("show") == UNTRAINED
    page = render_template(
        "staff/full_time/index.html",
        officers=[each for each in everyone if not (shows_untrained and each.trainings)],
        count=len(everyone),
        trained=sum(bool(each.trainings) for each in everyone),
        shows_untrained=shows_untrained,
        day=today(),
    )
    return make_response(page)


def add_training(post_id: int) -> Response:
    """Record a course that a full-time officer took."""
    post = _full_time_post(post_id)
    form = TrainingForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                first_time()
                _record_course(post_id, form)
                page = leads_to(url_for("staff.unit_notes.full_time"))
            flash(_("Đã ghi chị %(name)s đã được tập huấn.", name=post.person.full_name), "success")
            return see_other(page)
        except Conflict:
            form.course.errors = [_("Lớp này, ngày này đã ghi cho chị ấy rồi.")]
    page = render_template("staff/full_time/new.html", post=post, form=form)
    return make_response(page, 422 if request.method == "POST" else 200)


def void_course(row_id: int) -> Response:
    """Void a course that she never took."""
    form, row = VoidForm(request.form), get_training(row_id, current_scope())
    words = _course_words(row)
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                row = get_training(row_id, current_scope())
                void_training(row, why=form.why.data, actor=officer_actor(), scope=current_scope())
            flash(_("Đã hủy dòng ghi nhầm."), "success")
        except Conflict:
            flash(_("Việc này đã được ghi trước đó."), "info")
        return see_other(url_for("staff.unit_notes.full_time"))
    return _ask_to_void(form, words, url_for("staff.unit_notes.full_time"))


def themes() -> Response:
    """The theme and khâu đột phá of each year; a province sets them."""
    unit = list_top_units(current_scope(), site_settings().home_province)[0]
    if unit.level != PROVINCE:
        raise NotFound(unit=unit.id)
    form = ThemeForm(request.form, data={"year": str(today().year)})
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                first_time()
                set_theme(
                    unit,
                    form.year.year or today().year,
                    form.theme.data,
                    breakthrough=form.breakthrough.data or "",
                    document=form.document.data or "",
                    actor=staff_actor(),
                    scope=current_scope(),
                )
                page = leads_to(url_for("staff.unit_notes.themes"))
            flash(_("Đã lưu chủ đề năm %(year)s.", year=form.year.year), "success")
            return see_other(page)
        except Conflict:
            form.theme.errors = [_("Chủ đề năm này đã ghi đúng như vậy rồi.")]
    counts = count_activities(unit.id, current_scope())
    told = {"themes": list_themes(unit.id), "counts": counts, "kinds": activity_words()}
    page = render_template("staff/themes/index.html", unit=unit, form=form, **told)
    return make_response(page, 422 if request.method == "POST" else 200)


def _record_use(unit_id: int, form: SoftwareForm) -> None:
    record_software_use(
        get_unit(unit_id, current_scope()),
        form.software.data,
        form.users.data,
        is_used=form.is_used.data == YES,
        said_on=form.said_on.day or today(),
        source=form.source.data,
        actor=officer_actor(),
        scope=current_scope(),
    )


def _record_course(post_id: int, form: TrainingForm) -> None:
    record_training(
        _full_time_post(post_id),
        course=form.course.data,
        trained_on=form.trained_on.day or today(),
        document=form.document.data or "",
        actor=officer_actor(),
        scope=current_scope(),
    )


def _full_time_post(post_id: int) -> CadrePost:
    post = get_post(post_id, current_scope())
    if post.post != FULL_TIME or post.voided_at is not None:
        raise NotFound(post=post_id)
    return post


def _use_words(row: SoftwareUse) -> str:
    return f"{row.unit.name}, {user_words()[row.users]}: {software_words()[row.software]}"


def _course_words(row: OfficerTraining) -> str:
    return f"{row.person.full_name}: {row.course}"


def _ask_to_void(form: VoidForm, what: str, back: str) -> Response:
    page = render_template("staff/channels/void_note.html", form=form, what=what, back=back, here=request.path)
    return make_response(page, 422 if request.method == "POST" else 200)
