"""The forms of classes: opening and changing one, its sessions, why it is cancelled, who is entered in its list."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from marketplace.association.models import Unit
from marketplace.programme.queries.outcomes import CLASS
from marketplace.training.models import TrainingClass
from marketplace.training.services import MOST_PLACES, Plan
from marketplace.training.topics import FOR_WOMEN
from marketplace.web.parts.day_field import AnyDayField
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.parts.number_fields import CountField, DongField
from marketplace.web.staff.entered_women import EntersWoman
from marketplace.web.staff.programme_choices import CountsFor
from marketplace.web.staff.theme_choices import NamesTheme
from marketplace.web.words.training import audience_words, topic_words

_TIME = re.compile(r"([01]?[0-9]|2[0-3])\s*[:hg.]\s*([0-5][0-9])?", re.A)


FIRST_DAY = _l("Vui lòng nhập ngày học đầu tiên, ví dụ 21/11/2026.")


class ClassForm(CountsFor, NamesTheme, Form):
    """What an officer says of a class; opening asks the day and the unit, which stay."""

    title = wtforms.StringField(_l("Tên lớp"), [Required(_l("Vui lòng nhập tên lớp.")), AtMost(200)])
    topic = wtforms.SelectField(_l("Nội dung"), [Required(_l("Mời chọn nội dung của lớp."))])
    unit = wtforms.SelectField(_l("Đơn vị mở lớp"), [Required(_l("Mời chọn đơn vị mở lớp."))])
    place = wtforms.StringField(_l("Địa điểm"), [AtMost(200)])
    begins_on = AnyDayField(_l("Ngày học đầu tiên"), [Required(FIRST_DAY)])
    capacity = CountField(_l("Số chỗ"), [Required(_l("Vui lòng nhập số chỗ, ví dụ 60."))], least=1, most=MOST_PLACES)
    audience = wtforms.RadioField(_l("Dành cho"), default=FOR_WOMEN)
    trainers = wtforms.StringField(_l("Giảng viên"), [AtMost(300)])
    needed_sessions = CountField(_l("Số buổi cần dự để được cấp giấy chứng nhận"), least=1, most=100)
    budget = DongField(_l("Kinh phí"))
    funder = wtforms.StringField(_l("Nguồn kinh phí"), [AtMost(120)])
    relatives = CountField(_l("Số người thân cùng dự, không có trong danh sách"), most=100_000)

    begun_on: date | None = None  # of a class that is there

    @property
    def counted_day(self) -> date | None:
        """Its first day."""
        return self.begins_on.day if "begins_on" in self else self.begun_on

    def plan(self) -> Plan:
        """The same as the room takes it; only of a form that is valid."""
        return Plan(
            title=self.title.data,
            topic=self.topic.data,
            capacity=self.capacity.count or 1,
            place=self.place.data or "",
            audience=self.audience.data,
            trainers=tuple(re.split(r"[,;\n]", self.trainers.data or "")),
            needed_sessions=self.needed_sessions.count or 1,
            budget_dong=self.budget.dong,
            funder=self.funder.data or "",
            relatives=self.relatives.count or 0,
        )


class TimeField(wtforms.StringField):
    """A time of day as people write it: «7h30», «14:00», «8 giờ»; `.time` is «07:30» once valid."""

    data: Any
    time = ""

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Read the time, unless the field is empty."""
        typed = re.sub(r"\s*giờ\s*", "h", (self.data or "").lower()).strip()
        if validation_stopped or not typed:
            return
        found = _TIME.fullmatch(typed)
        if found is None:
            raise wtforms.ValidationError(_("Vui lòng nhập giờ theo kiểu 7h30 hoặc 14:00."))
        self.time = self.data = f"{int(found[1]):02d}:{found[2] or '00'}"


class SessionForm(Form):
    """One more session of a class."""

    held_on = AnyDayField(_l("Ngày"), [Required(_l("Vui lòng nhập ngày của buổi học, ví dụ 21/11/2026."))])
    begins = TimeField(_l("Từ giờ"))
    ends = TimeField(_l("Đến giờ"))


class RepeatForm(Form):
    """The day on which a class is held again."""

    begins_on = AnyDayField(_l("Ngày học đầu tiên"), [Required(FIRST_DAY)])


class WhyForm(Form):
    """Why something is cancelled, revoked or taken out."""

    why = wtforms.StringField(_l("Lý do"), [Required(_l("Vui lòng ghi lý do.")), AtMost(300)])


class TraineeForm(EntersWoman):
    """A woman who is entered in the list of a class."""

    beyond = wtforms.BooleanField(_l("Lớp đã đủ chỗ vẫn nhận thêm chị ấy"))


def class_form(
    given: Any, units: list[Unit], row: TrainingClass | None = None, chosen: Iterable[str] = ()
) -> ClassForm:
    """The form of a class with its choices; what stays of a class that is there is no question any more."""
    form = ClassForm(given, obj=None, data=_said(row, list(chosen)) if row else {"audience": FOR_WOMEN})
    form.topic.choices = [("", _("Mời chọn nội dung")), *topic_words().items()]
    form.audience.choices = list(audience_words().items())
    found = [(unit.code, unit.name) for unit in units]
    form.unit.choices = found if len(found) == 1 else [("", _("Mời chọn đơn vị")), *found]
    form.offer_programmes()
    form.offer_themes(CLASS, row.id if row else None)
    if row is not None:
        del form.unit
        del form.begins_on
        form.begun_on = row.begins_on
    return form


def trainee_form(given: Mapping[str, str]) -> TraineeForm:
    """The form of a woman who is entered."""
    return TraineeForm(MultiDict(given))


def _said(row: TrainingClass, chosen: list[str]) -> dict[str, Any]:
    names = ("title", "topic", "place", "capacity", "audience", "needed_sessions", "funder")
    said = {name: getattr(row, name) for name in names}
    trainers = ", ".join(trainer.name for trainer in row.trainers)
    return said | {
        "trainers": trainers,
        "budget": row.budget_dong,
        "relatives": row.relatives or None,
        "programmes": chosen,
    }
