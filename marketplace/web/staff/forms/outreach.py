"""The forms of outreach: the day itself, a woman of its list with the relatives beside her."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from marketplace.association.models import Unit
from marketplace.core.clock import today
from marketplace.programme.queries.outcomes import OUTREACH
from marketplace.training.models import Outreach
from marketplace.training.services import MOST_BESIDE, MOST_PEOPLE, Day
from marketplace.web.parts.day_field import DayField
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.parts.number_fields import CountField
from marketplace.web.staff.entered_women import EntersWoman
from marketplace.web.staff.programme_choices import CountsFor
from marketplace.web.staff.theme_choices import NamesTheme
from marketplace.web.words.training import outreach_words

NUMBERS = ("women_said", "female_said", "male_said")


class OutreachForm(CountsFor, NamesTheme, Form):
    """What an officer says of a day of outreach."""

    kind = wtforms.RadioField(_l("Hướng dẫn việc gì"), validate_choice=False)
    about = wtforms.StringField(_l("Cụ thể"), [AtMost(160)])
    unit = wtforms.SelectField(_l("Đơn vị tổ chức"), [Required(_l("Mời chọn đơn vị tổ chức."))])
    held_on = DayField(_l("Ngày"), [Required(_l("Vui lòng nhập ngày, ví dụ 21/11/2026."))])
    place = wtforms.StringField(_l("Địa điểm"), [AtMost(160)])
    helpers = wtforms.StringField(_l("Ai hướng dẫn"), [AtMost(300)])
    women_said = CountField(_l("Số phụ nữ được hướng dẫn"), most=MOST_PEOPLE)
    female_said = CountField(_l("Người thân là nữ"), most=MOST_PEOPLE)
    male_said = CountField(_l("Người thân là nam"), most=MOST_PEOPLE)
    note = wtforms.TextAreaField(_l("Ghi chú"), [AtMost(1000)])
    also = wtforms.BooleanField(_l("Có chị có mặt ở cả hai nơi trong ngày, vẫn lưu"))

    def validate_kind(self, field: wtforms.Field) -> None:
        """One of the kinds."""
        if field.data not in outreach_words():
            raise wtforms.ValidationError(_("Mời chọn hướng dẫn việc gì."))

    @property
    def counted_day(self) -> date | None:
        """Its day."""
        return self.held_on.day

    def day(self) -> Day:
        """The same as the room takes it; only of a form that is valid."""
        told: dict[str, Any] = {name: getattr(self, name).data or "" for name in ("about", "place", "helpers", "note")}
        told |= {name: getattr(self, name).count or 0 for name in NUMBERS}
        return Day(kind=self.kind.data, held_on=self.held_on.day or today(), **told)


class Beside(Form):
    """How many relatives were helped beside a woman."""

    female = CountField(_l("Người thân đi cùng, nữ"), most=MOST_BESIDE)
    male = CountField(_l("Người thân đi cùng, nam"), most=MOST_BESIDE)


class HelpedForm(EntersWoman, Beside):
    """A woman who is entered in the list of an outreach."""

    also = wtforms.BooleanField(_l("Chị ấy có mặt ở cả hai nơi trong ngày, vẫn ghi"))


def outreach_form(
    given: Any, units: list[Unit], row: Outreach | None = None, chosen: Iterable[str] = ()
) -> OutreachForm:
    """The form of an outreach with its choices; the unit of one that is there is no question any more."""
    form = OutreachForm(given, data=_said(row, list(chosen)) if row else None)
    form.kind.choices = list(outreach_words().items())
    found = [(unit.code, unit.name) for unit in units]
    form.unit.choices = found if len(found) == 1 else [("", _("Mời chọn đơn vị")), *found]
    form.offer_programmes()
    form.offer_themes(OUTREACH, row.id if row else None)
    if row is not None:
        del form.unit
    return form


def helped_form(given: Mapping[str, str]) -> HelpedForm:
    """The form of a woman who is entered."""
    return HelpedForm(MultiDict(given))


def _said(row: Outreach, chosen: list[str]) -> dict[str, Any]:
    said = {name: getattr(row, name) for name in ("kind", "about", "held_on", "place", "helpers", "note")}
    return said | {name: getattr(row, name) or None for name in NUMBERS} | {"programmes": chosen}
