"""The forms of the register of enterprises: what it is, who is in it, its counts, its pages elsewhere."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import ValidationError

from marketplace.association.models import Unit
from marketplace.contests.models import Idea
from marketplace.core.clock import today
from marketplace.core.typed_numbers import SHARE, read_number
from marketplace.enterprises.enterprise_kinds import MANAGER, OWNER, TITLES
from marketplace.enterprises.errors import NotALink
from marketplace.enterprises.models import Enterprise
from marketplace.enterprises.ownership import WHOLE
from marketplace.enterprises.services.online import MOST_PRODUCTS
from marketplace.enterprises.web_pages import MOST, tidy_link
from marketplace.shops.models import Shop
from marketplace.web.parts.day_field import PastDayField
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.parts.number_fields import CountField, DongField
from marketplace.web.parts.phone_field import PhoneField
from marketplace.web.staff.likely_people import SaysWho, birth_year_field
from marketplace.web.staff.programme_choices import CountsFor
from marketplace.web.words.enterprises import form_words, part_role_words, title_words

NEW, BEFORE = "new", "before"  # founded with the Union's support, or there before
NO_TITLE = "none"
MOST_CAPITAL = 100_000_000_000_000
MOST_PEOPLE = 1_000_000
Ideas = Mapping[Idea, str]  # those of the woman who represents it, with what they are called here


class ShareField(wtforms.StringField):
    """A share of the whole in percent with at most two decimals; `.share` is it in hundredths once valid."""

    share: int | None = None

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Read the share, unless an earlier check failed or the field is empty."""
        if validation_stopped or not self.data:
            return
        value = read_number(self.data, SHARE).value
        hundredths = value * 100 if value is not None else Decimal("0.5")
        if hundredths != int(hundredths) or not 0 < hundredths <= WHOLE:
            raise ValidationError(_("Vui lòng nhập tỷ lệ trên 0 đến 100, nhiều nhất hai số lẻ, ví dụ 51 hoặc 50,99."))
        self.share = int(hundredths)


