"""The forms of an application, one a screen; each knows what is stored already and returns plain answers."""

from datetime import datetime
from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from marketplace.core.typed_numbers import bare_number
from marketplace.people.citizen_card import CardUnreadable, CitizenCard, parse_card
from marketplace.people.models import Person
from marketplace.people.purposes import PURPOSES
from marketplace.people.queries import list_consents
from marketplace.rules.bank_accounts import MOST_HOLDER
from marketplace.rules.banks import list_banks
from marketplace.sellers import goods, steps
from marketplace.sellers.card_check import BIRTH_DATE_DIFFERS, is_number
from marketplace.sellers.checklist import applying
from marketplace.sellers.legal_forms import GROUP, LEGAL_FORMS
from marketplace.sellers.services.answers import MOST_ADDRESS, MOST_NOTE
from marketplace.sellers.services.answers import MOST_NAME as MOST_BUSINESS_NAME
from marketplace.sellers.shape import BACK, FRONT, Case
from marketplace.web.parts.area_form import AreaForm
from marketplace.web.parts.bank_field import bank_choices
from marketplace.web.parts.day_field import BirthField
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.plumbing.context import site_settings
from marketplace.web.words.applications import CONSENT_TEXT, consent_words, form_words, goods_words, paper_words

Answers = dict[str, dict[str, Any]]


class CardTextMixin:
    """The text of a citizen card's QR code, pasted or scanned: it saves typing and proves nothing."""

    qr = wtforms.TextAreaField(_l("Chữ trong mã QR trên thẻ căn cước"), [AtMost(2000)])
    card: CitizenCard | None = None

    def validate_qr(self, field: wtforms.Field) -> None:
        """Read the card, and fill in what was left empty."""
        if not field.data:
            return
        try:
            self.card = parse_card(field.raw_data[0])  # as it came: tidied, traces of a wrong encoding are gone
        except CardUnreadable as refused:
            raise ValidationError(_(refused.sentence)) from refused


def card_answer(card: CitizenCard, person: Person, born_differs: bool) -> dict[str, Any]:
    """What is stored of a scanned card: its number (sealed), its name, and contradictions."""
    warnings = [warning.value for warning in card.warnings] + ([BIRTH_DATE_DIFFERS] if born_differs else [])
    return {"id_number": card.number, "card_name": card.full_name, "card_warnings": warnings}


class NameForm(CardTextMixin, Form):
    """The applicant's name and birth date, or the card's text that holds both."""

    full_name = wtforms.StringField(_l("Họ và tên"), [Required(_l("Mời chị ghi họ và tên.")), AtMost(120)])
    birth_date = BirthField(_l("Ngày sinh"))

    def __init__(self, formdata: Any, case: Case) -> None:
        self.case = case
        self.has_birth_date = "birth_date" in case.traits
        super().__init__(formdata, full_name=case.application.person.full_name)

    def validate_qr(self, field: wtforms.Field) -> None:
        """Read the card, and fill in what was left empty or unchanged."""
        super().validate_qr(field)
        if self.card is None:
            return
        if not self.full_name.data or self.full_name.data == self.case.application.person.full_name:
            self.full_name.data = self.card.full_name.title()
        if not self.birth_date.data:
            self.birth_date.process_data(self.card.born_on)

    def validate_birth_date(self, field: wtforms.Field) -> None:
        """Required unless it is stored already."""
        if not field.data and not self.has_birth_date:
            raise ValidationError(_("Mời chị ghi ngày sinh, ví dụ 05/09/1975."))

    def answers(self) -> Answers:
        """The applicant's name and birth date; a scanned card answers the question of the card too."""
        name = {"full_name": self.full_name.data, "birth_date": self.birth_date.day}
        if self.card is None:
            return {steps.NAME: name}
        differs = self.birth_date.day is not None and self.birth_date.day != self.card.born_on
        in_person = "identity" in (self.case.answer("in_person") or ())
        card = card_answer(self.card, self.case.application.person, differs) | {"in_person": in_person}
        return {steps.NAME: name, steps.CARD: card}


