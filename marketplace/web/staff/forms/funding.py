"""The forms about grants, loans and equipment, one for each act on a file."""

from collections.abc import Mapping
from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from marketplace.programme.aims import AIMS
from marketplace.programme.models import Funding
from marketplace.programme.queries import list_programmes
from marketplace.programme.services import FUNDED, LOAN
from marketplace.programme.states import GRANTED, REFUSED
from marketplace.web.parts.day_field import DayField, PastDayField
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.parts.number_fields import DongField
from marketplace.web.staff.unit_choices import units_of_territory
from marketplace.web.words.funding import aim_examples, aim_words, funded_kinds
from marketplace.web.words.programme import programme_words

MOST_FUNDING = 100_000_000_000
EXAMPLE = _l("Ví dụ 21/11/2026")
_DAY = _l("Vui lòng nhập ngày, ví dụ 21/11/2026.")
_AMOUNT = _l("Vui lòng nhập số tiền, ví dụ 5.000.000.")
Cards = dict[str, dict[str, tuple[str | None, str | None]]]


class ActForm(Form):
    """A form of one act, which the page draws field by field; a field's description is its hint."""

    @property
    def cards(self) -> Cards:
        """The examples under the choices of a field, by the field's name."""
        return {}


class AimField(wtforms.RadioField):
    """Whether support is for building an enterprise or for starting a trade."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(_l("Để làm gì"), *args, validate_choice=False, **kwargs)

    def pre_validate(self, form: Any) -> None:
        """One of the two; nothing is chosen beforehand."""
        if self.data not in AIMS:
            raise wtforms.ValidationError(_("Mời chọn hỗ trợ này để khởi nghiệp hay khởi sự kinh doanh."))

    def offer(self) -> None:
        """Fill in the two choices."""
        self.choices = [(code, aim_words()[code]) for code in AIMS]


class OpenForm(ActForm):
    """What a woman asks for, of which programme, through which unit."""

    programme = wtforms.SelectField(_l("Đề án"), [Required(_l("Mời chọn Đề án."))])
    unit = wtforms.SelectField(_l("Đơn vị nhận đơn"), [Required(_l("Mời chọn đơn vị nhận đơn."))])
    kind = wtforms.RadioField(_l("Hình thức"), validate_choice=False)
    aim = AimField()
    applied_on = PastDayField(_l("Ngày nộp đơn"), [Required(_DAY)], description=EXAMPLE)
    wanted = DongField(_l("Số tiền chị ấy đề nghị"), most=MOST_FUNDING)
    idea = wtforms.StringField(_l("Ý tưởng, mô hình"), [AtMost(200)])

    @property
    def cards(self) -> Cards:
        """The examples of both aims."""
        return {"aim": dict(aim_examples())}

    def validate_kind(self, field: wtforms.Field) -> None:
        """A kind of support that has a file."""
        if field.data not in FUNDED:
            raise wtforms.ValidationError(_("Mời chọn hình thức."))


def open_form(given: Mapping[str, str]) -> OpenForm:
    """The form with its choices."""
    form = OpenForm(MultiDict(given))
    programmes = [(p.code, programme_words(p).short_name) for p in list_programmes()]
    form.programme.choices = [("", _("Mời chọn Đề án")), *programmes]
    units = [(unit.code, unit.name) for unit in units_of_territory()]
    form.unit.choices = units if len(units) == 1 else [("", _("Mời chọn đơn vị")), *units]
    form.kind.choices = list(funded_kinds().items())
    form.aim.offer()
    return form


class DecideForm(ActForm):
    """Granted with how much, by which decision and whose money; or not granted, and why."""

    answer = wtforms.RadioField(_l("Kết quả"), validate_choice=False)
    decided_on = PastDayField(_l("Ngày quyết định"), [Required(_DAY)], description=EXAMPLE)
    granted = DongField(_l("Số tiền hoặc giá trị được duyệt"), most=MOST_FUNDING)
    decision_number = wtforms.StringField(_l("Số quyết định"), [AtMost(60)])
    funder = wtforms.StringField(
        _l("Nguồn"), [AtMost(120)], description=_l("Ví dụ: Quỹ Hội, Ngân hàng Chính sách xã hội")
    )
    repay_by = DayField(_l("Hạn trả hết"), description=EXAMPLE)
    why = wtforms.TextAreaField(_l("Nếu chưa duyệt: lý do"), [AtMost(300)])

    def validate_answer(self, field: wtforms.Field) -> None:
        """One of the two answers."""
        if field.data not in dict(field.choices):
            raise wtforms.ValidationError(_("Mời chọn kết quả."))

    def validate_funder(self, field: wtforms.Field) -> None:
        """Whose money it is, where it was granted."""
        if self.answer.data == GRANTED and not field.data:
            raise wtforms.ValidationError(_("Vui lòng ghi nguồn tiền."))

    def validate_granted(self, field: wtforms.Field) -> None:
        """How much, where it was granted."""
        if self.answer.data == GRANTED and not field.data:
            raise wtforms.ValidationError(str(_AMOUNT))


def decide_form(given: Mapping[str, str], funding: Funding) -> DecideForm:
    """The form; a day to pay back is asked of a loan alone."""
    form = DecideForm(MultiDict(given))
    form.answer.choices = [(GRANTED, _("Được duyệt")), (REFUSED, _("Chưa được duyệt"))]
    if funding.kind != LOAN:
        del form.repay_by
    return form


class TrancheForm(ActForm):
    """A part of what was granted, and the day planned for it."""

    amount = DongField(_l("Số tiền của đợt này"), [Required(_AMOUNT)], least=1, most=MOST_FUNDING)
    planned_on = DayField(_l("Ngày dự kiến trao"), [Required(_DAY)], description=EXAMPLE)


class PayForm(ActForm):
    """The day on which a tranche reached her, and its proof."""

    paid_on = PastDayField(_l("Ngày trao"), [Required(_DAY)], description=EXAMPLE)
    proof = wtforms.FileField(_l("Ảnh giấy nhận tiền"), description=_l("Ảnh được giữ kín, chỉ cán bộ Hội xem được."))


class ConditionForm(ActForm):
    """What she has to do, and by when; she reads it on her own page."""

    text = wtforms.StringField(
        _l("Việc chị ấy cần làm"),
        [Required(_l("Vui lòng ghi việc cần làm, ví dụ: nộp hóa đơn mua máy.")), AtMost(200)],
        description=_l("Chị ấy đọc được câu này trên trang của chị ấy."),
    )
    due_on = DayField(_l("Hạn"), [Required(_DAY)], description=EXAMPLE)


class FulfilForm(ActForm):
    """The day on which a condition was fulfilled, and its evidence."""

    fulfilled_on = PastDayField(_l("Ngày làm xong"), [Required(_DAY)], description=EXAMPLE)
    proof = wtforms.FileField(_l("Ảnh minh chứng"), description=_l("Ảnh được giữ kín, chỉ cán bộ Hội xem được."))


class RepaymentForm(ActForm):
    """Money of a loan that came back."""

    amount = DongField(_l("Số tiền trả"), [Required(_AMOUNT)], least=1, most=MOST_FUNDING)
    repaid_on = PastDayField(_l("Ngày trả"), [Required(_DAY)], description=EXAMPLE)


class CloseForm(ActForm):
    """What came of it; a reason where something is open still."""

    closed_on = PastDayField(_l("Ngày kết thúc"), [Required(_DAY)], description=EXAMPLE)
    result = wtforms.TextAreaField(
        _l("Kết quả"),
        [Required(_l("Vui lòng ghi kết quả, ví dụ: đã mua máy, đang bán hàng đều.")), AtMost(500)],
    )
    why = wtforms.TextAreaField(_l("Lý do, nếu còn điều kiện chưa xong hoặc vốn vay chưa trả hết"), [AtMost(300)])


class WhyForm(ActForm):
    """A reason, for what is taken back."""

    why = wtforms.StringField(_l("Lý do"), [Required(_l("Vui lòng ghi lý do.")), AtMost(300)])
