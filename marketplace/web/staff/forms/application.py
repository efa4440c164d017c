"""The application of a woman without a phone, as her officer writes it down beside her."""

from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from marketplace.core.typed_numbers import bare_number
from marketplace.people.purposes import PURPOSES
from marketplace.sellers import goods, steps
from marketplace.sellers.card_check import is_number
from marketplace.sellers.goods import has_food
from marketplace.sellers.legal_forms import GROUP, LEGAL_FORMS, PERSON
from marketplace.sellers.services.answers import MOST_ADDRESS, MOST_NAME, MOST_NOTE
from marketplace.web.parts.area_form import AreaForm
from marketplace.web.parts.day_field import BirthField
from marketplace.web.parts.forms import AtMost, Required
from marketplace.web.parts.phone_field import PhoneField
from marketplace.web.plumbing.context import site_settings
from marketplace.web.words.applications import CONSENT_TEXT, form_words, goods_words

Answers = dict[str, dict[str, Any]]


class EnteredForm(AreaForm):
    """Everything that is asked of an applicant, on one page; her papers lie before the officer."""

    person = wtforms.StringField(_l("Chị ấy là ai"))
    shown = wtforms.StringField()
    full_name = wtforms.StringField(
        _l("Họ và tên"), [Required(_l("Vui lòng nhập họ và tên, đúng như trên thẻ căn cước.")), AtMost(120)]
    )
    birth_date = BirthField(_l("Ngày sinh"), [Required(_l("Vui lòng nhập ngày sinh, ví dụ 05/09/1975."))])
    id_number = wtforms.StringField(
        _l("Số căn cước"), [Required(_l("Vui lòng nhập số căn cước, 12 chữ số ở mặt trước thẻ.")), AtMost(20)]
    )
    phone = PhoneField(_l("Số điện thoại của người nhà, nếu có"), [AtMost(30)])
    address_line = wtforms.StringField(_l("Thôn, xóm, số nhà"), [AtMost(MOST_ADDRESS)])
    legal_form = wtforms.RadioField(_l("Chị ấy bán hàng với tư cách nào?"), validate_choice=False)
    business_name = wtforms.StringField(_l("Tên cơ sở"), [AtMost(MOST_NAME)])
    tax_code = wtforms.StringField(_l("Mã số trên giấy đăng ký"), [AtMost(20)])
    goods = wtforms.SelectMultipleField(
        _l("Loại hàng"),
        option_widget=wtforms.widgets.CheckboxInput(),
        widget=wtforms.widgets.ListWidget(),
        validate_choice=False,
    )
    goods_note = wtforms.TextAreaField(_l("Hàng của chị ấy"), [AtMost(MOST_NOTE)])
    saw_papers = wtforms.BooleanField(_l("Tôi đã xem thẻ căn cước và các giấy tờ, chị ấy có mặt"))
    agreed = wtforms.BooleanField(_l("Tôi đã đọc từng điều dưới đây; chị ấy đồng ý và đã ký vào giấy"))

    def __init__(self, formdata: Any = None) -> None:
        super().__init__(formdata, home_province=site_settings().home_province)
        self.legal_form.choices = [(code, form_words(code).name) for code in LEGAL_FORMS]
        self.goods.choices = [(code, goods_words(code).name) for code in goods.GOODS]

    def validate_id_number(self, field: wtforms.Field) -> None:
        """Twelve digits, blanks and dots aside."""
        if not is_number(bare_number(field.data or "")):
            raise ValidationError(_("Số căn cước có đúng 12 chữ số. Mời xem lại."))

    def validate_legal_form(self, field: wtforms.Field) -> None:
        """One of the five."""
        if field.data not in LEGAL_FORMS:
            raise ValidationError(_("Mời chọn một dòng. Chưa đăng ký kinh doanh thì chọn “Cá nhân”."))

    def validate_business_name(self, field: wtforms.Field) -> None:
        """Required of all but persons."""
        if self.legal_form.data != PERSON and not field.data:
            raise ValidationError(_("Vui lòng nhập tên cơ sở, đúng như trong giấy tờ."))

    def validate_tax_code(self, field: wtforms.Field) -> None:
        """Required of registered businesses."""
        if self.legal_form.data not in (PERSON, GROUP) and not field.data:
            raise ValidationError(_("Vui lòng nhập mã số trên giấy đăng ký kinh doanh."))

    def validate_goods(self, field: wtforms.Field) -> None:
        """At least one known kind."""
        if not field.data or not set(field.data) <= set(goods.GOODS):
            raise ValidationError(_("Mời chọn ít nhất một loại hàng."))

    def validate_saw_papers(self, field: wtforms.Field) -> None:
        """Entered face to face only."""
        if not field.data:
            raise ValidationError(_("Chỉ ghi hồ sơ giúp khi chị ấy có mặt cùng giấy tờ. Có rồi thì đánh dấu ô này."))

    def validate_agreed(self, field: wtforms.Field) -> None:
        """Without her consents there is no application."""
        if not field.data:
            raise ValidationError(_("Mời đọc cho chị ấy nghe từng điều; chị ấy đồng ý và ký rồi thì đánh dấu ô này."))

    def answers(self) -> Answers:
        """The answer to each question, as she would give it herself."""
        food = has_food(self.goods.data)
        consents = {code for code, purpose in PURPOSES.items() if purpose.needed_to_sell}
        said: Answers = {
            steps.NAME: {"full_name": self.full_name.data, "birth_date": self.birth_date.day},
            steps.PLACE: {"area_code": self.commune.data, "address_line": self.address_line.data or ""},
            steps.FORM: {"legal_form": self.legal_form.data},
            steps.GOODS: {"goods": self.goods.data, "goods_note": self.goods_note.data or ""},
            steps.CARD: {"id_number": bare_number(self.id_number.data), "in_person": True},
            steps.BANK: {"no_account": True},
            steps.CONSENT: {"purposes": consents, "text_version": CONSENT_TEXT, "food_commitment": food},
        }
        if self.legal_form.data != PERSON:
            said[steps.BUSINESS] = {"business_name": self.business_name.data, "tax_code": self.tax_code.data or ""}
        return said
