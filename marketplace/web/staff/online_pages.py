"""Pages elsewhere on which an enterprise, or a woman by herself, shows products: recorded and voided."""

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.association.models import Unit
from marketplace.association.queries import find_unit_of_area, list_top_units
from marketplace.core.clock import today
from marketplace.core.errors import Conflict
from marketplace.core.transactions import transaction
from marketplace.enterprises.errors import LinkTaken
from marketplace.enterprises.models import Enterprise, OnlinePresence
from marketplace.enterprises.queries import get_enterprise, get_presence
from marketplace.enterprises.services import record_presence, void_presence
from marketplace.people.models import Person
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.context import site_settings
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor
from marketplace.web.staff.enterprise_entry import page_of
from marketplace.web.staff.forms.enterprises import PresenceForm, presence_form
from marketplace.web.staff.forms.register import VoidForm
from marketplace.web.staff.women import get_woman


def of_enterprise(enterprise_id: int) -> Response:
    """Record a page of an enterprise."""
    row = get_enterprise(enterprise_id, current_scope())
    return _record(row.person, row.unit, row, row.name, page_of(row))


def of_woman(person_id: str) -> Response:
    """Record a page of a woman by herself."""
    woman = get_woman(person_id)
    return _record(woman, _unit_of(woman), None, woman.full_name, _page_of_woman(woman))


def void(presence_id: int) -> Response:
    """Void a page that was recorded by mistake."""
    form, row = VoidForm(request.form), get_presence(presence_id, current_scope())
    back = back_of(row)
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                row = get_presence(presence_id, current_scope())
                void_presence(row, why=form.why.data, actor=officer_actor(), scope=current_scope())
            flash(_("Đã hủy dòng ghi nhầm."), "success")
        except Conflict:
            flash(_("Việc này đã được ghi trước đó."), "info")
        return see_other(back)
    return _page("staff/enterprises/void_page.html", form, row.link, back)


def back_of(row: OnlinePresence) -> str:
    """The page on which it stands: of the enterprise, or of the woman."""
    return page_of(row.enterprise) if row.enterprise is not None else _page_of_woman(row.person)


def _record(woman: Person, unit: Unit, enterprise: Enterprise | None, whose: str, back: str) -> Response:
    form = presence_form(request.form if request.method == "POST" else None)
    if request.method == "POST" and form.validate():
        answer = _save(form, woman, unit, enterprise, back)
        if answer is not None:
            return answer
    return _page("staff/enterprises/online.html", form, whose, back)


def _save(form: PresenceForm, woman: Person, unit: Unit, enterprise: Enterprise | None, back: str) -> Response | None:
    try:
        with transaction():
            first_time()
            record_presence(
                woman,
                unit,
                enterprise,
                link=form.link.data,
                products=form.names,
                seen_on=form.seen_on.day or today(),
                actor=officer_actor(),
                scope=current_scope(),
            )
            page = leads_to(back)
    except LinkTaken:
        form.link.errors = [_("Trang này đã được ghi rồi. Nếu có sản phẩm mới, mời hủy dòng cũ rồi ghi lại cho đủ.")]
        return None
    flash(_("Đã ghi trang giới thiệu sản phẩm."), "success")
    return see_other(page)


def _page(template: str, form: PresenceForm | VoidForm, whose: str, back: str) -> Response:
    page = render_template(template, form=form, whose=whose, back=back, here=request.path)
    return make_response(page, 422 if request.method == "POST" else 200)


def _unit_of(woman: Person) -> Unit:
    """The unit where she lives if it is of the territory, else the officer's own."""
    home = find_unit_of_area(woman.area_code) if woman.area_code else None
    if home is not None and current_scope().covers(home):
        return home
    return list_top_units(current_scope(), site_settings().home_province)[0]


def _page_of_woman(woman: Person) -> str:
    return url_for("staff.women.show", person_id=woman.public_id)