class EnterpriseForm(CountsFor, Form):
    """What an enterprise is, since when, where, and for which programmes it counts."""

    kind = wtforms.RadioField(_l("Loại hình"), validate_choice=False)
    name = wtforms.StringField(_l("Tên"), [Required(_l("Vui lòng nhập tên doanh nghiệp, mô hình.")), AtMost(200)])
    beginning = wtforms.RadioField(_l("Có từ bao giờ"), validate_choice=False)
    founded_on = PastDayField(_l("Ngày thành lập"))
    supported_from = PastDayField(_l("Hội bắt đầu hỗ trợ từ ngày"))
    is_certain = wtforms.BooleanField(_l("Đúng là chị ấy chưa đủ 18 tuổi khi thành lập"))
    unit = wtforms.SelectField(_l("Đơn vị theo dõi"), [Required(_l("Mời chọn đơn vị theo dõi."))])
    address_line = wtforms.StringField(_l("Địa chỉ"), [AtMost(200)])
    sector = wtforms.StringField(_l("Ngành nghề"), [AtMost(120)])
    registration_number = wtforms.StringField(_l("Số đăng ký"), [AtMost(60)])
    charter_capital = DongField(_l("Vốn điều lệ"), most=MOST_CAPITAL)
    shop = wtforms.SelectField(_l("Gian hàng tại đây"), validate_choice=False)
    idea = wtforms.SelectField(_l("Từ ý tưởng nào"), validate_choice=False)  # asked where she has ideas
    ideas: Sequence[Idea] = ()
    asks_age = False  # whether the tick for somebody under eighteen is shown

    def validate_kind(self, field: wtforms.Field) -> None:
        """One of the known forms."""
        if field.data not in form_words():
            raise ValidationError(_("Mời chọn loại hình."))

    def validate_beginning(self, field: wtforms.Field) -> None:
        """New, or there before."""
        if field.data not in (NEW, BEFORE):
            raise ValidationError(_("Mời chọn: mới thành lập có Hội hỗ trợ, hay đã có từ trước."))

    def validate_founded_on(self, field: wtforms.Field) -> None:
        """The day of a new founding."""
        if self.beginning.data == NEW and not field.data:
            raise ValidationError(_("Vui lòng nhập ngày thành lập, ví dụ 08/03/2026."))

    def validate_supported_from(self, field: wtforms.Field) -> None:
        """The day since when the Union helps what was there before."""
        if self.beginning.data == BEFORE and not field.data:
            raise ValidationError(_("Vui lòng nhập ngày Hội bắt đầu hỗ trợ, ví dụ 08/03/2026."))

    def validate_idea(self, field: wtforms.Field) -> None:
        """None, or one of her ideas."""
        if field.data and self.chosen_idea is None:
            raise ValidationError(_("Ý tưởng này không phải của chị đại diện. Mời chọn lại."))

    @property
    def chosen_idea(self) -> Idea | None:
        """The idea that was chosen among those offered."""
        return next((idea for idea in self.ideas if str(idea.id) == self.idea.data), None)

    @property
    def counted_day(self) -> date | None:
        """Since when the Union helps it: the day of a new founding, or the one that is said."""
        return self.founded_on.day if self.beginning.data == NEW else self.supported_from.day

    @property
    def shop_id(self) -> int | None:
        """The shop that was chosen among those offered."""
        offered = {str(value) for value, _words in self.shop.choices}
        return int(self.shop.data) if self.shop.data and self.shop.data in offered else None

    def offer(self, units: list[Unit], shops: Iterable[Shop], ideas: Ideas) -> None:
        """Fill in the choices; nothing is chosen beforehand."""
        self.kind.choices = list(form_words().items())
        self.beginning.choices = [(NEW, _("Mới thành lập, có Hội hỗ trợ")), (BEFORE, _("Đã có từ trước"))]
        found = [(unit.code, unit.name) for unit in units]
        self.unit.choices = found if len(found) == 1 else [("", _("Mời chọn đơn vị")), *found]
        self.shop.choices = [("", _("Chưa gắn gian hàng nào")), *((str(shop.id), shop.name) for shop in shops)]
        self.ideas = list(ideas)
        told = [(str(idea.id), words) for idea, words in ideas.items()]
        self.idea.choices = [("", _("Không từ ý tưởng dự thi nào")), *told]
        self.offer_programmes()


class NewEnterpriseForm(SaysWho, EnterpriseForm):
    """An enterprise that is entered, with the woman who represents it."""

    person = wtforms.StringField(_l("Chị ấy là ai"))  # the public id of somebody known, or ANOTHER
    shown = wtforms.StringField()  # the public ids of those of whom she is none when ANOTHER is chosen
    full_name = wtforms.StringField(_l("Họ và tên chị đại diện"), [AtMost(120)])
    birth_year = birth_year_field()
    phone = PhoneField(_l("Số điện thoại"), [AtMost(30)])
    title = wtforms.SelectField(_l("Chức vụ của chị ấy"), [Required(_l("Mời chọn chức vụ của chị ấy."))])
    share = ShareField(_l("Chị ấy góp bao nhiêu phần trăm vốn"), [AtMost(12)])
    evidence = wtforms.StringField(_l("Căn cứ"), [AtMost(300)])

    def validate_full_name(self, field: wtforms.Field) -> None:
        """A name, unless a known person was chosen."""
        if not self.known_id and not field.data:
            raise ValidationError(_("Vui lòng nhập họ và tên của chị đại diện."))

    def validate_birth_year(self, field: wtforms.Field) -> None:
        """A year of birth, unless a known person was chosen."""
        if not self.known_id and not field.data:
            raise ValidationError(_("Vui lòng nhập năm sinh, ví dụ 1985: nhiều chị trùng tên chỉ khác năm sinh."))

    def validate_title(self, field: wtforms.Field) -> None:
        """A title that this form of enterprise has."""
        if field.data != NO_TITLE and field.data not in TITLES.get(self.kind.data, TITLES):
            raise ValidationError(_("Loại hình này không có chức vụ ấy. Mời chọn lại chức vụ hoặc loại hình."))


