"""The forms of a product: few questions a page, in plain words."""

from collections.abc import Iterable
from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice

from marketplace.catalog.labels import MOST_CHARACTERS, fields_of
from marketplace.catalog.models import MOST_ORDER_LIMIT
from marketplace.catalog.papers import OCOP, OCOP_STARS
from marketplace.catalog.services.papers import MOST_AUTHORITY, MOST_NUMBER
from marketplace.catalog.services.products import (
    LEAST_PRICE_DONG,
    MOST_DESCRIPTION,
    MOST_NAME,
    MOST_NOTE,
    MOST_PRICE_DONG,
    MOST_TRANSIT_DAYS,
)
from marketplace.catalog.services.variants import MOST_CONTENT, MOST_WEIGHT_G
from marketplace.web.parts.day_field import DayField, PastDayField
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.parts.number_fields import CountField, DongField
from marketplace.web.plumbing.formats import dong
from marketplace.web.words.catalogue import CONTENT_UNITS, DELIVERY_SCOPES, label_field_name

MOST_STOCK = 100_000
ASK_NAME = _l("Mời chị ghi tên hàng.")
ASK_PRICE = _l("Mời chị ghi giá bán, ví dụ 150k hoặc 150.000.")
ASK_QUANTITY = _l("Mời chị ghi số lượng đang có, chưa có thì ghi 0.")


def _choices(pairs: Iterable[tuple[Any, Any]]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in pairs]


def _stars(value: Any) -> int | None:
    return int(value) if str(value) in map(str, OCOP_STARS) else None


class PriceField(DongField):
    """A selling price in đồng, within the bounds of prices."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, least=LEAST_PRICE_DONG, most=MOST_PRICE_DONG, **kwargs)

    def limits(self) -> str:
        """What prices there may be."""
        bounds = {"least": dong(self.least), "most": dong(self.most)}
        return str(_("Giá bán từ %(least)s đến %(most)s, mời chị xem lại.", **bounds))


class NewProductForm(Form):
    """The four fields that begin a product."""

    photo = wtforms.FileField(_l("Ảnh chụp hàng"))
    name = wtforms.StringField(_l("Tên hàng"), [Required(ASK_NAME), AtMost(MOST_NAME)])
    price = PriceField(_l("Giá bán"), [Required(ASK_PRICE)])
    quantity = CountField(_l("Số lượng đang có"), [Required(ASK_QUANTITY)], most=MOST_STOCK)


class WordsForm(Form):
    """The texts of a product."""

    name = wtforms.StringField(_l("Tên hàng"), [Required(ASK_NAME), AtMost(MOST_NAME)])
    description = wtforms.TextAreaField(_l("Lời giới thiệu"), [AtMost(MOST_DESCRIPTION)])
    origin_note = wtforms.StringField(_l("Làm ra ở đâu"), [AtMost(MOST_NOTE)])
    season_note = wtforms.StringField(_l("Mùa nào có hàng"), [AtMost(MOST_NOTE)])


class DeliveryForm(Form):
    """How far and how long the goods may travel."""

    scope = wtforms.RadioField(_l("Gửi được đến đâu"), choices=_choices(DELIVERY_SCOPES.items()))
    keeps_cold = wtforms.BooleanField(_l("Hàng phải giữ lạnh khi đi đường"))
    max_transit_days = wtforms.SelectField(_l("Vận chuyển được tối đa mấy ngày"), coerce=int)
    order_limit = CountField(
        _l("Mỗi khách đặt nhiều nhất bao nhiêu"),
        [Required(_l("Mời chị ghi một số, ví dụ 50."))],
        least=1,
        most=MOST_ORDER_LIMIT,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = [(day, _("%(days)d ngày", days=day)) for day in range(1, MOST_TRANSIT_DAYS + 1)]
        self.max_transit_days.choices = _choices([(0, _("Không hạn chế")), *days])


class VariantForm(Form):
    """One variant of a product."""

    first_name = wtforms.StringField(_l("Loại đang bán gọi là gì"), [AtMost(80)])
    name = wtforms.StringField(_l("Tên loại"), [AtMost(80)])
    price = PriceField(_l("Giá bán"), [Required(ASK_PRICE)])
    quantity = CountField(_l("Số lượng đang có"), most=MOST_STOCK)
    unit = wtforms.StringField(_l("Giá này tính cho"), [AtMost(40)])
    content_amount = CountField(_l("Khối lượng thật bên trong"), most=MOST_CONTENT)
    content_unit = wtforms.SelectField(_l("Tính theo"), choices=_choices(CONTENT_UNITS.items()))
    weight_g = CountField(
        _l("Cân nặng cả bao gói khi gửi"),
        [Required(_l("Mời chị ghi cân nặng bằng gam, ví dụ 600."))],
        least=1,
        most=MOST_WEIGHT_G,
    )
    sku = wtforms.StringField(_l("Mã hàng riêng của chị"), [AtMost(40)])
    photo_id = wtforms.SelectField(_l("Ảnh của loại này"), coerce=int, validate_choice=True)


class IssueDayField(PastDayField):
    """The day on which a paper was issued."""

    not_yet = _l("Ngày cấp không thể ở sau hôm nay.")


class PaperForm(Form):
    """The data of a certificate, and optionally a scan of it."""

    stars = wtforms.RadioField(
        _l("Mấy sao"),
        choices=_choices((n, _l("%(num)d sao", num=n)) for n in OCOP_STARS),
        coerce=_stars,
        validate_choice=False,
    )
    number = wtforms.StringField(_l("Số giấy"), [Required(_l("Mời chị chép số ghi trên giấy.")), AtMost(MOST_NUMBER)])
    authority = wtforms.StringField(_l("Nơi cấp"), [AtMost(MOST_AUTHORITY)])
    issued_on = IssueDayField(_l("Ngày cấp"), [Required(_l("Mời chị ghi ngày cấp, ví dụ 21/11/2025."))])
    expires_on = DayField(_l("Có giá trị đến ngày"))
    scan = wtforms.FileField(_l("Ảnh chụp hoặc tệp PDF của giấy"))

    def for_kind(self, kind: str) -> "PaperForm":
        """Only OCOP has stars, and its number is that of the decision."""
        if kind != OCOP:
            del self.stars
        else:
            self.number.label.text = _("Số quyết định công nhận")
        return self


def label_form(group: str, values: Any = None, data: dict[str, str] | None = None) -> Form:
    """A form with exactly the fields of a label group."""
    fields = {field.code: _label_field(field.code) for field in fields_of(group)}
    form: Form = type("LabelForm", (Form,), fields)(values, data=data)
    return form


def _label_field(code: str) -> Any:
    return wtforms.TextAreaField(label_field_name(code), [AtMost(MOST_CHARACTERS)])
