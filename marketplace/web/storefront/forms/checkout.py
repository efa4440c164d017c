"""What a customer tells to order: name, phone, commune, street, a note, and how she pays."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, TextAreaField, ValidationError

from marketplace.places.queries import find_area, list_communes, list_provinces
from marketplace.web.forms import AtMost, Form, Required
from marketplace.web.phone_field import PhoneField


class AreaForm(Form):
    """Where to: a province, then one of its communes."""

    province = SelectField(_l("Tỉnh, thành phố"), [Required(_l("Mời chọn tỉnh, thành phố."))], validate_choice=False)
    commune = SelectField(_l("Xã, phường"), [Required(_l("Mời chọn xã, phường."))], validate_choice=False)

    def __init__(self, formdata: Any = None, *, home_province: str, area_code: str | None = None, **data: Any) -> None:
        known = find_area(area_code or "")
        start = {"province": known.parent_code or home_province, "commune": known.code} if known else {}
        super().__init__(formdata, **({"province": home_province, "commune": ""} | start | data))
        self.province.choices = [(area.code, area.name) for area in list_provinces()]
        communes = list_communes(self.province.data or "")
        self.commune.choices = [("", ""), *((area.code, area.name) for area in communes)]

    def area_is_known(self) -> bool:
        """Whether a commune of the chosen province is named."""
        area = find_area(self.commune.data or "")
        return area is not None and area.level == "commune" and area.parent_code == self.province.data

    def validate_commune(self, field: Any) -> None:
        """The commune must lie in the province chosen with it."""
        if not self.area_is_known():
            raise ValidationError(str(_l("Mời chọn xã, phường thuộc tỉnh, thành phố ở trên.")))


class CheckoutForm(AreaForm):
    """The one page of checkout: no more than these seven fields."""

    name = StringField(_l("Họ và tên người nhận"), [Required(_l("Mời ghi tên người nhận hàng.")), AtMost(100)])
    phone = PhoneField(_l("Số điện thoại"), [Required(_l("Mời ghi số điện thoại để người giao gọi."))])
    address_line = StringField(
        _l("Số nhà, đường, thôn xóm"), [Required(_l("Mời ghi số nhà, đường hoặc thôn xóm.")), AtMost(200)]
    )
    note = TextAreaField(_l("Lời nhắn cho gian hàng"), [AtMost(500)])
    method = RadioField(_l("Cách trả tiền"), [Required(_l("Mời chọn cách trả tiền."))], validate_choice=False)

    def offer(self, methods: list[tuple[str, str]]) -> None:
        """The ways of paying to choose from; the first is chosen where nothing was."""
        self.method.choices = methods
        if not self.method.data and methods:
            self.method.data = methods[0][0]

    def validate_method(self, field: Any) -> None:
        """Only a way of paying that is offered for these goods."""
        if field.data not in {code for code, _name in field.choices or ()}:
            raise ValidationError(str(_l("Cách trả tiền này không dùng được cho đơn này. Mời chọn cách khác.")))
