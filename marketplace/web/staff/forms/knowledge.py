"""The forms of knowledge contests: the contest with its window, and many questions pasted at once."""

import re
from datetime import datetime, time
from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from marketplace.association.models import Unit
from marketplace.contests.services.knowledge import MINUTES, OPTIONS, PER_PAPER, Asked, Window
from marketplace.core.clock import VIETNAM, today
from marketplace.web.parts.day_field import DayField
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.parts.number_fields import CountField

MOST_QUESTIONS = 200
MOST_WORDS = 500
_TIME = re.compile(r"([01]?[0-9]|2[0-3])\s*(?:[:h.]|giờ)?\s*([0-5][0-9])?", re.A | re.I)
_OPTION = re.compile(r"(\*?)\s*([A-Fa-f])\s*[.):/]\s*(.+?)\s*(\*?)")
_ANSWER = re.compile(r"(?:đáp án|đáp án đúng|đúng)\s*:?\s*([A-Fa-f])\.?", re.I)
_NUMBER = re.compile(r"(?:câu\s*)?[0-9]{1,3}\s*[.):]\s*", re.I)


class TimeField(wtforms.StringField):
    """An hour of the day as people type it: «8:00», «8h30», «14h»; `.hour` is it once valid."""

    data: Any
    hour: time | None = None

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Read the hour, unless an earlier check failed or the field is empty."""
        if validation_stopped or not self.data:
            return
        found = _TIME.fullmatch(self.data.strip())
        if found is None:
            raise ValidationError(str(_("Vui lòng nhập giờ theo kiểu 8:00 hoặc 14h30.")))
        self.hour = time(int(found[1]), int(found[2] or 0))
        self.data = f"{self.hour:%H:%M}"


class QuestionsField(wtforms.TextAreaField):
    """Questions with blank lines between them, the right option marked with *; `.asked` are they once valid."""

    asked: list[Asked] = []

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Read every question; the first that cannot be read is named with what is missing."""
        if validation_stopped:
            return
        blocks = [block for block in re.split(r"\n\s*\n", self.data or "") if block.strip()]
        if len(blocks) > MOST_QUESTIONS:
            raise ValidationError(str(_("Nhiều nhất %(most)d câu một lần.", most=MOST_QUESTIONS)))
        self.asked = [_read_question(number, block) for number, block in enumerate(blocks, start=1)]


class KnowledgeForm(Form):
    """A knowledge contest."""

    name = wtforms.StringField(_l("Tên cuộc thi"), [Required(_l("Vui lòng ghi tên cuộc thi.")), AtMost(160)])
    unit = wtforms.SelectField(_l("Đơn vị tổ chức"), [Required(_l("Mời chọn đơn vị tổ chức."))])
    topic = wtforms.SelectField(_l("Câu hỏi lấy từ chủ đề"), validate_choice=False)
    per_paper = CountField(
        _l("Số câu mỗi người"),
        [Required(_l("Vui lòng ghi số câu mỗi người, ví dụ 20."))],
        least=PER_PAPER.start,
        most=PER_PAPER.stop - 1,
    )
    minutes = CountField(
        _l("Số phút làm bài"),
        [Required(_l("Vui lòng ghi số phút làm bài, ví dụ 15."))],
        least=MINUTES.start,
        most=MINUTES.stop - 1,
    )
    opens_on = DayField(_l("Mở từ ngày"), [Required(_l("Vui lòng ghi ngày mở, ví dụ 21/11/2026."))])
    opens_time = TimeField(_l("Giờ mở"), [Required(_l("Vui lòng ghi giờ mở, ví dụ 8:00."))])
    closes_on = DayField(_l("Đóng ngày"), [Required(_l("Vui lòng ghi ngày đóng, ví dụ 21/11/2026."))])
    closes_time = TimeField(_l("Giờ đóng"), [Required(_l("Vui lòng ghi giờ đóng, ví dụ 21:00."))])

    def offer(self, units: list[Unit], topics: dict[str, int]) -> None:
        """Fill in the choices; each topic with the number of its questions."""
        found = [(unit.code, unit.name) for unit in units]
        self.unit.choices = found if len(found) == 1 else [("", _("Mời chọn đơn vị")), *found]
        named = [(topic, f"{topic} ({count})") for topic, count in topics.items()]
        self.topic.choices = [("", _("Mọi chủ đề (%(count)d)", count=sum(topics.values()))), *named]

    @property
    def window(self) -> Window:
        """What the form says of questions, minutes and hours, once valid."""
        instants = [
            datetime.combine(day.day or today(), hour.hour or time(0), VIETNAM)
            for day, hour in ((self.opens_on, self.opens_time), (self.closes_on, self.closes_time))
        ]
        return Window(self.per_paper.count or 0, self.minutes.count or 0, *instants)


class QuestionsForm(Form):
    """Questions for a unit's bank."""

    unit = wtforms.SelectField(_l("Kho câu hỏi của"), [Required(_l("Mời chọn đơn vị."))])
    topic = wtforms.StringField(_l("Chủ đề"), [Required(_l("Vui lòng ghi chủ đề, ví dụ Kỹ năng số.")), AtMost(80)])
    questions = QuestionsField(_l("Các câu hỏi"), [Required(_l("Vui lòng dán hoặc ghi ít nhất một câu hỏi."))])

    def offer(self, units: list[Unit]) -> None:
        """Fill in the choices."""
        self.unit.choices = [(unit.code, unit.name) for unit in units]


def _read_question(number: int, block: str) -> Asked:
    words: list[str] = []
    options: list[tuple[str, str, bool]] = []
    answer = ""
    for line in (line.strip() for line in block.splitlines() if line.strip()):
        if said := _ANSWER.fullmatch(line):
            answer = said[1].upper()
        elif found := _OPTION.fullmatch(line):
            options.append((found[2].upper(), found[3], bool(found[1] or found[4])))
        elif options:
            letter, text, is_right = options[-1]
            options[-1] = (letter, f"{text} {line}", is_right)
        else:
            words.append(line)
    asked = _NUMBER.sub("", " ".join(words), count=1)
    right = [place for place, (letter, _text, marked) in enumerate(options) if marked or letter == answer]
    fault = _fault(asked, len(options), len(right))
    if fault:
        raise ValidationError(str(_("Câu thứ %(number)d: %(fault)s", number=number, fault=fault)))
    return Asked(asked, tuple(text for _letter, text, _marked in options), right[0])


def _fault(asked: str, options: int, right: int) -> str:
    if not asked:
        return str(_("chưa có lời hỏi trước các phương án."))
    if len(asked) > MOST_WORDS:
        return str(_("lời hỏi dài quá %(most)d chữ cái.", most=MOST_WORDS))
    if options not in OPTIONS:
        return str(_("cần từ 2 đến 6 phương án, mỗi phương án một dòng bắt đầu bằng A. B. C."))
    if right != 1:
        return str(_("cần đúng một phương án đúng, đánh dấu * ở đầu dòng."))
    return ""
