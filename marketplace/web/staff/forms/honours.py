"""The forms of an honour: whom, by which decision, until when; why it is revoked."""

from collections.abc import Mapping
from datetime import date

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from marketplace.association.models import Unit
from marketplace.core.clock import today
from marketplace.honours.titles import MODEL, OTHER, PERSON, UNIT
from marketplace.web.parts.day_field import DayField, PastDayField
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.parts.number_fields import YearField
from marketplace.web.staff.likely_people import SaysWho, birth_year_field
from marketplace.web.words.honours import awardee_words, level_words, title_words


class HonourForm(SaysWho, Form):
    """An honour as its decision says; of a woman who she is, of a model its name, of a unit which."""

    awardee = wtforms.RadioField(_l("Khen ai"), validate_choice=False)
    person = wtforms.StringField(_l("Chị ấy là ai"))  # the public id of somebody known, or ANOTHER
    shown = wtforms.StringField()  # the public ids of those of whom she is none when ANOTHER is chosen
    full_name = wtforms.StringField(_l("Họ và tên"), [AtMost(120)])
    birth_year = birth_year_field()
    model_name = wtforms.StringField(_l("Tên mô hình, doanh nghiệp"), [AtMost(200)])
    honoured_unit = wtforms.SelectField(_l("Đơn vị được khen"), validate_choice=False)
    title = wtforms.SelectField(_l("Hình thức khen thưởng"), [Required(_l("Mời chọn hình thức khen thưởng."))])
    title_said = wtforms.StringField(_l("Tên hình thức khác"), [AtMost(120)])
    citation = wtforms.TextAreaField(
        _l("Thành tích"), [Required(_l("Vui lòng nhập thành tích như trong quyết định.")), AtMost(1000)]
    )
    level = wtforms.RadioField(_l("Cấp khen"), validate_choice=False)
    issuer = wtforms.StringField(
        _l("Nơi ra quyết định"), [Required(_l("Vui lòng nhập nơi ra quyết định.")), AtMost(200)]
    )
    decision_number = wtforms.StringField(
        _l("Số quyết định"), [Required(_l("Vui lòng nhập số quyết định, ví dụ 45/QĐ-BTV.")), AtMost(60)]
    )
    decided_on = PastDayField(_l("Ngày quyết định"), [Required(_l("Vui lòng nhập ngày, ví dụ 20/10/2026."))])
    year = YearField(
        _l("Cho năm"), years=lambda: range(1990, today().year + 1), refusal=_l("Vui lòng nhập năm bằng bốn chữ số.")
    )
    theme = wtforms.StringField(_l("Phong trào, chủ đề"), [AtMost(200)])
    expires_on = DayField(_l("Hiện đến hết ngày"))
    unit = wtforms.SelectField(_l("Đơn vị lưu hồ sơ"), [Required(_l("Mời chọn đơn vị lưu hồ sơ."))])
    photo = wtforms.FileField(_l("Ảnh"))
    consents = wtforms.BooleanField(_l("Chị ấy đã ký đồng ý đăng công khai"))

    def validate_awardee(self, field: wtforms.Field) -> None:
        """A woman, a model or a unit."""
        if field.data not in awardee_words():
            raise wtforms.ValidationError(_("Mời chọn khen cá nhân, mô hình hay đơn vị."))

    def validate_full_name(self, field: wtforms.Field) -> None:
        """A name, unless a known person was chosen."""
        if self.awardee.data == PERSON and not self.known_id and not field.data:
            raise wtforms.ValidationError(_("Vui lòng nhập họ và tên của chị được khen."))

    def validate_birth_year(self, field: wtforms.Field) -> None:
        """A year of birth of somebody new: without it nobody tells two women of one name apart."""
        if self.awardee.data == PERSON and not self.known_id and not field.data:
            raise wtforms.ValidationError(
                _("Vui lòng nhập năm sinh, ví dụ 1985: nhiều chị trùng tên chỉ khác năm sinh.")
            )

    def validate_model_name(self, field: wtforms.Field) -> None:
        """The name of an honoured model."""
        if self.awardee.data == MODEL and not field.data:
            raise wtforms.ValidationError(_("Vui lòng nhập tên mô hình hoặc doanh nghiệp."))

    def validate_honoured_unit(self, field: wtforms.Field) -> None:
        """Which unit is honoured."""
        if self.awardee.data == UNIT and not field.data:
            raise wtforms.ValidationError(_("Mời chọn đơn vị được khen."))

    def validate_title_said(self, field: wtforms.Field) -> None:
        """The words of another title."""
        if self.title.data == OTHER and not field.data:
            raise wtforms.ValidationError(_("Vui lòng nhập tên hình thức khen thưởng."))

    def validate_level(self, field: wtforms.Field) -> None:
        """One of the levels."""
        if field.data not in level_words():
            raise wtforms.ValidationError(_("Mời chọn cấp khen."))

    @property
    def decision_day(self) -> date:
        """The day of the decision, once valid."""
        return self.decided_on.day or today()


class RevokeForm(Form):
    """Why an honour is taken off the pages."""

    why = wtforms.StringField(_l("Vì sao gỡ"), [Required(_l("Vui lòng ghi lý do gỡ.")), AtMost(300)])


def honour_form(given: Mapping[str, str], units: list[Unit]) -> HonourForm:
    """The form of an honour, with what there is to choose from."""
    form = HonourForm(MultiDict(given))
    form.awardee.choices = list(awardee_words().items())
    form.level.choices = list(level_words().items())
    form.title.choices = [("", _("Mời chọn hình thức")), *title_words().items()]
    found = [(unit.code, unit.name) for unit in units]
    form.honoured_unit.choices = [("", _("Mời chọn đơn vị")), *found]
    form.unit.choices = found if len(found) == 1 else [("", _("Mời chọn đơn vị")), *found]
    return form