class PlaceForm(AreaForm):
    """The applicant's commune, and the village or street."""

    address_line = wtforms.StringField(_l("Thôn, xóm, số nhà"), [AtMost(MOST_ADDRESS)])

    def __init__(self, formdata: Any, case: Case) -> None:
        person = case.application.person
        home, known = site_settings().home_province, person.area_code
        super().__init__(formdata, home_province=home, area_code=known, address_line=person.address_line)

    def answers(self) -> Answers:
        """The applicant's commune and address."""
        return {steps.PLACE: {"area_code": self.commune.data, "address_line": self.address_line.data or ""}}


class LegalFormForm(Form):
    """The applicant's legal form."""

    legal_form = wtforms.RadioField(_l("Chị bán hàng với tư cách nào?"), validate_choice=False)

    def __init__(self, formdata: Any, case: Case) -> None:
        super().__init__(formdata, legal_form=case.application.legal_form)
        self.legal_form.choices = [(code, form_words(code).name) for code in LEGAL_FORMS]

    def validate_legal_form(self, field: wtforms.Field) -> None:
        """One of the five."""
        if field.data not in LEGAL_FORMS:
            raise ValidationError(_("Mời chị chọn một dòng. Chưa chắc thì chọn “Cá nhân”."))

    def answers(self) -> Answers:
        """The applicant's legal form."""
        return {steps.FORM: {"legal_form": self.legal_form.data}}


class BusinessForm(Form):
    """The name and tax code of the applicant's business."""

    business_name = wtforms.StringField(
        _l("Tên cơ sở"), [Required(_l("Mời chị ghi tên cơ sở.")), AtMost(MOST_BUSINESS_NAME)]
    )
    tax_code = wtforms.StringField(_l("Mã số trên giấy đăng ký"), [AtMost(20)])

    def __init__(self, formdata: Any, case: Case) -> None:
        self.has_number = case.application.legal_form != GROUP
        self.kept_number = case.traits.get("tax_code", "")
        super().__init__(formdata, business_name=case.answer("business_name"))

    def validate_tax_code(self, field: wtforms.Field) -> None:
        """Required of all but groups, unless it is stored already."""
        if self.has_number and not field.data and not self.kept_number:
            raise ValidationError(_("Mời chị ghi mã số trên giấy đăng ký kinh doanh."))

    def answers(self) -> Answers:
        """The business's name and tax code."""
        return {steps.BUSINESS: {"business_name": self.business_name.data, "tax_code": self.tax_code.data or ""}}


class GoodsForm(Form):
    """The kinds of goods the applicant wants to sell."""

    goods = wtforms.SelectMultipleField(
        _l("Loại hàng"),
        option_widget=wtforms.widgets.CheckboxInput(),
        widget=wtforms.widgets.ListWidget(),
        validate_choice=False,
    )
    goods_note = wtforms.TextAreaField(_l("Chị kể thêm về hàng của mình"), [AtMost(MOST_NOTE)])

    def __init__(self, formdata: Any, case: Case) -> None:
        super().__init__(formdata, goods=case.answer("goods") or [], goods_note=case.answer("goods_note"))
        self.goods.choices = [(code, goods_words(code).name) for code in goods.GOODS]

    def validate_goods(self, field: wtforms.Field) -> None:
        """At least one known kind."""
        if not field.data or not set(field.data) <= set(goods.GOODS):
            raise ValidationError(_("Mời chị chọn ít nhất một loại hàng."))

    def answers(self) -> Answers:
        """Kinds of goods, and the applicant's own description."""
        return {steps.GOODS: {"goods": self.goods.data, "goods_note": self.goods_note.data or ""}}