class CorrectionForm(EnterpriseForm):
    """What an enterprise is, corrected, with the reason."""

    why = wtforms.StringField(_l("Vì sao sửa"), [Required(_l("Vui lòng ghi vì sao sửa.")), AtMost(300)])


class ManForm(Form):
    """What somebody is in an enterprise: a man, by his name."""

    enterprise: Enterprise
    full_name = wtforms.StringField(_l("Họ và tên"), [AtMost(120)])
    role = wtforms.RadioField(_l("Tham gia thế nào"), validate_choice=False)
    title = wtforms.SelectField(_l("Chức vụ"), validate_choice=False)
    share = ShareField(_l("Góp bao nhiêu phần trăm vốn"), [AtMost(12)])
    share_dong = DongField(_l("Hoặc số tiền góp"), most=MOST_CAPITAL)
    began_on = PastDayField(_l("Từ ngày"))
    evidence = wtforms.StringField(_l("Căn cứ"), [AtMost(300)])

    def validate_full_name(self, field: wtforms.Field) -> None:
        """A name."""
        if not field.data:
            raise ValidationError(_("Vui lòng nhập họ và tên."))

    def validate_role(self, field: wtforms.Field) -> None:
        """One of the known roles."""
        if field.data not in part_role_words():
            raise ValidationError(_("Mời chọn: góp vốn, quản lý hay sáng lập."))

    def validate_title(self, field: wtforms.Field) -> None:
        """The title of who manages."""
        if self.role.data == MANAGER and field.data not in TITLES[self.enterprise.form]:
            raise ValidationError(_("Mời chọn chức vụ."))

    def validate_share(self, field: wtforms.Field) -> None:
        """The share of who holds one."""
        if self.role.data == OWNER and not field.data and not self.share_dong.data:
            raise ValidationError(_("Vui lòng nhập tỷ lệ vốn góp, ví dụ 51, hoặc số tiền góp."))


class WomanPartForm(SaysWho, ManForm):
    """The same of a woman of the register."""

    person = wtforms.StringField(_l("Chị ấy là ai"))  # the public id of somebody known, or ANOTHER
    shown = wtforms.StringField()  # the public ids of those of whom she is none when ANOTHER is chosen
    birth_year = birth_year_field()
    phone = PhoneField(_l("Số điện thoại"), [AtMost(30)])

    def validate_full_name(self, field: wtforms.Field) -> None:
        """A name, unless a known person was chosen."""
        if not self.known_id and not field.data:
            raise ValidationError(_("Vui lòng nhập họ và tên."))

    def validate_birth_year(self, field: wtforms.Field) -> None:
        """A year of birth, unless a known person was chosen."""
        if not self.known_id and not field.data:
            raise ValidationError(_("Vui lòng nhập năm sinh, ví dụ 1985: nhiều chị trùng tên chỉ khác năm sinh."))


class StopForm(Form):
    """Since which day something holds no more, and why."""

    on = PastDayField(_l("Từ ngày"), [Required(_l("Vui lòng nhập ngày, ví dụ 21/11/2026."))])
    why = wtforms.StringField(_l("Lý do"), [Required(_l("Vui lòng ghi lý do.")), AtMost(300)])


class CountsForm(Form):
    """How many belong to it and work in it, on a day."""

    as_of = PastDayField(_l("Số liệu đến ngày"), [Required(_l("Vui lòng nhập ngày, ví dụ 21/11/2026."))])
    members = CountField(_l("Số thành viên"), most=MOST_PEOPLE)
    women_members = CountField(_l("Trong đó phụ nữ"), most=MOST_PEOPLE)
    workers = CountField(_l("Số lao động"), most=MOST_PEOPLE)
    women_workers = CountField(_l("Trong đó lao động nữ"), most=MOST_PEOPLE)
    revenue = DongField(_l("Doanh thu một năm"), most=MOST_CAPITAL)
    source = wtforms.StringField(_l("Ai cho biết"), [AtMost(200)])

    def validate_members(self, field: wtforms.Field) -> None:
        """At least one number."""
        if not any((self.members.data, self.workers.data, self.revenue.data)):
            raise ValidationError(_("Vui lòng nhập ít nhất một số: thành viên, lao động hoặc doanh thu."))


