"""The Union's units: finding one, keeping its contact, adding and closing branches."""

import wtforms
from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.association.errors import BranchExists, StillServed
from marketplace.association.levels import BRANCH, COMMUNE, PROVINCE
from marketplace.association.models import Unit
from marketplace.association.queries import (
    count_officers,
    get_unit,
    list_branches,
    list_officers,
    list_units,
    lock_unit,
)
from marketplace.association.services import add_branch, close_branch, edit_contact
from marketplace.core.errors import Invalid
from marketplace.core.transactions import transaction
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.parts.phone_field import PhoneField
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, staff_actor

PAGE = 25


class ContactForm(Form):
    """Who is called at a unit."""

    contact_name = wtforms.StringField(_l("Người liên hệ"), [AtMost(120)])
    contact_phone = PhoneField(_l("Số điện thoại"), [AtMost(30)])


class BranchForm(Form):
    """A branch of a village or quarter."""

    name = wtforms.StringField(
        _l("Tên chi hội"), [Required(_l("Vui lòng nhập tên chi hội, ví dụ Chi hội thôn Bồng Trung.")), AtMost(120)]
    )


def index() -> str:
    """Units of the territory, found by any part of the name with or without tone marks."""
    sought = request.args.get("q", "").strip()[:100]
    units = list_units(current_scope(), text=sought, levels=(PROVINCE, COMMUNE))
    last = max(-(-len(units) // PAGE), 1)
    page = min(_page_number(), last)
    return render_template(
        "staff/units/index.html",
        units=units[(page - 1) * PAGE : page * PAGE],
        count=len(units),
        officers=count_officers(current_scope()),
        sought=sought,
        page=page,
        last=last,
    )


def _page_number() -> int:
    text = request.args.get("page", "1")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def show(unit_id: int) -> Response:
    """One unit: contact, officers, branches; saves the contact."""
    unit = get_unit(unit_id, current_scope())
    form = ContactForm(request.form, data={"contact_name": unit.contact_name, "contact_phone": unit.contact_phone})
    if request.method == "POST" and form.validate():
        with transaction():
            edit_contact(
                lock_unit(unit_id, current_scope()),
                form.contact_name.data or "",
                form.contact_phone.e164 or "",
                staff_actor(),
            )
        flash(_("Đã lưu thông tin liên hệ."), "success")
        return see_other(url_for("staff.units.show", unit_id=unit_id))
    return _page(unit, form, BranchForm())


def add(unit_id: int) -> Response:
    """Add a branch below a commune."""
    unit = get_unit(unit_id, current_scope())
    form = BranchForm(request.form)
    if form.validate():
        try:
            with transaction():
                first_time()
                add_branch(lock_unit(unit_id, current_scope()), form.name.data, staff_actor())
                leads_to(url_for("staff.units.show", unit_id=unit_id))
        except BranchExists:
            form.name.errors = [_("Chi hội tên này đã có rồi.")]
        except Invalid:
            form.name.errors = [_("Chi hội chỉ lập dưới Hội của một xã, phường.")]
        else:
            flash(_("Đã thêm chi hội."), "success")
            return see_other(url_for("staff.units.show", unit_id=unit_id))
    stored = {"contact_name": unit.contact_name, "contact_phone": unit.contact_phone}
    return _page(unit, ContactForm(data=stored), form)


def close(unit_id: int) -> Response:
    """Close a branch as of today."""
    unit = get_unit(unit_id, current_scope())
    try:
        with transaction():
            close_branch(lock_unit(unit_id, current_scope()), staff_actor())
    except StillServed:
        flash(_("Chi hội còn cán bộ hoặc hội viên. Vui lòng ghi họ kết thúc hoặc chuyển đi trước."), "error")
        return see_other(url_for("staff.units.show", unit_id=unit_id))
    except Invalid:
        flash(_("Chỉ đóng được chi hội."), "error")
        return see_other(url_for("staff.units.show", unit_id=unit_id))
    flash(_("Đã đóng %(name)s.", name=unit.name), "success")
    return see_other(url_for("staff.units.show", unit_id=unit.parent_id or unit_id))


def _page(unit: Unit, form: ContactForm, branch_form: BranchForm) -> Response:
    page = render_template(
        "staff/units/show.html",
        unit=unit,
        form=form,
        branch_form=branch_form,
        officers=list_officers(unit_id=unit.id),
        branches=list_branches(unit.id),
        is_commune=unit.level == COMMUNE,
        is_branch=unit.level == BRANCH,
    )
    return make_response(page, 422 if form.errors or branch_form.errors else 200)
