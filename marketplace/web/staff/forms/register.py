"""The forms of the register: entering a member, giving a post, ending either, voiding what was entered by mistake."""

from collections.abc import Mapping
from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from marketplace.association.models import Unit
from marketplace.web.parts.day_field import PastDayField
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.parts.phone_field import PhoneField
from marketplace.web.staff.likely_people import SaysWho, birth_year_field
from marketplace.web.words.register import ending_words, post_words


class MemberForm(SaysWho, Form):
    """A line of a paper list: who she is, where she lives, which unit, since when."""

    person = wtforms.StringField(_l("Chị ấy là ai"))  # the public id of somebody known, or ANOTHER
    shown = wtforms.StringField()  # the public ids of those of whom she is none when ANOTHER is chosen
    full_name = wtforms.StringField(_l("Họ và tên"), [AtMost(120)])
    birth_year = birth_year_field()
    village = wtforms.StringField(_l("Thôn, bản, khu phố"), [AtMost(120)])
    phone = PhoneField(_l("Số điện thoại"), [AtMost(30)])
    unit = wtforms.SelectField(_l("Là hội viên của"), [Required(_l("Mời chọn đơn vị mà chị ấy là hội viên."))])
    began_on = PastDayField(_l("Ngày vào Hội"))

    def validate_full_name(self, field: wtforms.Field) -> None:
        """A name, unless a known person was chosen."""
        self._needed(field, _("Vui lòng nhập họ và tên của hội viên."))

    def validate_birth_year(self, field: wtforms.Field) -> None:
        """A year of birth, unless a known person was chosen: without it nobody tells two women of one name apart."""
        self._needed(field, _("Vui lòng nhập năm sinh, ví dụ 1985: nhiều chị trùng tên chỉ khác năm sinh."))

    def validate_village(self, field: wtforms.Field) -> None:
        """A village, unless a known person was chosen."""
        self._needed(field, _("Vui lòng nhập thôn, bản hoặc khu phố, ví dụ Thôn Bồng Trung."))

    def _needed(self, field: wtforms.Field, words: str) -> None:
        if not self.known_id and not field.data:
            raise wtforms.ValidationError(words)


class PostForm(Form):
    """A post, where, and since when."""

    post = wtforms.SelectField(_l("Chức vụ"), [Required(_l("Mời chọn chức vụ."))])
    unit = wtforms.SelectField(_l("Đơn vị"), [Required(_l("Mời chọn đơn vị."))])
    began_on = PastDayField(_l("Từ ngày"))


class EndForm(Form):
    """The last day of a membership or post, and why it ended."""

    ended_on = PastDayField(_l("Ngày cuối cùng"), [Required(_l("Vui lòng nhập ngày cuối cùng, ví dụ 21/11/2026."))])
    why = wtforms.RadioField(_l("Vì sao"), validate_choice=False)

    def validate_why(self, field: wtforms.Field) -> None:
        """One of the reasons offered."""
        if field.data not in dict(field.choices):
            raise wtforms.ValidationError(_("Mời chọn lý do."))


class VoidForm(Form):
    """Why something was entered by mistake."""

    why = wtforms.StringField(_l("Ghi nhầm thế nào"), [Required(_l("Vui lòng ghi lý do hủy.")), AtMost(300)])


def member_form(given: Mapping[str, str], units: list[Unit]) -> MemberForm:
    """The form of a member, with the units to choose from."""
    form = MemberForm(MultiDict(given))
    form.unit.choices = _choices(units)
    return form


def post_form(given: Mapping[str, str], units: list[Unit]) -> PostForm:
    """The form of a post, with the posts and units to choose from."""
    form = PostForm(MultiDict(given))
    form.post.choices = [("", _("Mời chọn chức vụ")), *post_words().items()]
    form.unit.choices = _choices(units)
    return form


def end_form(given: Any, reasons: tuple[str, ...]) -> EndForm:
    """The form of an end, with the reasons to choose from; nothing is chosen beforehand."""
    form = EndForm(given)
    form.why.choices = [(code, words) for code, words in ending_words().items() if code in reasons]
    return form


def _choices(units: list[Unit]) -> list[tuple[str, str]]:
    found = [(unit.code, unit.name) for unit in units]
    return found if len(found) == 1 else [("", _("Mời chọn đơn vị")), *found]
