"""The forms about visits, next steps and mentors: short enough for a phone at somebody's door."""

from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from marketplace.association.models import Unit
from marketplace.core.clock import today
from marketplace.people.models import Person
from marketplace.programme.models import Mentorship
from marketplace.programme.services import VISIT, WAYS
from marketplace.web.parts.day_field import DayField, PastDayField
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.parts.phone_field import PhoneField
from marketplace.web.staff.forms.funding import EXAMPLE, ActForm
from marketplace.web.staff.likely_people import SaysWho, birth_year_field
from marketplace.web.words.funding import way_words

_DAY = _l("Vui lòng nhập ngày, ví dụ 21/11/2026.")


class VisitForm(ActForm):
    """When, how, what was seen, and what comes next."""

    way = wtforms.RadioField(_l("Cách liên hệ"), validate_choice=False)
    visited_on = PastDayField(_l("Ngày"), [Required(_DAY)], description=EXAMPLE)
    visitor = wtforms.SelectField(_l("Người đến thăm"))
    unit = wtforms.SelectField(_l("Đơn vị"), [Required(_l("Mời chọn đơn vị."))])
    seen = wtforms.TextAreaField(
        _l("Đã thấy gì"), [AtMost(1000)], description=_l("Chỉ cán bộ Hội đọc được, chị ấy không thấy.")
    )
    next_step = wtforms.StringField(
        _l("Việc tiếp theo của chị ấy"),
        [AtMost(200)],
        description=_l("Chị ấy đọc được câu này trên trang của chị ấy. Ví dụ: chụp lại ảnh ba món hàng."),
    )
    next_due_on = DayField(_l("Hạn"), description=EXAMPLE)
    photo = wtforms.FileField(_l("Ảnh"), description=_l("Ảnh được giữ kín, chỉ cán bộ Hội xem được."))

    def validate_way(self, field: wtforms.Field) -> None:
        """One of the ways."""
        if field.data not in WAYS:
            raise wtforms.ValidationError(_("Mời chọn cách liên hệ."))

    def validate_seen(self, field: wtforms.Field) -> None:
        """A visit says what was seen, or what comes next."""
        if not field.data and not self.next_step.data:
            raise wtforms.ValidationError(_("Vui lòng ghi đã thấy gì, hoặc việc tiếp theo."))

    def validate_next_due_on(self, field: DayField) -> None:
        """A day belongs to a step, and is not before the visit."""
        if field.data and not self.next_step.data:
            raise wtforms.ValidationError(_("Vui lòng ghi việc tiếp theo, hoặc bỏ trống hạn."))


def visit_form(
    given: Any, units: list[Unit], home: Unit | None, herself: Person, mentors: list[Mentorship]
) -> VisitForm:
    """The form with its choices; a new one is of today, at the woman's home, by the officer herself."""
    new = {"way": VISIT, "visited_on": f"{today():%d/%m/%Y}", "unit": home.code if home else ""}
    form = VisitForm(given or MultiDict(new))
    form.way.choices = list(way_words().items())
    choices = [(unit.code, unit.name) for unit in units]
    form.unit.choices = choices if len(choices) == 1 else [("", _("Mời chọn đơn vị")), *choices]
    others = {row.person.public_id: row.person.full_name for row in mentors if row.person_id != herself.id}
    form.visitor.choices = [(herself.public_id, _("Tôi, %(name)s", name=herself.full_name)), *others.items()]
    if not others:
        del form.visitor
    return form


class MentorForm(SaysWho, Form):
    """Who stands by her, and since when."""

    person = wtforms.StringField(_l("Người ấy là ai"))  # the public id of somebody known, or ANOTHER
    shown = wtforms.StringField()
    full_name = wtforms.StringField(_l("Họ và tên"), [AtMost(120)])
    birth_year = birth_year_field()
    phone = PhoneField(_l("Số điện thoại"), [AtMost(30)])
    unit = wtforms.SelectField(_l("Đơn vị phân công"), [Required(_l("Mời chọn đơn vị."))])
    began_on = PastDayField(_l("Từ ngày"), [Required(_DAY)])

    def validate_full_name(self, field: wtforms.Field) -> None:
        """A name, unless a known person was chosen."""
        if not self.known_id and not field.data:
            raise wtforms.ValidationError(_("Vui lòng nhập họ và tên của người đồng hành."))

    def validate_phone(self, field: wtforms.Field) -> None:
        """A phone, unless a known person was chosen: she calls it."""
        if not self.known_id and not field.data:
            raise wtforms.ValidationError(_("Vui lòng nhập số điện thoại để chị ấy gọi được."))


class MentorEndForm(ActForm):
    """The last day on which somebody stands by her."""

    ended_on = PastDayField(_l("Ngày cuối cùng"), [Required(_DAY)], description=EXAMPLE)
