"""Totals without a list: entered with their document, put right, and ended when the list arrives or they were wrong."""

from collections.abc import Mapping

import wtforms
from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from marketplace.accounts.roles import OFFICES
from marketplace.association.queries import find_unit_in
from marketplace.core.clock import today
from marketplace.core.errors import Invalid
from marketplace.core.transactions import transaction
from marketplace.core.typed_numbers import COUNT, DONG, read_number
from marketplace.people.queries import list_people
from marketplace.programme.errors import AlreadyEnded, AlreadyStated, DoesNotFit, OutsideProgramme
from marketplace.programme.models import StatedTotal
from marketplace.programme.periods import parse_period, periods_between, span
from marketplace.programme.queries import (
    ended_totals,
    get_indicator,
    get_programme,
    get_total,
    has_total_around,
    holders_among,
    list_indicators,
    lock_total,
    standing_totals,
    value_of,
)
from marketplace.programme.registries import INDICATORS
from marketplace.programme.services import (
    ENDINGS,
    MOST_TARGET,
    Statement,
    correct_total,
    end_total,
    state_total,
)
from marketplace.programme.shape import SHARE, SUM, Indicator, Number, Place
from marketplace.web.parts.day_field import PastDayField
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.parts.number_fields import question_words
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor, staff_roles
from marketplace.web.staff.programme_table import ReportQuery, ask
from marketplace.web.words.programme import (
    figure_words,
    indicator_words,
    period_words,
    programme_words,
    total_ending_words,
    within_words,
)

MOST_PERCENT = 100  # of a share


class StatementForm(Form):
    """A number, and the document that says it."""

    value = wtforms.StringField(_l("Số tổng"), [Required(_l("Vui lòng nhập số tổng, ví dụ 212.013.")), AtMost(30)])
    source = wtforms.StringField(
        _l("Văn bản nêu số này"),
        [Required(_l("Vui lòng ghi văn bản nêu số này, ví dụ “Báo cáo số 15/BC-BTV”.")), AtMost(200)],
    )
    source_on = PastDayField(
        _l("Ngày của văn bản"), [Required(_l("Vui lòng nhập ngày của văn bản, ví dụ 08/03/2024."))]
    )
    number: int | None = None

    def read_value(self, indicator: Indicator) -> bool:
        """Read the number as this indicator counts; a remark is put beside the box where it cannot be."""
        kind = DONG if indicator.counting == SUM else COUNT
        typed, most = read_number(self.value.data or "", kind), _most_of(indicator)
        if typed.value is not None and typed.value <= most:
            self.number = int(typed.value)
            return True
        if self.value.data:
            self.value.errors = [question_words(self.value.data, typed, kind) or _limits_words(indicator)]
        return False

    @property
    def statement(self) -> Statement:
        """What was said, once valid."""
        return Statement(self.number or 0, self.source.data or "", self.source_on.day or today())


class TotalForm(StatementForm):
    """A total of one indicator for a period."""

    indicator = wtforms.SelectField(_l("Chỉ tiêu"), [Required(_l("Mời chọn chỉ tiêu."))])
    period = wtforms.SelectField(_l("Của kỳ"), [Required(_l("Mời chọn kỳ mà số này nói tới."))])


class CorrectionForm(StatementForm):
    """Another number in the place of one, and why."""

    why = wtforms.StringField(_l("Vì sao sửa"), [Required(_l("Vui lòng ghi vì sao sửa số này.")), AtMost(300)])


class EndForm(Form):
    """How a total ends, and why."""

    how = wtforms.RadioField(_l("Vì sao bỏ số này"), validate_choice=False)
    why = wtforms.StringField(
        _l("Ghi rõ"), [Required(_l("Vui lòng ghi rõ, ví dụ “Đã nhập danh sách 46 lớp”.")), AtMost(300)]
    )

    def validate_how(self, field: wtforms.Field) -> None:
        """One of the two ways."""
        if field.data not in ENDINGS:
            raise wtforms.ValidationError(_("Mời chọn một trong hai."))


def index(code: str) -> Response:
    """The totals of a unit and, for officers of its territory, the form of one more."""
    query = ask(code)
    form = _form(query, request.form)
    if request.method == "POST" and form.validate() and form.read_value(INDICATORS.get(form.indicator.data)):
        saved = _save(query, form)
        if saved is not None:
            return saved
    return _page(query, form)


