"""Figures once printed: as they stood there, beside the records of the same days, with the reason of the gap."""

from collections.abc import Mapping
from typing import Any

import wtforms
from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from marketplace.association.queries import find_unit_in
from marketplace.core.clock import today
from marketplace.core.transactions import transaction
from marketplace.programme.errors import AlreadyEnded
from marketplace.programme.gaps import REASONS
from marketplace.programme.queries import (
    Compared,
    compare_published,
    days_of,
    get_programme,
    get_published,
    indicators_of,
    list_programmes,
    list_published,
)
from marketplace.programme.registries import INDICATORS
from marketplace.programme.services import MOST_TARGET, Printed, enter_published, explain_gap, void_published
from marketplace.web.parts.day_field import PastDayField
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.parts.number_fields import CountField
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor
from marketplace.web.staff.unit_choices import units_of_territory
from marketplace.web.words.programme import (
    figure_words,
    gap_reason_words,
    gap_words,
    indicator_words,
    period_words,
    programme_words,
)


class PrintedForm(Form):
    """A figure as it was printed, and the indicator against which it is held."""

    text = wtforms.StringField(
        _l("Câu đã in"),
        [Required(_l("Vui lòng chép câu đã in, ví dụ “1.012 doanh nghiệp do phụ nữ làm chủ”.")), AtMost(300)],
    )
    value = CountField(_l("Con số"), [Required(_l("Vui lòng nhập con số, ví dụ 1.012."))], most=MOST_TARGET)
    is_at_least = wtforms.BooleanField(_l("Bài ghi “hơn” hoặc “trên” con số này"))
    published_in = wtforms.StringField(
        _l("In ở đâu"), [Required(_l("Vui lòng ghi báo, báo cáo hoặc trang đã in con số này.")), AtMost(200)]
    )
    published_on = PastDayField(_l("In ngày nào"), [Required(_l("Vui lòng nhập ngày in, ví dụ 08/03/2024."))])
    definition = wtforms.StringField(_l("Cách hiểu như đã in"), [AtMost(500)])
    unit = wtforms.SelectField(_l("Số của đơn vị"), [Required(_l("Mời chọn đơn vị."))])
    held_against = wtforms.SelectField(_l("So với chỉ tiêu"), [Required(_l("Mời chọn Đề án và chỉ tiêu để so."))])
    first_on = PastDayField(_l("Tính từ ngày"))
    last_on = PastDayField(_l("Tính đến ngày"), [Required(_l("Vui lòng nhập ngày cuối mà số này nói tới."))])

    def has_days_in_order(self) -> bool:
        """Whether the last day is not before the first; a remark is put beside it where it is."""
        if self.first_on.day and self.last_on.day and self.last_on.day < self.first_on.day:
            self.last_on.errors = [_("Ngày cuối trước ngày đầu. Mời xem lại hai ngày.")]
        return not self.last_on.errors

    @property
    def printed(self) -> Printed:
        """What was printed, once valid."""
        return Printed(
            self.text.data,
            self.value.count or 0,
            self.published_in.data,
            self.published_on.day or today(),
            self.last_on.day or today(),
            self.first_on.day,
            self.definition.data or "",
            bool(self.is_at_least.data),
        )


class ReasonForm(Form):
    """Why a printed figure and the records differ."""

    reason = wtforms.RadioField(_l("Vì sao lệch"), validate_choice=False)
    note = wtforms.StringField(_l("Ghi chú"), [AtMost(500)])

    def validate_reason(self, field: wtforms.Field) -> None:
        """One of the reasons."""
        if field.data not in REASONS:
            raise wtforms.ValidationError(_("Mời chọn một lý do."))


class VoidForm(Form):
    """Why a figure was entered by mistake."""

    why = wtforms.StringField(_l("Ghi nhầm thế nào"), [Required(_l("Vui lòng ghi lý do hủy.")), AtMost(300)])


def index() -> str:
    """The register, the last printed first."""
    rows = compare_published(list_published(current_scope()))
    return render_template("staff/published/index.html", rows=[(row, _told(row)) for row in rows])


