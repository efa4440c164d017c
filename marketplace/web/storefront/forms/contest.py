"""Who takes part in a knowledge contest."""

import wtforms
from flask_babel import lazy_gettext as _l

from marketplace.core.clock import today
from marketplace.web.parts.day_field import birth_year_of
from marketplace.web.parts.forms import AtMost, Form, PersonName, Required
from marketplace.web.parts.number_fields import YearField
from marketplace.web.parts.phone_field import PhoneField

OLDEST, YOUNGEST = 1920, 10


class PaperForm(Form):
    """Name, phone, year of birth and unit; nothing is looked up by them."""

    full_name = wtforms.StringField(
        _l("Họ và tên"), [Required(_l("Vui lòng nhập họ và tên.")), AtMost(120), PersonName()]
    )
    phone = PhoneField(_l("Số điện thoại"), [Required(_l("Vui lòng nhập số điện thoại.")), AtMost(30)])
    birth_year = YearField(
        _l("Năm sinh"),
        [Required(_l("Vui lòng nhập năm sinh bằng bốn chữ số, ví dụ 1985."))],
        years=lambda: range(OLDEST, today().year - YOUNGEST),
        of_two_figures=birth_year_of,
        refusal=_l("Vui lòng nhập năm sinh bằng bốn chữ số, ví dụ 1985."),
    )
    unit = wtforms.SelectField(_l("Chị ở Hội nào"), [Required(_l("Mời chọn đơn vị của chị."))])

    def offer(self, units: list[tuple[str, str]]) -> None:
        """Fill in the choices."""
        self.unit.choices = units if len(units) == 1 else [("", str(_l("Mời chọn đơn vị"))), *units]
