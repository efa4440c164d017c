"""The forms of the settings, one for each group; field names are the keys of `site.settings`."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice, ValidationError

from marketplace.core.clock import today
from marketplace.core.folding import fold
from marketplace.core.runtime import config
from marketplace.notifications.registries import CHANNELS
from marketplace.payments.registries import METHODS
from marketplace.payments.shape import AmountLimit, PaymentMethod
from marketplace.rules.bank_accounts import MOST_HOLDER, account_holder, account_number
from marketplace.rules.banks import list_banks
from marketplace.rules.errors import BadAccount
from marketplace.site.queries import current_settings
from marketplace.site.settings import KEYS, LIMITS, LISTING_ONLY, MONEY_FLOWS, PARTNER, PLATFORM, SWITCH, SiteSettings
from marketplace.web.parts.day_field import parse_day
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.parts.number_fields import CountField, DongField
from marketplace.web.parts.phone_field import HotlineField, MobileField
from marketplace.web.plumbing.brand_colours import OWN_ACCENT, OWN_BRAND, reads_well, shows_well, tidy_colour
from marketplace.web.plumbing.formats import phone as shown_phone

NOT_YET_OURS = "sàn thương mại điện tử"  # what only a registered platform may call itself

_EMAIL = re.compile(r"^[^@\s]{1,64}@[^@\s]+\.[^@\s]{2,}$")


def _count(key: str, label: Any) -> Any:
    """A number that must be given, within the limits of its setting."""
    least, most = LIMITS[key]
    return CountField(label, [Required(_l("Vui lòng nhập một số."))], least=least, most=most)


class ColourField(wtforms.StringField):
    """A colour, typed as «#85193a» or picked from a palette; a changed pick overrides the typed value."""

    def __init__(self, label: Any, validators: Any = None, *, own: str, **kwargs: Any) -> None:
        super().__init__(label, validators, **kwargs)
        self.own = own  # the design's colour, which holds while none is set

    @property
    def shown(self) -> str:
        """The palette's initial value: this colour, or the design's own."""
        return tidy_colour(self.data or "") or self.own

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        """Use the pick where it differs from the value shown."""
        super().process(formdata, *args, **kwargs)
        picked = formdata.get(f"{self.name}_picked", "") if formdata else ""
        if picked and picked != formdata.get(f"{self.name}_shown"):
            self.data = picked


class SettingsForm(Form):
    """A group of settings; `values()` is what to store."""

    def values(self) -> dict[str, Any]:
        """Key → value in the setting's own type, for every field that is a setting."""
        return {name: _value(field) for name, field in self._fields.items() if _is_setting(name)}


class BrandForm(SettingsForm):
    """Name, contact, colours."""

    brand = wtforms.StringField(_l("Tên trang bán hàng"), [Required(_l("Vui lòng nhập tên.")), AtMost(80)])
    tagline = wtforms.StringField(_l("Câu giới thiệu"), [AtMost(160)])
    association = wtforms.StringField(_l("Tên Hội"), [Required(_l("Vui lòng nhập tên Hội.")), AtMost(120)])
    hotline = HotlineField(_l("Số điện thoại hỗ trợ"), [AtMost(30)])
    zalo = MobileField(_l("Số Zalo"), [AtMost(30)])
    email = wtforms.StringField(_l("Email"), [AtMost(200)])
    brand_colour = ColourField(_l("Màu chính"), [AtMost(7)], own=OWN_BRAND)
    accent_colour = ColourField(_l("Màu điểm"), [AtMost(7)], own=OWN_ACCENT)

    def validate_brand(self, field: wtforms.Field) -> None:
        """Refuse terms that the law reserves to registered platforms."""
        _no_claim(field)

    def validate_tagline(self, field: wtforms.Field) -> None:
        """Refuse terms that the law reserves to registered platforms."""
        _no_claim(field)

    def validate_email(self, field: wtforms.Field) -> None:
        """An address, where one is given."""
        if field.data and not _EMAIL.match(field.data):
            raise ValidationError(_("Mời xem lại email, ví dụ ten@gmail.com."))

    def validate_brand_colour(self, field: wtforms.Field) -> None:
        """A colour on which words can be read."""
        colour = _colour(field)
        if colour and not reads_well(colour):
            raise ValidationError(_("Chữ màu này khó đọc trên nền của trang. Mời chọn màu đậm hơn."))

    def validate_accent_colour(self, field: wtforms.Field) -> None:
        """A colour that stands out."""
        colour = _colour(field)
        if colour and not shows_well(colour):
            raise ValidationError(_("Màu này mờ trên nền của trang. Mời chọn màu đậm hơn."))