def new() -> Response:
    """Enter a printed figure."""
    form = _form(request.form if request.method == "POST" else {})
    if request.method == "POST" and form.validate() and form.has_days_in_order():
        programme_code, _sign, indicator = form.held_against.data.partition("/")
        with transaction():
            first_time()
            row = enter_published(
                form.printed,
                find_unit_in(current_scope(), form.unit.data),
                get_programme(programme_code),
                indicator,
                actor=officer_actor(),
                scope=current_scope(),
            )
            page = leads_to(url_for("staff.published.show", figure_id=row.id))
        flash(_("Đã ghi. Mời chọn lý do nếu con số lệch với hồ sơ."), "success")
        return see_other(page)
    page = render_template("staff/published/new.html", form=form)
    return make_response(page, 422 if request.method == "POST" else 200)


def show(figure_id: int) -> Response:
    """One figure beside the records; takes the reason of the gap."""
    row = get_published(figure_id, current_scope())
    form = _reason_form(request.form if request.method == "POST" else {"reason": row.reason, "note": row.note})
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                figure = get_published(figure_id, current_scope(), lock=True)
                explain_gap(
                    figure, form.reason.data, form.note.data or "", actor=officer_actor(), scope=current_scope()
                )
            flash(_("Đã lưu lý do."), "success")
        except AlreadyEnded:
            flash(_("Số này đã được hủy trước đó."), "info")
        return see_other(url_for("staff.published.show", figure_id=figure_id))
    return _page(figure_id, form, VoidForm(), failed=request.method == "POST")


def void(figure_id: int) -> Response:
    """Take out a figure that was entered by mistake, with the reason."""
    row, form = get_published(figure_id, current_scope()), VoidForm(request.form)
    if not form.validate():
        return _page(figure_id, _reason_form({"reason": row.reason, "note": row.note}), form, failed=True)
    try:
        with transaction():
            figure = get_published(figure_id, current_scope(), lock=True)
            void_published(figure, why=form.why.data, actor=officer_actor(), scope=current_scope())
        flash(_("Đã hủy số ghi nhầm."), "success")
    except AlreadyEnded:
        flash(_("Số này đã được hủy trước đó."), "info")
    return see_other(url_for("staff.published.index"))


def _page(figure_id: int, form: ReasonForm, voiding: VoidForm, *, failed: bool) -> Response:
    [row] = compare_published([get_published(figure_id, current_scope())])
    page = render_template("staff/published/show.html", row=row, told=_told(row), form=form, voiding=voiding)
    return make_response(page, 422 if failed else 200)


def _form(given: Mapping[str, str]) -> PrintedForm:
    form = PrintedForm(MultiDict(given))
    units = [(unit.code, unit.name) for unit in reversed(units_of_territory())]
    form.unit.choices = [("", _("Mời chọn đơn vị")), *units]
    form.held_against.choices = [("", _("Mời chọn Đề án và chỉ tiêu")), *_indicators()]
    return form


def _indicators() -> list[tuple[str, str]]:
    programmes = list_programmes()
    used = indicators_of(programmes)
    return [
        (f"{programme.code}/{row.indicator}", f"{programme_words(programme).short_name}: {name}")
        for programme in programmes
        for row in used[programme.id]
        for name in (indicator_words(row.indicator).name,)
    ]


def _reason_form(given: Mapping[str, str]) -> ReasonForm:
    form = ReasonForm(MultiDict(given))
    form.reason.choices = list(gap_reason_words().items())
    return form


def _told(row: Compared) -> dict[str, str]:
    """What a page says of one: the number printed, the days, what the records say, the gap and its reason."""
    printed = row.printed
    plug = INDICATORS.get(printed.indicator) if printed.indicator in INDICATORS else None
    value = figure_words(plug, printed.value) if plug else f"{printed.value:,}".replace(",", ".")
    told = {
        "value": _("hơn %(value)s", value=value) if printed.is_at_least else value,
        "days": "",
        "counted": "",
        "gap": _("chưa có chỉ tiêu nào đếm việc này"),
        "reason": gap_reason_words().get(printed.reason, ""),
        "list": "",
        "indicator": "",
    }
    if plug is None or printed.programme is None or row.counted is None:
        return told
    days = days_of(printed, printed.programme)
    where: dict[str, Any] = {"code": printed.programme.code, "unit": printed.unit.code, "period": days.code}
    return told | {
        "days": period_words(days),
        "counted": figure_words(plug, row.counted),
        "gap": gap_words(plug, row.gap or 0),
        "list": url_for("staff.programmes.records", indicator=plug.code, **where),
        "indicator": f"{programme_words(printed.programme).short_name}: {indicator_words(plug.code).name}",
    }