class PresenceForm(Form):
    """A page elsewhere on which products are shown."""

    link = wtforms.StringField(_l("Địa chỉ trang"), [Required(_l("Vui lòng nhập địa chỉ trang.")), AtMost(MOST)])
    products = wtforms.TextAreaField(
        _l("Tên sản phẩm, mỗi dòng một sản phẩm"),
        [Required(_l("Vui lòng ghi tên ít nhất một sản phẩm.")), AtMost(4000)],
    )
    seen_on = PastDayField(_l("Ngày xem"), [Required(_l("Vui lòng nhập ngày xem trang, ví dụ 21/11/2026."))])

    def validate_link(self, field: wtforms.Field) -> None:
        """The address of a page."""
        try:
            tidy_link(field.data)
        except NotALink as fault:
            words = _("Đây chưa phải địa chỉ một trang. Vui lòng sao chép cả địa chỉ, ví dụ facebook.com/sambao.")
            raise ValidationError(words) from fault

    def validate_products(self, field: wtforms.Field) -> None:
        """Not more products than a page of this form holds."""
        if len(self.names) > MOST_PRODUCTS:
            raise ValidationError(_("Mỗi lần ghi nhiều nhất %(most)d sản phẩm.", most=MOST_PRODUCTS))

    @property
    def names(self) -> list[str]:
        """The products, one a line."""
        return [line[:200] for line in (self.products.data or "").splitlines() if line.strip()]


def new_enterprise_form(
    given: Mapping[str, str], units: list[Unit], shops: Iterable[Shop], ideas: Ideas
) -> NewEnterpriseForm:
    """The form of an enterprise that is entered, with what can be chosen."""
    form = NewEnterpriseForm(MultiDict(given))
    form.offer(units, shops, ideas)
    none = (NO_TITLE, _("Không giữ chức vụ quản lý"))
    form.title.choices = [("", _("Mời chọn chức vụ")), *title_words().items(), none]
    return form


def correction_form(
    row: Enterprise,
    given: Mapping[str, str] | None,
    units: list[Unit],
    shops: Iterable[Shop],
    ideas: Ideas,
    programmes: list[str],
) -> CorrectionForm:
    """The form of a correction; it begins with what stands there."""
    stored: dict[str, Any] = {
        "kind": row.form,
        "name": row.name,
        "beginning": NEW if row.is_new else BEFORE,
        "founded_on": row.founded_on,
        "supported_from": None if row.is_new else row.supported_from,
        "unit": row.unit.code,
        "address_line": row.address_line,
        "sector": row.sector,
        "registration_number": row.registration_number,
        "charter_capital": row.charter_capital_dong,
        "shop": str(row.shop_id or ""),
        "idea": str(row.idea_id or ""),
        "programmes": programmes,
    }
    form = CorrectionForm(MultiDict(given) if given is not None else None, data=stored)
    form.offer(units, shops, ideas)
    return form


def part_form(kind: type[ManForm], enterprise: Enterprise, given: Mapping[str, str]) -> Any:
    """The form of a part, with the titles that this form of enterprise has."""
    form = kind(MultiDict(given))
    form.enterprise = enterprise
    form.role.choices = list(part_role_words().items())
    titles = [(code, words) for code, words in title_words().items() if code in TITLES[enterprise.form]]
    form.title.choices = [("", _("Mời chọn chức vụ")), *titles]
    return form


def presence_form(given: Mapping[str, str] | None) -> PresenceForm:
    """The form of a page elsewhere, seen today where nothing else is said."""
    return PresenceForm(MultiDict(given) if given is not None else None, data={"seen_on": today()})