class OwnerForm(SettingsForm):
    """Who runs the platform, and its registration."""

    owner_name = wtforms.StringField(_l("Tên đơn vị vận hành"), [AtMost(200)])
    owner_address = wtforms.StringField(_l("Địa chỉ trụ sở"), [AtMost(300)])
    owner_representative = wtforms.StringField(_l("Người đại diện theo pháp luật"), [AtMost(120)])
    registration_number = wtforms.StringField(_l("Số đăng ký với Bộ Công Thương"), [AtMost(60)])
    registration_date = wtforms.StringField(_l("Ngày đăng ký"), [AtMost(10)])
    registration_place = wtforms.StringField(_l("Nơi cấp"), [AtMost(120)])

    def validate_registration_date(self, field: wtforms.Field) -> None:
        """A day as people write it; number and day belong together."""
        if field.data:
            field.data = _day_gone_by(field.data)
        if bool(field.data) != bool(self.registration_number.data):
            raise ValidationError(_("Số đăng ký và ngày đăng ký phải ghi cả hai, hoặc để trống cả hai."))


class MoneyForm(SettingsForm):
    """How money goes, and the ways to pay."""

    money_flow = wtforms.RadioField(
        _l("Tiền đi như thế nào"), choices=[SelectChoice(flow, flow) for flow in MONEY_FLOWS]
    )
    money_flow_basis = wtforms.StringField(
        _l("Căn cứ: số giấy phép hoặc hợp đồng với đơn vị được cấp phép"), [AtMost(300)]
    )
    confirms = wtforms.BooleanField(_l("Tôi xác nhận đã có căn cứ trên và chịu trách nhiệm về lựa chọn này"))
    unpaid_orders_per_phone = _count(
        "unpaid_orders_per_phone",
        _l(
            "Mỗi tài khoản, và mỗi số điện thoại khách vãng lai ghi, được có nhiều nhất bao nhiêu đơn chưa trả tiền "
            "cùng lúc"
        ),
    )

    def validate_money_flow_basis(self, field: wtforms.Field) -> None:
        """Money flows that handle others' money require a licence or a contract."""
        if self.money_flow.data in (PARTNER, PLATFORM) and not field.data:
            raise ValidationError(_("Cách này cần có căn cứ. Vui lòng nhập số giấy phép hoặc hợp đồng."))

    def validate_confirms(self, field: wtforms.Field) -> None:
        """The same flows must be confirmed by a tick."""
        if self.money_flow.data in (PARTNER, PLATFORM) and not field.data:
            raise ValidationError(_("Mời đánh dấu xác nhận khi chọn cách này."))

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """At least one way of paying is left where orders are taken."""
        is_valid = super().validate(*args, **kwargs)
        if is_valid and not leaves_a_way(self.values()):
            self.form_errors.append(_no_way_words())
        return is_valid and not self.form_errors


def leaves_a_way(changes: dict[str, Any]) -> bool:
    """Whether customers could pay in any way under the present settings with these changes, or need not pay here."""
    settings = current_settings()
    own = {key: value for key, value in changes.items() if key in KEYS}
    after = replace(
        settings, of_plugs={**settings.of_plugs, **{k: v for k, v in changes.items() if k not in KEYS}}, **own
    )
    ways = [method for method in METHODS.all().values() if method.is_taken(after, config())]
    return after.money_flow == LISTING_ONLY or bool(ways)


def _no_way_words() -> str:
    return str(
        _(
            "Với lựa chọn này khách không còn cách nào trả tiền. Mời bật ít nhất một cách dùng được (chuyển khoản khi "
            "tiền đi qua trang thì cần tài khoản của trang; thẻ thì cần nối với đơn vị cung cấp), hoặc chọn cách chỉ "
            "giới thiệu hàng."
        )
    )


def money_form() -> type[SettingsForm]:
    """The money form with a switch for each payment method, and its amounts."""
    fields: dict[str, Any] = {}
    for method in METHODS.all().values():
        fields[method.switch] = wtforms.BooleanField(lazy_gettext(method.words.switch))
        fields |= {limit.key: AmountField(method, limit) for limit in method.limits}
    return type("MoneyForm", (MoneyForm,), fields)


class AmountField(DongField):
    """An amount of a way of paying, within its limits, the most not below the least."""

    def __init__(self, method: PaymentMethod, limit: AmountLimit, **kwargs: Any) -> None:
        label, needed = lazy_gettext(limit.label), [Required(_l("Vui lòng nhập số tiền."))]
        super().__init__(label, needed, least=limit.least_dong, most=limit.most_dong, **kwargs)
        self.least_key = method.least.key if limit is method.most and method.least is not None else None

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Read the amount and hold it against the least one."""
        super().post_validate(form, validation_stopped)
        least = form[self.least_key].dong if self.least_key else None
        if self.dong is not None and least is not None and self.dong < least:
            raise ValidationError(_("Số lớn nhất phải lớn hơn số nhỏ nhất."))


class AccountForm(Form):
    """The platform's own bank account."""

    bin = wtforms.SelectField(_l("Ngân hàng"), validate_choice=False)
    number = wtforms.StringField(_l("Số tài khoản"), [Required(_l("Vui lòng nhập số tài khoản.")), AtMost(30)])
    holder = wtforms.StringField(
        _l("Tên chủ tài khoản"), [Required(_l("Vui lòng nhập tên chủ tài khoản.")), AtMost(MOST_HOLDER)]
    )

    def validate_bin(self, field: wtforms.Field) -> None:
        """A bank that can receive transfers."""
        if field.data not in {bank.bin for bank in list_banks()}:
            raise ValidationError(_("Mời chọn ngân hàng."))

    def validate_number(self, field: wtforms.Field) -> None:
        """Digits and letters only, however they are spaced."""
        try:
            field.data = account_number(field.data or "")
        except BadAccount as refused:
            words = _("Số tài khoản chỉ gồm chữ số (và chữ cái không dấu), từ 4 đến 19 ký tự.")
            raise ValidationError(words) from refused

    def validate_holder(self, field: wtforms.Field) -> None:
        """As banks print it: upper case without tone marks."""
        try:
            field.data = account_holder(field.data or "")
        except BadAccount as refused:
            raise ValidationError(_("Vui lòng nhập tên chủ tài khoản như ngân hàng in.")) from refused


