"""Movement contests (dân vũ, dân ca …): listed, recorded, teams with their numbers and prizes, made void."""

from typing import Any

import wtforms
from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from marketplace.accounts.roles import OFFICES
from marketplace.association.queries import find_unit_in
from marketplace.contests.models import MovementContest
from marketplace.contests.queries.movement import get_movement, list_movements
from marketplace.contests.services.movement import Event, add_team, record_movement, remove_team, void_movement
from marketplace.core.clock import today
from marketplace.core.errors import Conflict, Invalid
from marketplace.core.transactions import transaction
from marketplace.programme.errors import NoTheme
from marketplace.programme.queries import themes_named_by
from marketplace.programme.queries.themes import MOVEMENT
from marketplace.web.parts.day_field import DayField
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.parts.number_fields import CountField
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor, staff_roles
from marketplace.web.staff.forms.contests import WhyForm
from marketplace.web.staff.theme_choices import NamesTheme, no_theme_words
from marketplace.web.staff.unit_choices import units_of_territory
from marketplace.web.words.contests import movement_words
from marketplace.web.words.units import theme_part_words


class MovementForm(NamesTheme, Form):
    """A movement contest."""

    name = wtforms.StringField(_l("Tên cuộc thi"), [Required(_l("Vui lòng ghi tên cuộc thi.")), AtMost(160)])
    kind = wtforms.RadioField(_l("Thi gì"), validate_choice=False)
    unit = wtforms.SelectField(_l("Đơn vị tổ chức"), [Required(_l("Mời chọn đơn vị tổ chức."))])
    held_on = DayField(_l("Ngày thi"), [Required(_l("Vui lòng ghi ngày thi, ví dụ 21/11/2026."))])
    place = wtforms.StringField(_l("Nơi thi"), [AtMost(160)])
    stream_url = wtforms.StringField(_l("Đường dẫn phát trực tiếp"), [AtMost(300)])
    note = wtforms.TextAreaField(_l("Ghi chú"), [AtMost(1000)])

    def validate_kind(self, field: wtforms.Field) -> None:
        """One of the kinds."""
        if field.data not in movement_words():
            raise ValidationError(_("Mời chọn thi gì."))

    def validate_stream_url(self, field: wtforms.Field) -> None:
        """A link that is sent securely, or nothing."""
        if field.data and not field.data.startswith("https://"):
            raise ValidationError(_("Vui lòng dán cả đường dẫn, bắt đầu bằng https://"))


class TeamForm(Form):
    """Who took part for a unit."""

    unit = wtforms.SelectField(_l("Đơn vị dự thi"), [Required(_l("Mời chọn đơn vị dự thi."))])
    name = wtforms.StringField(_l("Tên đội"), [AtMost(120)])
    people = CountField(_l("Số người"), [Required(_l("Vui lòng ghi số người."))], least=1, most=100_000)
    women = CountField(_l("Trong đó phụ nữ"), [Required(_l("Vui lòng ghi số phụ nữ."))], least=0, most=100_000)
    prize = wtforms.StringField(_l("Giải"), [AtMost(120)])


def index() -> str:
    """The movement contests of the territory, the latest first."""
    page = list_movements(current_scope(), request.args.get("after"))
    return render_template("staff/movements/index.html", page=page, kinds=movement_words())


def new() -> Response:
    """Record a movement contest."""
    form = MovementForm(request.form if request.method == "POST" else None)
    form.kind.choices = list(movement_words().items())
    found = [(unit.code, unit.name) for unit in units_of_territory()]
    form.unit.choices = found if len(found) == 1 else [("", _("Mời chọn đơn vị")), *found]
    form.offer_themes(MOVEMENT)
    if request.method == "POST" and form.validate():
        answer = _record(form)
        if answer is not None:
            return answer
    shown = render_template("staff/movements/new.html", form=form)
    return make_response(shown, 422 if request.method == "POST" else 200)


