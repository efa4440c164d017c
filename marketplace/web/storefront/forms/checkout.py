"""The checkout form: the customer's name, phone, commune, street, a note, and the payment method."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField, ValidationError

from marketplace.web.parts.area_form import AreaForm
from marketplace.web.parts.forms import AtMost, Required
from marketplace.web.parts.phone_field import MobileField


class CheckoutForm(AreaForm):
    """The one page of checkout: no more than these seven fields."""

    name = StringField(_l("Họ và tên người nhận"), [Required(_l("Vui lòng nhập tên người nhận hàng.")), AtMost(100)])
    phone = MobileField(_l("Số điện thoại"), [Required(_l("Vui lòng nhập số điện thoại để người giao gọi."))])
    address_line = StringField(
        _l("Số nhà, đường, thôn xóm"), [Required(_l("Vui lòng nhập số nhà, đường hoặc thôn xóm.")), AtMost(200)]
    )
    note = TextAreaField(_l("Lời nhắn cho gian hàng"), [AtMost(500)])
    method = RadioField(_l("Cách trả tiền"), [Required(_l("Mời chọn cách trả tiền."))], validate_choice=False)

    withheld: Mapping[str, str] = {}  # payment methods in use that this order cannot be paid with, and why

    def offer(self, methods: list[tuple[str, str]], withheld: Mapping[str, str] | None = None) -> None:
        """Set the payment methods to choose from, the first being the default, and why others are none."""
        self.method.choices, self.withheld = methods, withheld or {}
        if not self.method.data and methods:
            self.method.data = methods[0][0]

    def validate_method(self, field: Any) -> None:
        """Only a payment method that is offered for these products."""
        if field.data not in {code for code, _name in field.choices or ()}:
            raise ValidationError(self.why_not(field.data))

    def why_not(self, code: str) -> str:
        """Why a payment method cannot be chosen."""
        reason = self.withheld.get(code)
        if reason:
            return str(_("%(reason)s Mời chọn cách khác.", reason=reason))
        return str(_("Cách trả tiền này không dùng được cho đơn này. Mời chọn cách khác."))
