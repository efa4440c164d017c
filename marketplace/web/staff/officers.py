"""Officers: who serves where, appointing somebody by phone, ending an office."""

import wtforms
from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.accounts.errors import NotYours
from marketplace.accounts.models import Invitation
from marketplace.accounts.queries import get_invitation, list_open_invitations
from marketplace.accounts.roles import OFFICES, OPERATOR, PROVINCE_OFFICER
from marketplace.association.errors import NoSuchUnit, OutsideTerritory
from marketplace.association.levels import OFFICE_OF, PROVINCE
from marketplace.association.models import Unit
from marketplace.association.queries import get_officer, get_unit, has_ended, list_officers, list_units
from marketplace.association.services import Appointment, appoint_phone, dismiss, withdraw_office_invitation
from marketplace.core.runtime import config
from marketplace.core.transactions import transaction
from marketplace.web.parts.forms import Form, Required
from marketplace.web.parts.phone_field import MobileField
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, staff_actor, staff_roles
from marketplace.web.words.roles import role_words


class AppointForm(Form):
    """A phone and a unit; the role follows from the unit's level."""

    phone = MobileField(_l("Số điện thoại của cán bộ"), [Required(_l("Vui lòng nhập số điện thoại."))])
    unit = wtforms.SelectField(_l("Đơn vị"), [Required(_l("Mời chọn đơn vị mà cán bộ này làm việc."))])


def index() -> str:
    """Everyone who serves in the territory, and invitations still open."""
    scope = current_scope()
    units = {unit.id: unit for unit in list_units(scope)}
    invitations = [row for row in list_open_invitations(OFFICES) if row.unit_id in units]
    return render_template(
        "staff/officers/index.html",
        officers=list_officers(scope),
        invitations=invitations,
        units=units,
        role_words=role_words,
    )


def new() -> Response:
    """Appoint the owner of a phone's account, or invite the phone."""
    form = AppointForm(request.form if request.method == "POST" else request.args)
    units = [(str(unit.id), unit.name) for unit in _units_to_appoint_in()]
    form.unit.choices = [("", _("Mời chọn đơn vị")), *units]
    if request.method == "POST" and form.validate():
        answer = _appoint(form)
        if answer is not None:
            return answer
    page = render_template("staff/officers/new.html", form=form)
    return make_response(page, 422 if request.method == "POST" else 200)


def end(officer_id: int) -> str | Response:
    """Confirm, then end an office at once; one that is over already is said to be."""
    if has_ended(officer_id, current_scope()):
        flash(_("Nhiệm vụ này đã kết thúc rồi."), "info")
        return see_other(url_for("staff.officers.index"))
    officer = get_officer(officer_id, current_scope())
    if request.method == "GET":
        return render_template("staff/officers/end.html", officer=officer)
    try:
        with transaction():
            dismiss(get_officer(officer_id, current_scope()), staff_actor())
    except NotYours:
        flash(_("Không ai tự kết thúc nhiệm vụ của mình. Mời nhờ người khác."), "error")
    except OutsideTerritory:
        flash(_("Việc này do quản trị hệ thống làm."), "error")
    else:
        flash(_("Đã kết thúc nhiệm vụ. Người này bị đăng xuất ngay."), "success")
    return see_other(url_for("staff.officers.index"))


def withdraw(invitation_id: int) -> Response:
    """Withdraw an open invitation."""
    with transaction():
        row = get_invitation(invitation_id)
        _require_within_territory(row)
        withdraw_office_invitation(row, staff_actor())
    flash(_("Đã rút lời mời."), "success")
    return see_other(url_for("staff.officers.index"))


def invitation_link(token: str) -> str:
    """The absolute address of an invitation, to be handed over by other means."""
    return f"{config().public_url}{url_for('account.invitation.show', token=token)}"


def _units_to_appoint_in() -> list[Unit]:
    """Units to whose offices this person may appoint; to the province's own only the operator may."""
    units = list_units(current_scope())
    if OPERATOR in staff_roles():
        return units
    return [unit for unit in units if OFFICE_OF[unit.level] != PROVINCE_OFFICER and unit.level != PROVINCE]


def _appoint(form: AppointForm) -> Response | None:
    try:
        with transaction():
            first_time()
            unit = get_unit(int(form.unit.data), current_scope())
            came = appoint_phone(form.phone.e164 or "", unit, OFFICE_OF[unit.level], staff_actor())
            leads_to(url_for("staff.officers.index"))
    except NotYours:
        form.phone.errors = [_("Đây là số của chính chị. Mời nhờ người khác giao việc này.")]
        return None
    except (OutsideTerritory, NoSuchUnit):
        form.unit.errors = [_("Chị không giao việc được ở đơn vị này.")]
        return None
    return _done(came, unit)


def _done(came: Appointment, unit: Unit) -> Response:
    if came.officer is not None:
        name = came.officer.person.full_name
        flash(_("Đã giao việc cho %(name)s tại %(unit)s.", name=name, unit=unit.name), "success")
        return see_other(url_for("staff.officers.index"))
    page = render_template(
        "staff/officers/invited.html", unit=unit, link=invitation_link(came.token), invitation=came.invitation
    )
    return make_response(page)


def _require_within_territory(row: Invitation) -> None:
    get_unit(row.unit_id or 0, current_scope())