class CardForm(CardTextMixin, Form):
    """The applicant's personal number, typed or from the card's text, and the card: photographed or shown in person."""

    id_number = wtforms.StringField(_l("Số căn cước"), [AtMost(20)])
    photo_identity_front = wtforms.FileField(_l("Ảnh mặt trước thẻ căn cước"))
    photo_identity_back = wtforms.FileField(_l("Ảnh mặt sau thẻ căn cước"))
    in_person = wtforms.BooleanField(_l("Tôi sẽ mang thẻ cho cán bộ Hội xem, không gửi ảnh"))

    def __init__(self, formdata: Any, case: Case) -> None:
        self.case = case
        self.kept_number = case.traits.get("id_number", "")
        super().__init__(formdata, in_person="identity" in (case.answer("in_person") or ()))

    def validate_qr(self, field: wtforms.Field) -> None:
        """Read the card, and fill in the number."""
        super().validate_qr(field)
        if self.card is not None and not self.id_number.data:
            self.id_number.data = self.card.number

    def validate_id_number(self, field: wtforms.Field) -> None:
        """Twelve digits, blanks and dots aside; needed unless it is kept already."""
        typed, field.data = field.data, bare_number(field.data or "")
        if field.data and not is_number(field.data):
            field.data = typed
            raise ValidationError(_("Số căn cước có đúng 12 chữ số. Mời chị xem lại."))
        if self.card is not None and field.data != self.card.number:
            raise ValidationError(_("Số này khác với số trong mã QR. Mời chị xem lại một trong hai."))
        if not field.data and not self.kept_number and not self.qr.errors:
            raise ValidationError(_("Mời chị ghi số căn cước, 12 chữ số ở mặt trước thẻ."))

    def photo_of(self, side: str) -> wtforms.Field:
        """The field of one side of the card."""
        return self[photo_name("identity", side)]

    def validate_photo_identity_front(self, field: wtforms.Field) -> None:
        """A photo of this side is required, unless the applicant will show the card in person."""
        if not self.in_person.data and FRONT in self.case.missing_sides("identity"):
            raise ValidationError(_("Mời chị chụp mặt trước của thẻ, hoặc tích vào ô mang thẻ cho Hội xem."))

    def validate_photo_identity_back(self, field: wtforms.Field) -> None:
        """A photo of this side is required, unless the applicant will show the card in person."""
        if not self.in_person.data and BACK in self.case.missing_sides("identity"):
            raise ValidationError(_("Mời chị chụp mặt sau của thẻ, hoặc tích vào ô mang thẻ cho Hội xem."))

    def answers(self) -> Answers:
        """The number, what the card said, and whether the applicant will show it in person."""
        answer: dict[str, Any] = {"id_number": self.id_number.data or "", "in_person": bool(self.in_person.data)}
        if self.card is not None:
            person = self.case.application.person
            answer |= card_answer(self.card, person, person.birth_year not in (None, self.card.born_on.year))
        return {steps.CARD: answer}


class BankForm(Form):
    """The applicant's bank account."""

    bin = wtforms.SelectField(_l("Ngân hàng"), validate_choice=False)
    number = wtforms.StringField(_l("Số tài khoản"), [AtMost(30)])
    holder = wtforms.StringField(_l("Tên chủ tài khoản, nếu không phải tên chị"), [AtMost(MOST_HOLDER)])
    no_account = wtforms.BooleanField(_l("Tôi chưa có tài khoản ngân hàng"))

    def __init__(self, formdata: Any, case: Case) -> None:
        self.kept = case.account
        start = {"bin": self.kept.bin if self.kept else "", "no_account": bool(case.answer("no_account"))}
        super().__init__(formdata, **start)
        self.bin.choices = bank_choices()

    def validate_bin(self, field: wtforms.Field) -> None:
        """A bank that can receive transfers."""
        if not self.no_account.data and field.data not in {bank.bin for bank in list_banks()}:
            raise ValidationError(_("Mời chị chọn ngân hàng, hoặc tích vào ô chưa có tài khoản."))

    def validate_number(self, field: wtforms.Field) -> None:
        """Required unless an account at the same bank is stored already."""
        if self.no_account.data or field.data:
            return
        if self.kept is None or self.kept.bin != self.bin.data or self.holder.data:
            raise ValidationError(_("Mời chị ghi số tài khoản."))

    def answers(self) -> Answers:
        """Bank, number and holder, or that the applicant has no account."""
        if self.no_account.data:
            return {steps.BANK: {"no_account": True}}
        answer = {"bin": self.bin.data, "number": self.number.data or "", "holder": self.holder.data or ""}
        return {steps.BANK: answer}