def show(total_id: int) -> Response:
    """One total: what it says, what the records of the same days say, and the forms that put it right or end it."""
    row = get_total(total_id, current_scope())
    form = CorrectionForm(request.form)
    plug = INDICATORS.get(row.indicator)
    if request.method == "POST" and form.validate() and form.read_value(plug):
        try:
            with transaction():
                first_time()
                fresh = correct_total(
                    lock_total(total_id, current_scope()),
                    plug,
                    form.statement,
                    why=form.why.data,
                    actor=officer_actor(),
                    scope=current_scope(),
                )
                page = leads_to(url_for("staff.totals.show", total_id=fresh.id))
            flash(_("Đã sửa. Số cũ còn trong lịch sử."), "success")
            return see_other(page)
        except AlreadyEnded:
            return _ended_already(row)
        except DoesNotFit as refused:
            form.value.errors = [_unfit_words(plug, refused)]
        except Invalid as refused:
            _tell_invalid(form, refused)
        row = get_total(total_id, current_scope())
    return _one(row, form, _end_form({}), failed=request.method == "POST")


def end(total_id: int) -> Response:
    """Let a total stand no more, with the reason."""
    row = get_total(total_id, current_scope())
    form = _end_form(request.form)
    if not form.validate():
        return _one(row, CorrectionForm(), form, failed=True)
    try:
        with transaction():
            total = lock_total(total_id, current_scope())
            end_total(total, form.how.data, why=form.why.data, actor=officer_actor(), scope=current_scope())
    except AlreadyEnded:
        return _ended_already(row)
    flash(_("Số tổng này không còn hiện ở bảng chỉ tiêu. Lịch sử vẫn giữ."), "success")
    return see_other(_list_of(row))


def _save(query: ReportQuery, form: TotalForm) -> Response | None:
    code, unit_code, scope = query.programme.code, query.unit.code, current_scope()
    try:
        with transaction():
            first_time()
            programme = get_programme(code)
            plug, _row = get_indicator(programme, form.indicator.data)
            unit, period = find_unit_in(scope, unit_code), parse_period(form.period.data)
            row = state_total(programme, plug, unit, period, form.statement, actor=officer_actor(), scope=scope)
            page = leads_to(_list_of(row))
    except DoesNotFit as refused:
        form.value.errors = [_unfit_words(plug, refused)]
        return None
    except AlreadyStated:
        form.period.errors = [_("Kỳ này đã có số tổng của chỉ tiêu ấy. Mời mở số đang có ở trên để sửa.")]
        return None
    except OutsideProgramme:
        form.period.errors = [_("Kỳ này không có ngày nào của Đề án. Mời chọn kỳ khác.")]
        return None
    except Invalid as refused:
        _tell_invalid(form, refused)
        return None
    flash(_("Đã ghi số tổng. Số này hiện riêng, không cộng vào số đếm từ hồ sơ."), "success")
    _say_what_is_around(row)
    return see_other(page)


def _say_what_is_around(row: StatedTotal) -> None:
    """Say which totals hold this one or are parts of it: its unit's of other days, and those of other levels."""
    alike = [each for each in standing_totals(row.programme, row.unit) if each.indicator == row.indicator]
    holders = holders_among(alike)
    if holders[row.id]:
        flash(_("Số này %(within)s.", within=within_words(holders[row.id])), "info")
    elif any(row.period in codes for codes in holders.values()):
        flash(_("Số này gồm cả số của kỳ ngắn hơn đã ghi. Các số ấy không cộng với nhau."), "info")
    if has_total_around(row):
        flash(_("Đơn vị cấp trên hoặc cấp dưới cũng có số tổng cho kỳ này. Các số ấy không cộng với nhau."), "info")


def _unfit_words(plug: Indicator, refused: DoesNotFit) -> str:
    told = {
        "days": period_words(parse_period(refused.period)),
        "value": figure_words(plug, refused.value),
    }
    if refused.is_part:
        return str(_("Kỳ này nằm trong %(days)s, số ấy là %(value)s, nên số này không thể lớn hơn.", **told))
    return str(_("Kỳ này gồm cả %(days)s, số ấy là %(value)s, nên số này không thể nhỏ hơn.", **told))


