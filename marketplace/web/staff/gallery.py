"""Every component of the pages, with sample data, in the brand's present colours; for the operator."""

from dataclasses import dataclass, field, replace

import wtforms
from flask import render_template
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from wtforms import SelectChoice

from marketplace.browse.queries.shelf import Card, Filters, list_cards
from marketplace.payments.registries import most_usual_first
from marketplace.payments.shape import BY_PROVIDER
from marketplace.payments.vietqr.payload import transfer_to_account
from marketplace.payments.vietqr.picture import qr_svg
from marketplace.web.parts.area_form import AreaForm
from marketplace.web.parts.forms import Form, Required
from marketplace.web.parts.number_fields import CountField, DongField
from marketplace.web.parts.pictures import Picture, card_picture
from marketplace.web.plumbing.wording import in_words

MARK = "/static/icons/mark.svg"
NAMES = ("Củ sâm Báo tươi, rửa sạch", "Nem chua Thanh Hóa", "Chiếu cói Nga Sơn", "Mật ong rừng Yên Nhân")
SAMPLE_BANK = "970405"
SAMPLE_ACCOUNT = "3500205000000"  # a number of no one


class SampleForm(Form):
    """One field of each kind."""

    full_name = wtforms.StringField(_l("Họ và tên"), [Required(_l("Vui lòng nhập họ và tên của chị."))])
    phone = wtforms.StringField(_l("Số điện thoại"), [Required(_l("Vui lòng nhập số điện thoại."))])
    province = wtforms.SelectField(_l("Tỉnh, thành phố"), choices=[SelectChoice("38", "Tỉnh Thanh Hóa")])
    place = wtforms.StringField(_l("Xã, phường"))
    commune = wtforms.HiddenField(_l("Xã, phường"))
    chosen = wtforms.StringField()
    chosen_for = wtforms.StringField()
    choices = (
        ("16378", "Phường Đông Sơn, tỉnh Thanh Hóa", ""),
        ("14797", "Phường Hạc Thành, tỉnh Thanh Hóa", "trước là phường Đông Sơn, thành phố Thanh Hóa"),
    )
    none_words = AreaForm.none_words
    street = wtforms.StringField(
        _l("Số nhà, đường, thôn xóm"), [Required(_l("Vui lòng nhập số nhà, đường hoặc thôn xóm."))]
    )
    note = wtforms.TextAreaField(_l("Lời nhắn cho gian hàng"))
    payment = wtforms.RadioField(_l("Cách trả tiền"))
    price = DongField(_l("Giá bán"), [Required(_l("Mời chị ghi giá bán, ví dụ 150k hoặc 150.000."))])
    stock = CountField(_l("Số lượng đang có"))
    picture = wtforms.FileField(_l("Ảnh chụp hàng"))
    code = wtforms.StringField(_l("Mã gồm 6 chữ số"))
    consent = wtforms.BooleanField(_l("Tôi đồng ý cho dùng số tài khoản ngân hàng của tôi"))


@dataclass(frozen=True)
class SampleCard:
    """A product, shop or category as the card macros read it."""

    name: str
    url: str = "#"
    photo: Picture | None = None
    price_dong: int = 0
    owner: str = ""
    place: str = ""
    ocop: int | None = None
    verified: bool = False
    goods: list[Picture] = field(default_factory=list)


@dataclass(frozen=True)
class Samples:
    """What the page is filled with."""

    products: list[SampleCard]
    shops: list[SampleCard]
    categories: list[SampleCard]
    pics: list[Picture]
    qr: Markup


def show() -> str:
    """The page of all components."""
    form = SampleForm()
    methods = [method for method in most_usual_first() if method.confirmed_by != BY_PROVIDER]
    form.payment.choices = [SelectChoice(method.code, in_words(method.words.label)) for method in methods]
    cards = {method.code: (in_words(method.words.hint), method.words.icon) for method in methods}
    return render_template("gallery.html", samples=_samples(), form=form, cards=cards)


def _samples() -> Samples:
    products = _goods()
    pictures = [product.photo for product in products if product.photo]
    shop = SampleCard("Gian hàng mẫu", place="Xã Triệu Sơn", photo=pictures[0], verified=True, goods=pictures[1:])
    category = SampleCard("Thực phẩm", photo=pictures[0])
    code = transfer_to_account(bank_bin=SAMPLE_BANK, account=SAMPLE_ACCOUNT, amount_dong=2_565_000, memo="HPNMAUMAUMAU")
    return Samples(products, [shop], [category], pictures, Markup(qr_svg(code)))  # noqa: S704 - drawn by us


def _goods() -> list[SampleCard]:
    """Names and pictures of products on sale now; the logo where there are none."""
    rows = [Card._make(row) for row in list_cards(Filters(), size=len(NAMES)).rows]
    shown = [(row.name, card_picture(row.photo_public_id, row.photo_width, row.photo_height)) for row in rows]
    pictured = [(name, replace(found, alt=name)) for name, found in shown if found]
    drawn = [(name, Picture(MARK, 640, 640, name, "", "")) for name in NAMES]
    return [
        SampleCard(name, photo=found, price_dong=250_000, owner="Lê Thị Mẫu", place="Xã Nga Sơn", ocop=4)
        for name, found in (pictured + drawn)[: len(NAMES)]
    ]
