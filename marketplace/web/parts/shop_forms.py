"""The forms of a shop's sections, one small form each."""

from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.rules.bank_accounts import MOST_HOLDER
from marketplace.shipping.models import ShippingRate
from marketplace.shipping.registries import CARRIERS
from marketplace.shipping.services import RateWish
from marketplace.shipping.zones import COMMUNE, NATIONWIDE, PROVINCE, ZONES
from marketplace.shops.models import Shop
from marketplace.shops.services import LINES, MOST_COD_DONG, MOST_DAYS, MOST_NAME, TEXTS
from marketplace.web.parts.area_form import AreaForm
from marketplace.web.parts.bank_field import bank_choices
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.parts.number_fields import CountField, DongField
from marketplace.web.parts.phone_field import MobileField, PhoneField
from marketplace.web.plumbing.context import site_settings
from marketplace.web.words.orders import carrier_words

ASK_NAME = _l("Mời chị đặt tên cho gian hàng.")
ASK_PHONE = _l("Mời chị ghi số điện thoại để khách gọi.")
Details = dict[str, Any]


class OpenForm(AreaForm):
    """What is required to open a shop."""

    name = wtforms.StringField(_l("Tên gian hàng"), [Required(ASK_NAME), AtMost(MOST_NAME)])
    phone = PhoneField(_l("Số điện thoại khách gọi"), [Required(ASK_PHONE)])
    address_line = wtforms.StringField(_l("Thôn, xóm, số nhà"), [AtMost(LINES["address_line"])])
    delivery_policy = wtforms.TextAreaField(_l("Giao hàng"), [AtMost(TEXTS["delivery_policy"])])
    return_policy = wtforms.TextAreaField(_l("Đổi, trả hàng"), [AtMost(TEXTS["return_policy"])])

    def details(self) -> Details:
        """Phone and place, and the terms as she read them."""
        place = {"area_code": self.commune.data, "address_line": self.address_line.data or ""}
        terms = {"delivery_policy": self.delivery_policy.data or "", "return_policy": self.return_policy.data or ""}
        return {"phone": self.phone.e164, **place, **terms}


class ShopNameForm(Form):
    """The shop's name."""

    name = wtforms.StringField(_l("Tên gian hàng"), [Required(ASK_NAME), AtMost(MOST_NAME)])

    def __init__(self, formdata: Any, shop: Shop) -> None:
        super().__init__(formdata, obj=shop)

    def details(self) -> Details:
        """Nothing: the name is saved by `rename_shop`."""
        return {}


class StoryForm(Form):
    """The tagline, and the seller's story."""

    tagline = wtforms.StringField(_l("Một câu giới thiệu"), [AtMost(LINES["tagline"])])
    story = wtforms.TextAreaField(_l("Câu chuyện của chị"), [AtMost(TEXTS["story"])])

    def __init__(self, formdata: Any, shop: Shop) -> None:
        super().__init__(formdata, obj=shop)

    def details(self) -> Details:
        """Line and story."""
        return {"tagline": self.tagline.data or "", "story": self.story.data or ""}


class PhotosForm(Form):
    """The cover photo, and the seller's portrait."""

    cover = wtforms.MultipleFileField(_l("Ảnh đầu trang"))
    portrait = wtforms.MultipleFileField(_l("Ảnh của chị"))

    def __init__(self, formdata: Any, shop: Shop) -> None:
        super().__init__(formdata)

    def details(self) -> Details:
        """Nothing: photos are saved by `show_photo`."""
        return {}


class ShopPlaceForm(AreaForm):
    """Where the shop is."""

    address_line = wtforms.StringField(_l("Thôn, xóm, số nhà"), [AtMost(LINES["address_line"])])

    def __init__(self, formdata: Any, shop: Shop) -> None:
        home = site_settings().home_province
        super().__init__(formdata, home_province=home, area_code=shop.area_code, address_line=shop.address_line)

    def details(self) -> Details:
        """Commune and address."""
        return {"area_code": self.commune.data, "address_line": self.address_line.data or ""}


class ContactForm(Form):
    """How customers reach the shop."""

    phone = PhoneField(_l("Số điện thoại khách gọi"), [Required(ASK_PHONE)])
    zalo_phone = MobileField(_l("Số Zalo"))
    opening_hours = wtforms.StringField(_l("Giờ nghe máy"), [AtMost(LINES["opening_hours"])])

    def __init__(self, formdata: Any, shop: Shop) -> None:
        super().__init__(formdata, obj=shop)

    def details(self) -> Details:
        """Phone, Zalo, hours."""
        return {
            "phone": self.phone.e164,
            "zalo_phone": self.zalo_phone.e164,
            "opening_hours": self.opening_hours.data or "",
        }


class ShopPoliciesForm(Form):
    """What customers may count on."""

    delivery_policy = wtforms.TextAreaField(_l("Giao hàng"), [AtMost(TEXTS["delivery_policy"])])
    return_policy = wtforms.TextAreaField(_l("Đổi, trả hàng"), [AtMost(TEXTS["return_policy"])])
    open_before_paying = wtforms.BooleanField(_l("Khách được kiểm hàng trước khi nhận"))

    def __init__(self, formdata: Any, shop: Shop) -> None:
        super().__init__(formdata, obj=shop)

    def details(self) -> Details:
        """Both texts and the promise to let customers look first."""
        return {
            "delivery_policy": self.delivery_policy.data or "",
            "return_policy": self.return_policy.data or "",
            "open_before_paying": bool(self.open_before_paying.data),
        }