def messages_form() -> type[SettingsForm]:
    """The switches of the delivery channels."""
    fields = {c.switch: wtforms.BooleanField(lazy_gettext(c.words.switch)) for c in CHANNELS.all().values()}
    return type("MessagesForm", (SettingsForm,), fields)


class TimesForm(SettingsForm):
    """Deadlines and thresholds."""

    seller_reply_hours = _count("seller_reply_hours", _l("Người bán trả lời đơn trong bao nhiêu giờ"))
    application_decision_days = _count(
        "application_decision_days", _l("Cán bộ trả lời hồ sơ trong bao nhiêu ngày (kể cả ngày nghỉ)")
    )
    listing_review_days = _count(
        "listing_review_days", _l("Cán bộ xem sản phẩm trong bao nhiêu ngày (kể cả ngày nghỉ)")
    )
    evidence_kept_days = _count(
        "evidence_kept_days", _l("Giữ ảnh giấy tờ bao nhiêu ngày (kể cả ngày nghỉ) sau khi trả lời hồ sơ")
    )
    revenue_suppressed_below = _count(
        "revenue_suppressed_below", _l("Số liệu công khai bị ẩn khi ít hơn bao nhiêu người")
    )


class LogoForm(Form):
    """The site's logo."""

    logo = wtforms.MultipleFileField(_l("Chọn hình vuông, ít nhất 160 điểm mỗi cạnh"))


FORMS: dict[str, Callable[[], type[SettingsForm]]] = {
    "brand": lambda: BrandForm,
    "owner": lambda: OwnerForm,
    "money": money_form,
    "messages": messages_form,
    "times": lambda: TimesForm,
}


def filled(form: type[SettingsForm], settings: SiteSettings) -> SettingsForm:
    """A form filled in with the present settings."""
    own = {name: getattr(settings, name) for name in KEYS if hasattr(form, name)}
    switches = {name: settings.is_on(name) for name in dir(form) if SWITCH.fullmatch(name)}
    amounts = {key: settings.amount(key, default) for key, default in usual_amounts().items() if hasattr(form, key)}
    return form(data=own | switches | amounts)


def usual_amounts() -> dict[str, int]:
    """The default amounts of payment methods, by setting key, in đồng."""
    return {limit.key: limit.default_dong for method in METHODS.all().values() for limit in method.limits}


def _is_setting(name: str) -> bool:
    return name in KEYS or SWITCH.fullmatch(name) is not None or name in usual_amounts()


def _value(field: wtforms.Field) -> Any:
    if isinstance(field, DongField):
        return field.dong
    if isinstance(field, CountField):
        return field.count
    if isinstance(field, HotlineField):
        return shown_phone(field.e164)
    if isinstance(field, MobileField):
        return "0" + field.e164.removeprefix("+84") if field.e164 else ""
    return field.data if isinstance(field.data, bool) else field.data or ""


def _no_claim(field: wtforms.Field) -> None:
    if not current_settings().registration_number and fold(NOT_YET_OURS) in fold(field.data or ""):
        raise ValidationError(
            _(
                "Trang chưa đăng ký với Bộ Công Thương nên chưa được gọi là “sàn thương mại điện tử”. "
                "Vui lòng nhập tên khác."
            )
        )


def _colour(field: wtforms.Field) -> str | None:
    if not field.data:
        return None
    colour = tidy_colour(field.data)
    if colour is None:
        raise ValidationError(_("Vui lòng nhập màu gồm dấu # và sáu chữ số, ví dụ #85193a."))
    field.data = colour
    return colour


def _day_gone_by(text: str) -> str:
    day = parse_day(text)
    if day is None:
        raise ValidationError(_("Vui lòng nhập ngày theo dạng 21/11/2026."))
    if day > today():
        raise ValidationError(_("Ngày này chưa tới. Vui lòng nhập ngày đã đăng ký."))
    return f"{day:%d/%m/%Y}"
