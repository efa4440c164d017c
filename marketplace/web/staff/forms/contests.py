"""The forms of contests of ideas: the contest itself, an idea, a judge, the results."""

import re
from datetime import date
from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from marketplace.association.models import Unit
from marketplace.contests.awards import FULL_MARKS, SHARED, TENTHS
from marketplace.contests.policies import levels_of
from marketplace.contests.services import Terms
from marketplace.core.clock import today
from marketplace.web.parts.day_field import DayField, PastDayField
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.parts.number_fields import CountField, YearField
from marketplace.web.parts.phone_field import PhoneField
from marketplace.web.staff.likely_people import SaysWho, birth_year_field
from marketplace.web.staff.programme_choices import CountsFor
from marketplace.web.staff.theme_choices import NamesTheme
from marketplace.web.words.contests import award_words, level_words, relation_words, sector_words, tie_words

FIRST_YEAR = 2010
MOST_CRITERIA = 12
HERE, ON_PAPER = "here", "paper"
YES, NO = "yes", "no"
_CRITERION = re.compile(r"(.*?\S)[\s:=;,.–-]+([0-9]{1,3})\s*(?:điểm|đ|%)?", re.I)
_POINTS = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]))?", re.A)


class CriteriaField(wtforms.TextAreaField):
    """One criterion a line, with its points at the end; `.weights` are the pairs once valid."""

    weights: list[tuple[str, int]] = []

    def process_data(self, value: Any) -> None:
        """Show stored pairs as lines."""
        self.data = "\n".join(f"{name}: {weight}" for name, weight in value) if isinstance(value, list) else value

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Read the lines; the first that cannot be read is named."""
        self.weights = []
        for line in (self.data or "").splitlines():
            if not line.strip():
                continue
            found = _CRITERION.fullmatch(line.strip())
            if found is None or not 0 < int(found[2]) <= FULL_MARKS:
                words = _(
                    "Chưa thấy số điểm ở cuối dòng “%(line)s”. Vui lòng ghi như “Tính mới: 20”.", line=line.strip()
                )
                raise ValidationError(str(words))
            self.weights.append((found[1][:120], int(found[2])))
        if len(self.weights) > MOST_CRITERIA:
            raise ValidationError(str(_("Nhiều nhất %(most)d tiêu chí.", most=MOST_CRITERIA)))


class ContestForm(CountsFor, NamesTheme, Form):
    """A contest while it is a draft."""

    name = wtforms.StringField(_l("Tên cuộc thi"), [Required(_l("Vui lòng ghi tên cuộc thi.")), AtMost(160)])
    year = YearField(
        _l("Năm"),
        [Required(_l("Vui lòng ghi năm của cuộc thi, ví dụ 2026."))],
        years=lambda: range(FIRST_YEAR, today().year + 2),
        refusal=_l("Vui lòng ghi năm bằng bốn chữ số, ví dụ 2026."),
    )
    unit = wtforms.SelectField(_l("Đơn vị tổ chức"), [Required(_l("Mời chọn đơn vị tổ chức."))])
    level = wtforms.RadioField(_l("Cấp"), validate_choice=False)
    theme = wtforms.StringField(_l("Chủ đề"), [AtMost(200)])
    opens_on = DayField(_l("Nhận ý tưởng từ ngày"))
    closes_on = DayField(_l("Đến ngày"))
    judged = wtforms.RadioField(_l("Chấm ở đâu"), validate_choice=False)
    criteria = CriteriaField(_l("Tiêu chí và điểm"), [AtMost(2000)])
    blind = wtforms.RadioField(_l("Giám khảo thấy tên thí sinh"), validate_choice=False)
    tie_rule = wtforms.RadioField(_l("Khi bằng điểm"), validate_choice=False)
    spread_limit = CountField(_l("Đánh dấu khi hai giám khảo chấm lệch quá"), least=1, most=FULL_MARKS)

    def offer(self, units: list[Unit]) -> None:
        """Fill in the choices; nothing is chosen beforehand but what nearly everybody chooses."""
        found = [(unit.code, unit.name) for unit in units]
        self.unit.choices = found if len(found) == 1 else [("", _("Mời chọn đơn vị")), *found]
        offered = {level for unit in units for level in levels_of(unit)}
        self.level.choices = [(level, words) for level, words in level_words().items() if level in offered]
        self.judged.choices = [(HERE, _("Chấm trên trang này")), (ON_PAPER, _("Kết quả theo văn bản"))]
        self.blind.choices = [(NO, _("Thấy tên")), (YES, _("Chỉ thấy số, giấu tên"))]
        self.tie_rule.choices = list(tie_words().items())
        self.offer_programmes()

    def validate_level(self, field: wtforms.Field) -> None:
        """One of the levels."""
        if field.data not in level_words():
            raise ValidationError(_("Mời chọn cấp của cuộc thi."))

    @property
    def counted_day(self) -> date | None:
        """The last day of its year."""
        return date(self.year.year, 12, 31) if self.year.year else None

    @property
    def terms(self) -> Terms:
        """What the form says, once valid."""
        return Terms(
            self.name.data,
            self.year.year or today().year,
            self.level.data,
            theme=self.theme.data or "",
            opens_on=self.opens_on.day,
            closes_on=self.closes_on.day,
            is_blind=self.blind.data == YES,
            is_on_paper=self.judged.data == ON_PAPER,
            tie_rule=self.tie_rule.data if self.tie_rule.data in tie_words() else SHARED,
            spread_limit=self.spread_limit.count or 20,
        )


class IdeaForm(SaysWho, Form):
    """An idea and its author."""

    person = wtforms.StringField(_l("Chị ấy là ai"))  # the public id of somebody known, or ANOTHER
    shown = wtforms.StringField()  # the public ids of those of whom she is none when ANOTHER is chosen
    full_name = wtforms.StringField(_l("Họ và tên tác giả"), [AtMost(120)])
    birth_year = birth_year_field()
    phone = PhoneField(_l("Số điện thoại"), [AtMost(30)])
    unit = wtforms.SelectField(_l("Đơn vị của tác giả"), [Required(_l("Mời chọn đơn vị của tác giả."))])
    title = wtforms.StringField(_l("Tên ý tưởng"), [Required(_l("Vui lòng ghi tên ý tưởng.")), AtMost(200)])
    summary = wtforms.TextAreaField(_l("Tóm tắt"), [AtMost(2000)])
    sector = wtforms.SelectField(_l("Lĩnh vực"), [Required(_l("Mời chọn lĩnh vực."))])
    co_authors = wtforms.StringField(_l("Người cùng làm"), [AtMost(300)])
    entered_on = PastDayField(_l("Ngày nộp"), [Required(_l("Vui lòng ghi ngày nộp, ví dụ 21/11/2026."))])

    def offer(self, units: list[Unit]) -> None:
        """Fill in the choices."""
        found = [(unit.code, unit.name) for unit in units]
        self.unit.choices = found if len(found) == 1 else [("", _("Mời chọn đơn vị")), *found]
        self.sector.choices = [("", _("Mời chọn lĩnh vực")), *sector_words().items()]

    def validate_full_name(self, field: wtforms.Field) -> None:
        """A name, unless a known person was chosen."""
        if not self.known_id and not field.data:
            raise ValidationError(_("Vui lòng nhập họ và tên của tác giả."))


class JudgeForm(Form):
    """A judge: an officer, or somebody named."""

    officer = wtforms.SelectField(_l("Cán bộ Hội"), validate_choice=False)
    name = wtforms.StringField(_l("Hoặc họ và tên người ngoài"), [AtMost(120)])
    title = wtforms.StringField(_l("Chức danh, nơi làm việc"), [AtMost(160)])
    chair = wtforms.BooleanField(_l("Là trưởng ban giám khảo"))

    def validate_name(self, field: wtforms.Field) -> None:
        """Either an officer or a name."""
        if not field.data and not self.officer.data:
            raise ValidationError(_("Mời chọn một cán bộ Hội, hoặc ghi họ tên người ngoài."))


class RelationForm(Form):
    """A relation of a judge to an author."""

    entry = wtforms.SelectField(_l("Thí sinh"), [Required(_l("Mời chọn thí sinh."))])
    relation = wtforms.RadioField(_l("Quan hệ"), validate_choice=False)

    def offer(self, entries: list[tuple[str, str]]) -> None:
        """Fill in the choices."""
        self.entry.choices = [("", _("Mời chọn thí sinh")), *entries]
        self.relation.choices = list(relation_words().items())

    def validate_relation(self, field: wtforms.Field) -> None:
        """One of the relations."""
        if field.data not in relation_words():
            raise ValidationError(_("Mời chọn quan hệ với thí sinh."))


class DecisionForm(Form):
    """When and by which document a contest was decided; the awards stand beside the entries."""

    decided_on = PastDayField(_l("Ngày có kết quả"), [Required(_l("Vui lòng ghi ngày có kết quả, ví dụ 21/11/2026."))])
    document = wtforms.StringField(_l("Số quyết định hoặc biên bản"), [AtMost(160)])
    note = wtforms.TextAreaField(_l("Ghi thêm vào biên bản"), [AtMost(2000)])


class WhyForm(Form):
    """A reason."""

    why = wtforms.StringField(_l("Lý do"), [Required(_l("Vui lòng ghi lý do.")), AtMost(300)])


class NationalForm(Form):
    """What the national level gave an idea, and when."""

    supported_on = PastDayField(_l("Từ ngày"), [Required(_l("Vui lòng ghi ngày, ví dụ 21/11/2026."))])
    what = wtforms.StringField(
        _l("Được hỗ trợ gì"), [Required(_l("Vui lòng ghi được hỗ trợ gì, ví dụ 50 triệu đồng.")), AtMost(300)]
    )


def read_points(text: str) -> int | None:
    """«27», «27,5» or «27.5» in tenths; None for anything else."""
    found = _POINTS.fullmatch(text.strip())
    return int(found[1]) * TENTHS + int(found[2] or 0) if found else None


def award_of(text: str) -> str:
    """A known award, or «»."""
    return text if text in award_words() else ""