def _tell_invalid(form: StatementForm, refused: Invalid) -> None:
    """Beside the box what is wrong with it; a document is never older than the days that it tells of."""
    if refused.facts.get("field") == "source_on":
        form.source_on.errors = [_("Văn bản có trước khi kỳ này bắt đầu thì chưa thể nêu số của kỳ. Mời xem lại.")]
    else:
        form.value.errors = [_("Mời xem lại chỗ này.")]


def _form(query: ReportQuery, given: Mapping[str, str]) -> TotalForm:
    form = TotalForm(MultiDict(given))
    plugs = [row.indicator for row in list_indicators(query.programme)]
    form.indicator.choices = [("", _("Mời chọn chỉ tiêu")), *((c, indicator_words(c).name) for c in plugs)]
    form.period.choices = [("", _("Mời chọn kỳ")), *_periods(query)]
    return form


def _periods(query: ReportQuery) -> list[tuple[str, str]]:
    """All that the programme has had so far as one, the days chosen on the table, and its years and parts of years."""
    programme = query.programme
    so_far = span(programme.begins_on, min(programme.ends_on, today()))
    known = [so_far, *periods_between(programme.begins_on, so_far.last)]
    if query.period.code not in {period.code for period in known}:
        known.insert(0, query.period)
    return [(period.code, period_words(period)) for period in known]


def _end_form(given: Mapping[str, str]) -> EndForm:
    form = EndForm(MultiDict(given))
    words = total_ending_words()
    form.how.choices = [(how, words[how]) for how in ENDINGS]
    return form


def _page(query: ReportQuery, form: TotalForm) -> Response:
    standing, ended = standing_totals(query.programme, query.unit), ended_totals(query.programme, query.unit)
    page = render_template(
        "staff/programmes/totals.html",
        query=query,
        programme_text=programme_words(query.programme),
        form=form,
        standing=[(row, _told(row)) for row in standing],
        holders={key: within_words(codes) for key, codes in holders_among(standing).items()},
        ended=[(row, _told(row)) for row in ended],
        ending_words=total_ending_words(),
        names=_names([*standing, *ended]),
        may_enter=bool(staff_roles() & OFFICES),
    )
    return make_response(page, 422 if request.method == "POST" else 200)


def _one(row: StatedTotal, form: CorrectionForm, ending: EndForm, *, failed: bool = False) -> Response:
    programme, plug, period = row.programme, INDICATORS.get(row.indicator), parse_period(row.period)
    counted = value_of(plug, programme, Place(row.unit.path), period)
    page = render_template(
        "staff/programmes/total.html",
        row=row,
        programme=programme,
        programme_text=programme_words(programme),
        told=_told(row),
        counted=figure_words(plug, counted),
        period_text=period_words(period),
        form=form,
        ending=ending,
        ending_words=total_ending_words(),
        names=_names([row]),
        list_address=_list_of(row),
    )
    return make_response(page, 422 if failed else 200)


def _ended_already(row: StatedTotal) -> Response:
    flash(_("Việc này đã được ghi trước đó."), "info")
    return see_other(_list_of(row))


def _told(row: StatedTotal) -> tuple[str, str, str]:
    """Its indicator, days and number in words; the indicator may be one of an earlier version of the software."""
    if row.indicator not in INDICATORS:
        return row.indicator, period_words(parse_period(row.period)), str(row.value)
    return _worded(INDICATORS.get(row.indicator), row.period, row.value)


def _worded(plug: Indicator, period: str, value: Number) -> tuple[str, str, str]:
    words = indicator_words(plug.code)
    unit = "" if plug.counting in (SUM, SHARE) else f" {words.unit}"
    return words.name, period_words(parse_period(period)), figure_words(plug, value) + unit


def _names(rows: list[StatedTotal]) -> dict[int, str]:
    """Who entered or ended them, by key."""
    people = list_people({key for row in rows for key in (row.entered_by, row.ended_by) if key})
    return {key: person.full_name for key, person in people.items()}


def _list_of(row: StatedTotal) -> str:
    return url_for("staff.totals.index", code=row.programme.code, unit=row.unit.code)


def _most_of(indicator: Indicator) -> int:
    return MOST_PERCENT if indicator.counting == SHARE else MOST_TARGET


def _limits_words(indicator: Indicator) -> str:
    if indicator.counting == SHARE:
        return str(_("Vui lòng nhập số phần trăm từ 0 đến 100, ví dụ 80."))
    return str(_("Vui lòng nhập một số nguyên, ví dụ 120 hoặc 1.500.000."))
