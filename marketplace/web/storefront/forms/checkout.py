"""What a customer tells to order: name, phone, commune, street, a note, and how she pays."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from wtforms import RadioField, StringField, TextAreaField, ValidationError
from wtforms.widgets import html_params

from marketplace.core.kept import KeptByVersion
from marketplace.places.queries import Place, directory, places_version
from marketplace.web.forms import AtMost, Form, Required
from marketplace.web.phone_field import PhoneField

OPTION = Markup('<option{} value="{}">')
_options: KeptByVersion[Markup] = KeptByVersion()


class AreaField(StringField):
    """A choice among areas, drawn from markup kept by the version of places: a province has up to 170 communes."""

    options = Markup("")

    def widget(self, field: "AreaField", **attributes: Any) -> Markup:
        """A select box with the chosen area marked."""
        attributes.setdefault("id", field.id)
        options = field.options
        if field.data:
            marked = OPTION.format(Markup(" selected"), field.data)
            options = options.replace(OPTION.format("", field.data), marked, 1)
        return Markup("<select {}>{}</select>").format(html_params(name=field.name, **attributes), options)


def _draw_options(places: Mapping[str, Place], province_code: str | None) -> Markup:
    """The options of a select box of provinces, or of a province's communes after an empty first one."""
    inside = [(place.code, place.name) for place in places.values() if place.parent_code == province_code]
    first = [] if province_code is None else [("", "")]
    drawn = [OPTION.format("", code) + name + Markup("</option>") for code, name in first + inside]
    return Markup("").join(drawn)


class AreaForm(Form):
    """Where to: a province, then one of its communes."""

    province = AreaField(_l("Tỉnh, thành phố"), [Required(_l("Mời chọn tỉnh, thành phố."))])
    commune = AreaField(_l("Xã, phường"), [Required(_l("Mời chọn xã, phường."))])

    def __init__(self, formdata: Any = None, *, home_province: str, area_code: str | None = None, **data: Any) -> None:
        version = places_version()
        self.places = directory(version)
        known = self.places.get(area_code or "")
        start = {"province": known.parent_code or home_province, "commune": known.code} if known else {}
        super().__init__(formdata, **({"province": home_province, "commune": ""} | start | data))
        province = self.province.data if self.province.data in self.places else ""
        for field, inside in ((self.province, None), (self.commune, province)):
            field.options = _options.get(version, partial(_draw_options, self.places, inside), inside)

    def area_is_known(self) -> bool:
        """Whether a commune of the chosen province is named."""
        area = self.places.get(self.commune.data or "")
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