def _record(form: MovementForm) -> Response | None:
    said = (form.place.data or "", form.stream_url.data or "", form.note.data or "")
    event = Event(form.name.data, form.kind.data, form.held_on.day or today(), *said)
    by: dict[str, Any] = {"actor": officer_actor(), "scope": current_scope()}
    try:
        with transaction():
            first_time()
            row = record_movement(find_unit_in(current_scope(), form.unit.data), event, **by)
            form.save_themes(MOVEMENT, row.id, row.unit, row.held_on)
            page = leads_to(url_for("staff.movements.show", movement_id=row.id))
    except NoTheme as refused:
        form.themes.errors = [no_theme_words(refused)]
        return None
    flash(_("Đã lưu cuộc thi. Vui lòng ghi các đội dự thi."), "success")
    return see_other(page)


def show(movement_id: int) -> Response:
    """One movement contest with its teams, and the form of one more."""
    movement = get_movement(movement_id, current_scope())
    form = _team_form(movement)
    if request.method == "POST" and form.validate():
        by: dict[str, Any] = {"actor": officer_actor(), "scope": current_scope()}
        try:
            with transaction():
                first_time()
                movement = get_movement(movement_id, current_scope())
                unit = find_unit_in(current_scope(), form.unit.data)
                numbers: dict[str, Any] = {"people": form.people.count or 0, "women": form.women.count or 0}
                add_team(movement, unit, **numbers, name=form.name.data or "", prize=form.prize.data or "", **by)
                page = leads_to(url_for("staff.movements.show", movement_id=movement_id))
            flash(_("Đã ghi đội dự thi."), "success")
            return see_other(page)
        except Invalid:
            form.women.errors = [_("Số phụ nữ không thể nhiều hơn số người. Mời xem lại.")]
        except Conflict:
            form.unit.errors = [_("Cuộc thi này đã hủy nên không ghi thêm được.")]
    return _page(movement, form, 422 if request.method == "POST" else 200)


def remove(movement_id: int, team_id: int) -> Response:
    """Take a team out that was entered by mistake."""
    try:
        with transaction():
            movement = get_movement(movement_id, current_scope())
            remove_team(movement, team_id, actor=officer_actor(), scope=current_scope())
        flash(_("Đã bỏ đội ghi nhầm."), "success")
    except Conflict:
        flash(_("Việc này đã được ghi trước đó."), "info")
    return see_other(url_for("staff.movements.show", movement_id=movement_id))


def void(movement_id: int) -> Response:
    """Make a movement contest void, with the reason."""
    form, movement = WhyForm(request.form), get_movement(movement_id, current_scope())
    if not form.validate():
        return _page(movement, _team_form(movement), 422, why_form=form)
    try:
        with transaction():
            movement = get_movement(movement_id, current_scope())
            void_movement(movement, why=form.why.data, actor=officer_actor(), scope=current_scope())
        flash(_("Đã hủy cuộc thi."), "success")
    except Conflict:
        flash(_("Việc này đã được ghi trước đó."), "info")
    return see_other(url_for("staff.movements.show", movement_id=movement_id))


def _team_form(movement: MovementContest) -> TeamForm:
    form = TeamForm(request.form if request.method == "POST" and request.endpoint == "staff.movements.show" else None)
    below = [unit for unit in units_of_territory() if unit.path.startswith(movement.unit.path)]
    below = below if movement.unit_id in {unit.id for unit in below} else [*below, movement.unit]
    found = [(unit.code, unit.name) for unit in below]
    form.unit.choices = found if len(found) == 1 else [("", _("Mời chọn đơn vị")), *found]
    return form


def _page(movement: MovementContest, form: TeamForm, status: int = 200, why_form: WhyForm | None = None) -> Response:
    page = render_template(
        "staff/movements/show.html",
        movement=movement,
        form=form,
        kinds=movement_words(),
        named=themes_named_by(MOVEMENT, movement.id),
        part_words=theme_part_words(),
        people=sum(team.people for team in movement.teams),
        women=sum(team.women for team in movement.teams),
        may_act=bool(staff_roles() & OFFICES),
        why_form=why_form or WhyForm(),
        is_why_bad=why_form is not None,
    )
    return make_response(page, status)
