"""The forms of lists: the file and its unit; the fields of one row."""

from collections.abc import Mapping
from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from marketplace.association.models import Unit
from marketplace.imports.registries import KINDS
from marketplace.imports.shape import Kind
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.words.imports import field_label, kind_names

MOST_TYPED = 300


class ListForm(Form):
    """A file, what kind of list it is, and whose it is."""

    kind = wtforms.RadioField(_l("Đây là danh sách gì"), validate_choice=False)
    unit = wtforms.SelectField(_l("Danh sách của đơn vị"), [Required(_l("Mời chọn đơn vị có danh sách này."))])
    file = wtforms.FileField(_l("Tệp Excel, LibreOffice hoặc CSV"))

    def validate_kind(self, field: wtforms.Field) -> None:
        """One of the kinds there are."""
        if field.data not in KINDS:
            raise wtforms.ValidationError(_("Mời chọn loại danh sách."))


def list_form(given: Mapping[str, Any], units: list[Unit]) -> ListForm:
    """The form of a file, with the kinds and units to choose from."""
    form = ListForm(MultiDict(given))
    form.kind.choices = list(kind_names().items())
    found = [(unit.code, unit.name) for unit in units]
    form.unit.choices = found if len(found) == 1 else [("", _("Mời chọn đơn vị")), *found]
    return form


def row_form(kind: Kind, typed: Mapping[str, Any], columns: set[str]) -> Form:
    """The fields of one row, as they stand in it; parts of a name stand as one."""
    shown = [each for each in kind.fields if each.code not in ("family_name", "given_name")]
    needed = [each for each in shown if each.is_needed or each.code in columns or typed.get(each.code)]
    fields = {each.code: wtforms.StringField(field_label(each), [AtMost(MOST_TYPED)]) for each in needed}
    form: Form = type("RowForm", (Form,), fields)(MultiDict(typed))
    return form
