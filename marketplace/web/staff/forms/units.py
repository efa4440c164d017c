"""The forms of what units keep of themselves: channels, software, courses of officers, the theme of a year."""

from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.core.clock import today
from marketplace.web.parts.day_field import PastDayField
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.parts.number_fields import CountField, YearField
from marketplace.web.words.units import channel_words, software_words, user_words

YES, NO = "yes", "no"
MOST_MEMBERS = 1_000_000


class ChannelForm(Form):
    """A channel of a unit: its link as pasted, its kind; the rest may be left out."""

    link = wtforms.StringField(_l("Đường dẫn"))  # read whole: what is cut off stays out of what is kept
    kind = wtforms.RadioField(_l("Đây là"), validate_choice=False)
    name = wtforms.StringField(_l("Tên trang hoặc nhóm"), [AtMost(120)])
    members_said = CountField(_l("Số thành viên, người theo dõi"), most=MOST_MEMBERS)
    opened_on = PastDayField(_l("Lập từ ngày"))

    def validate_link(self, field: wtforms.Field) -> None:
        """No more than somebody pastes by mistake."""
        if len(field.data or "") > 2000:
            raise wtforms.ValidationError(_("Đoạn này quá dài. Mời chỉ dán đường dẫn."))

    def validate_kind(self, field: wtforms.Field) -> None:
        """One of the kinds offered."""
        if field.data not in dict(field.choices):
            raise wtforms.ValidationError(_("Mời chọn đây là trang hay nhóm gì."))


class CloseForm(Form):
    """The last day of a channel, and why it is no more."""

    closed_on = PastDayField(
        _l("Ngày cuối cùng hoạt động"), [Required(_l("Vui lòng nhập ngày cuối cùng, ví dụ 21/11/2026."))]
    )
    why = wtforms.StringField(_l("Vì sao"), [Required(_l("Vui lòng ghi vì sao ngừng.")), AtMost(300)])


class SoftwareForm(Form):
    """Whether the officers or members of a unit use a piece of software, by which source."""

    software = wtforms.SelectField(_l("Phần mềm"), [Required(_l("Mời chọn phần mềm."))])
    users = wtforms.RadioField(_l("Ai dùng"), validate_choice=False)
    is_used = wtforms.RadioField(_l("Có dùng không"), validate_choice=False)
    said_on = PastDayField(_l("Tính đến ngày"), [Required(_l("Vui lòng nhập ngày, ví dụ 21/11/2026."))])
    source = wtforms.StringField(
        _l("Căn cứ"), [Required(_l("Vui lòng ghi căn cứ, ví dụ Báo cáo số 12/BC-BTV.")), AtMost(200)]
    )

    def validate_users(self, field: wtforms.Field) -> None:
        """Officers or members."""
        if field.data not in dict(field.choices):
            raise wtforms.ValidationError(_("Mời chọn cán bộ hay hội viên dùng."))

    def validate_is_used(self, field: wtforms.Field) -> None:
        """Yes or no."""
        if field.data not in (YES, NO):
            raise wtforms.ValidationError(_("Mời chọn có hay chưa dùng."))


class TrainingForm(Form):
    """A course that an officer took."""

    course = wtforms.StringField(_l("Lớp tập huấn"), [Required(_l("Vui lòng nhập tên lớp.")), AtMost(200)])
    trained_on = PastDayField(_l("Ngày tập huấn"), [Required(_l("Vui lòng nhập ngày, ví dụ 21/11/2026."))])
    document = wtforms.StringField(_l("Văn bản, giấy chứng nhận"), [AtMost(200)])


class ThemeForm(Form):
    """The theme of a year and its khâu đột phá, as a document says."""

    year = YearField(
        _l("Năm"),
        [Required(_l("Vui lòng nhập năm, ví dụ 2026."))],
        years=lambda: range(2000, today().year + 3),
        refusal=_l("Vui lòng nhập năm bằng bốn chữ số, không quá hai năm tới."),
    )
    theme = wtforms.StringField(_l("Chủ đề năm"), [Required(_l("Vui lòng nhập chủ đề năm.")), AtMost(300)])
    breakthrough = wtforms.StringField(_l("Khâu đột phá"), [AtMost(300)])
    document = wtforms.StringField(_l("Văn bản"), [AtMost(200)])


def channel_form(given: Any) -> ChannelForm:
    """The form of a channel, with the kinds to choose from."""
    form = ChannelForm(given)
    form.kind.choices = list(channel_words().items())
    return form


def software_form(given: Any) -> SoftwareForm:
    """The form of the use of software, with what there is to choose from."""
    form = SoftwareForm(given)
    form.software.choices = [("", _("Mời chọn phần mềm")), *software_words().items()]
    form.users.choices = list(user_words().items())
    form.is_used.choices = [(YES, _("Có dùng")), (NO, _("Chưa dùng"))]
    return form