class ConsentForm(Form):
    """The missing consents, one purpose at a time, and the food safety commitment; no box is ticked beforehand.

    Consents in force are shown with their day, and are not asked again.
    """

    identity = wtforms.BooleanField()
    payment = wtforms.BooleanField()
    public_profile = wtforms.BooleanField()
    contact = wtforms.BooleanField()
    food_commitment = wtforms.BooleanField(_l("Tôi cam kết làm và bán thực phẩm an toàn"))

    def __init__(self, formdata: Any, case: Case) -> None:
        super().__init__(formdata)
        self.words = consent_words()
        self.given = _consents_given(case)
        self.sells_food = "food_commitment" in applying(case.application)
        self.food_given_at = _food_given_at(case) if self.sells_food else None
        self.asks_food = self.sells_food and self.food_given_at is None
        for code in self.needed():
            self[code].label.text = self.words[code].name

    @staticmethod
    def needed() -> list[str]:
        """The purposes without which nobody can sell."""
        return [code for code, purpose in PURPOSES.items() if purpose.needed_to_sell]

    def missing(self) -> list[str]:
        """The needed purposes without a consent of the applicant in force."""
        return [code for code in self.needed() if code not in self.given]

    def given_needed(self) -> list[str]:
        """The needed purposes with a consent of the applicant in force."""
        return [code for code in self.needed() if code in self.given]

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Each missing box must be ticked, and the food commitment by food sellers who have not given it."""
        super().validate(*args, **kwargs)
        for code in self.missing():
            if not self[code].data:
                self[code].errors = [_("Mời chị tích vào ô: %(name)s.", name=self.words[code].name)]
        if self.asks_food and not self.food_commitment.data:
            self.food_commitment.errors = [
                _("Mời chị tích vào ô cam kết an toàn thực phẩm, vì chị bán đồ ăn, thức uống.")
            ]
        return not self.errors

    def answers(self) -> Answers:
        """The purposes ticked; a food commitment given before stays."""
        ticked = {code for code in self.missing() if self[code].data}
        food = self.sells_food and bool(self.food_given_at or self.food_commitment.data)
        return {steps.CONSENT: {"purposes": ticked, "text_version": CONSENT_TEXT, "food_commitment": food}}


def _consents_given(case: Case) -> dict[str, datetime]:
    """Purpose → since when, of the consents in force."""
    consents = list_consents(case.application.person_id)
    return {consent.purpose: consent.given_at for consent in consents if consent.withdrawn_at is None}


def _food_given_at(case: Case) -> datetime | None:
    """When the applicant gave the food commitment, or None."""
    given = case.answer("food_commitment")
    return datetime.fromisoformat(given["at"]) if given else None


def photo_name(code: str, side: str = "") -> str:
    """The field that carries the photos of a paper, or of one side of it."""
    return f"photo_{code}_{side}" if side else f"photo_{code}"


def papers_form(formdata: Any, case: Case) -> Form:
    """A form with a photo field and «I will bring it» for each paper that this applicant owes."""
    codes = [code for code, needed in applying(case.application).items() if steps.PAPERS in needed.steps]
    fields: dict[str, Any] = {"codes": codes, "case": case, "validate": _validate_papers, "answers": _paper_answers}
    for code in codes:
        fields[photo_name(code)] = wtforms.MultipleFileField(paper_words(code).name)
        fields[f"in_person_{code}"] = wtforms.BooleanField(_l("Tôi sẽ mang bản gốc cho cán bộ Hội xem, không gửi ảnh"))
    brought = case.answer("in_person") or ()
    form: Form = type("PapersForm", (Form,), fields)(
        formdata, **{f"in_person_{code}": code in brought for code in codes}
    )
    return form


def _validate_papers(form: Any, *args: Any, **kwargs: Any) -> bool:
    for code in form.codes:
        if not form[f"in_person_{code}"].data and not form.case.papers_for(code):
            form[photo_name(code)].errors = [
                _("Mời chị chụp %(paper)s, hoặc tích vào ô mang bản gốc cho Hội xem.", paper=_lower(code))
            ]
    return not form.errors


def _paper_answers(form: Any) -> Answers:
    brought = [code for code in form.codes if form[f"in_person_{code}"].data]
    return {steps.PAPERS: {"in_person": brought}}


def _lower(code: str) -> str:
    name = paper_words(code).name
    return name[:1].lower() + name[1:]


FORMS: dict[str, Any] = {
    steps.NAME: NameForm,
    steps.PLACE: PlaceForm,
    steps.FORM: LegalFormForm,
    steps.BUSINESS: BusinessForm,
    steps.GOODS: GoodsForm,
    steps.CARD: CardForm,
    steps.PAPERS: papers_form,
    steps.BANK: BankForm,
    steps.CONSENT: ConsentForm,
}