class SellingForm(Form):
    """Cash on delivery, its limit in đồng, and the days the seller needs to prepare a parcel."""

    accepts_cod = wtforms.BooleanField(_l("Nhận trả tiền khi nhận hàng"))
    cod_limit_dong = DongField(_l("Chỉ nhận với đơn đến"))
    preparation_days = CountField(_l("Chuẩn bị hàng trong mấy ngày"), most=MOST_DAYS)

    def __init__(self, formdata: Any, shop: Shop) -> None:
        super().__init__(formdata, obj=shop)

    def validate_cod_limit_dong(self, field: Any) -> None:
        """Above nothing, below what nobody pays in cash."""
        if field.dong is not None and not 0 < field.dong <= MOST_COD_DONG:
            raise wtforms.ValidationError(_("Mời chị ghi số tiền từ 1.000đ đến 100 triệu, hoặc để trống."))

    def details(self) -> Details:
        """Cash, its limit, days."""
        return {
            "accepts_cod": bool(self.accepts_cod.data),
            "cod_limit_dong": self.cod_limit_dong.dong,
            "preparation_days": self.preparation_days.count or 0,
        }


class ShopBankForm(Form):
    """The seller's bank account."""

    bin = wtforms.SelectField(_l("Ngân hàng"), [Required(_l("Mời chị chọn ngân hàng."))], validate_choice=False)
    number = wtforms.StringField(_l("Số tài khoản"), [Required(_l("Mời chị ghi số tài khoản.")), AtMost(30)])
    holder = wtforms.StringField(
        _l("Tên chủ tài khoản"), [Required(_l("Mời chị ghi tên chủ tài khoản như ngân hàng in.")), AtMost(MOST_HOLDER)]
    )

    def __init__(self, formdata: Any, *, bin: str, holder: str) -> None:
        super().__init__(formdata, bin=bin, holder=holder)
        self.bin.choices = bank_choices()


def zone_words() -> dict[str, tuple[str, str]]:
    """Each zone: its name, and what it means."""
    return {
        COMMUNE: (_("Trong xã, phường"), _("Khách cùng xã, phường với gian hàng.")),
        PROVINCE: (_("Trong tỉnh"), _("Khách ở xã, phường khác cùng tỉnh.")),
        NATIONWIDE: (_("Tỉnh khác"), _("Khách ở các tỉnh, thành phố khác.")),
    }


def rates_form(formdata: Any, rates: dict[str, ShippingRate]) -> Form:
    """One row of questions a zone, beginning from the shop's own rates or the usual ones."""
    fields: dict[str, Any] = {}
    start: dict[str, Any] = {}
    for zone in ZONES:
        fields |= _zone_fields(zone)
        start |= _zone_start(zone, rates.get(zone))
    form: Form = type("RatesForm", (Form,), fields)(formdata, **start)
    for zone in ZONES:
        form[f"{zone}_carrier"].choices = [(code, carrier_words(code)) for code in CARRIERS.all()]
    return form


def wishes_of(form: Form) -> list[RateWish]:
    """The rates entered, of the zones the shop serves; errors are set on invalid fields."""
    return [wish for zone in ZONES if form[f"{zone}_served"].data and (wish := _wish(form, zone)) is not None]


def _zone_fields(zone: str) -> dict[str, Any]:
    return {
        f"{zone}_served": wtforms.BooleanField(_l("Có giao")),
        f"{zone}_first_kg_dong": DongField(_l("Phí cho 1 kg đầu")),
        f"{zone}_next_kg_dong": DongField(_l("Mỗi kg sau thêm")),
        f"{zone}_free_from_dong": DongField(_l("Miễn phí khi mua từ")),
        f"{zone}_days_min": CountField(_l("Đến nơi nhanh nhất"), most=MOST_DAYS),
        f"{zone}_days_max": CountField(_l("Đến nơi chậm nhất"), most=MOST_DAYS),
        f"{zone}_carrier": wtforms.SelectField(_l("Cách gửi"), validate_choice=False),
    }


def _zone_start(zone: str, rate: ShippingRate | None) -> dict[str, Any]:
    if rate is None:
        return {f"{zone}_served": False}
    columns = ("first_kg_dong", "next_kg_dong", "free_from_dong", "days_min", "days_max", "carrier")
    return {f"{zone}_served": True} | {f"{zone}_{name}": getattr(rate, name) for name in columns}


def _wish(form: Form, zone: str) -> RateWish | None:
    field = {name: form[f"{zone}_{name}"] for name in ("first_kg_dong", "days_min", "days_max", "carrier")}
    if field["first_kg_dong"].dong is None:
        _say(field["first_kg_dong"], _("Mời chị ghi phí gửi; giao không lấy phí thì ghi 0."))
    if field["days_max"].count is None or field["days_max"].count < (field["days_min"].count or 0):
        _say(field["days_max"], _("Mời chị ghi số ngày chậm nhất, không ít hơn số ngày nhanh nhất."))
    if field["carrier"].data not in CARRIERS:
        _say(field["carrier"], _("Mời chị chọn cách gửi."))
    if form.errors:
        return None
    return RateWish(
        zone=zone,
        first_kg_dong=field["first_kg_dong"].dong,
        next_kg_dong=form[f"{zone}_next_kg_dong"].dong or 0,
        days_min=field["days_min"].count or 0,
        days_max=field["days_max"].count,
        carrier=field["carrier"].data,
        free_from_dong=form[f"{zone}_free_from_dong"].dong or None,
    )


def _say(field: Any, text: str) -> None:
    if not field.errors:
        field.errors = [text]


SECTIONS: dict[str, Any] = {
    "name": ShopNameForm,
    "story": StoryForm,
    "photos": PhotosForm,
    "place": ShopPlaceForm,
    "contact": ContactForm,
    "policies": ShopPoliciesForm,
    "selling": SellingForm,
}
