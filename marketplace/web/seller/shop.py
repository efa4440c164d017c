"""Editing the shop's page by section: name, story, photos, place, contact, policies, ways of selling."""

from typing import Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from marketplace.core.errors import NotFound
from marketplace.core.runtime import config
from marketplace.core.transactions import transaction
from marketplace.media.errors import PhotoRefused, QuotaReached
from marketplace.media.exchanges import prepare_photo
from marketplace.media.services import PreparedPhoto, keep_photo
from marketplace.orders.queries import count_by_status
from marketplace.payments.services.opening import can_be_paid_ahead
from marketplace.payments.vietqr.payload import transfer_to_account
from marketplace.payments.vietqr.picture import qr_svg
from marketplace.places.queries import find_area, full_name
from marketplace.rules.bank_accounts import holder_name
from marketplace.sellers.errors import BadAnswer
from marketplace.sellers.legal_forms import PERSON
from marketplace.sellers.models import BankAccount, Seller
from marketplace.sellers.queries import (
    bank_account_of,
    find_seller_of,
    in_force_from,
    lock_seller,
    next_bank_account_of,
    why_suspended,
)
from marketplace.sellers.services import keep_bank_account, reveal_account_number, set_bank_account
from marketplace.shipping.errors import BadRates
from marketplace.shipping.queries import rates_of
from marketplace.shipping.services import set_rates
from marketplace.shipping.zones import ZONES
from marketplace.shops.errors import BadShop, NotAdmitted
from marketplace.shops.models import Shop
from marketplace.shops.queries import lock_shop
from marketplace.shops.services import (
    COVER,
    PORTRAIT,
    close_shop,
    edit_shop,
    open_shop,
    rename_shop,
    reopen_shop,
    show_photo,
)
from marketplace.shops.states import OPEN, SUSPENDED
from marketplace.web.parts.application_answers import account_words
from marketplace.web.parts.pictures import Picture, picture
from marketplace.web.parts.shop_forms import SECTIONS, OpenForm, ShopBankForm, rates_form, wishes_of, zone_words
from marketplace.web.parts.uploads import refusal_words as file_refusal_words
from marketplace.web.parts.uploads import sent_files
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.context import site_settings
from marketplace.web.plumbing.formats import moment
from marketplace.web.plumbing.gate import may_open
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_membership, current_shop, seller_actor, signed_in_person
from marketplace.web.seller.shop_texts import delivery_text, hours_text, return_text
from marketplace.web.seller.shop_words import Section, refusal_words, section_words, summaries
from marketplace.web.words.applications import refusal_words as answer_refusal_words

PLACES = (COVER, PORTRAIT)
OWN_CHECK = "own_account"  # why an account number is decrypted: its owner checks it
TEST_DONG, TEST_MEMO = 2_000, "thu tai khoan"  # of the code that she tries her account with


def show() -> str | Response:
    """The whole shop at a glance: what is filled in, what is missing, each with its button."""
    if current_membership() is None:
        return see_other(url_for("seller.shop.open_form"))
    shop = current_shop()
    area = find_area(shop.area_code)
    return render_template(
        "seller/shop/show.html",
        shop=shop,
        place=full_name(area) if area else "",
        why_suspended=why_suspended(shop.seller) if shop.status == SUSPENDED else "",
        sections=[section for section in _summaries(shop) if may_open(section.url)],
    )


def _summaries(shop: Shop) -> list[Section]:
    person_id = shop.seller.person_id
    accounts = bank_account_of(person_id), next_bank_account_of(person_id)
    return summaries(shop, rates_of([shop])[shop.id], *accounts)


def open_form() -> str | Response:
    """The form to open a shop: name, phone, place, filled in as far as known."""
    if current_membership() is not None:
        return see_other(url_for("seller.shop.show"))
    seller = find_seller_of(signed_in_person().id)
    return _open_page(_opening(None, seller)) if seller else _not_yet()


def open_one() -> str | Response:
    """Open the shop, with default texts to begin from."""
    seller = find_seller_of(signed_in_person().id)
    if seller is None:
        return _not_yet()
    form = _opening(request.form, seller)
    if "choose_province" in request.form:
        return _open_page(form)
    if not form.validate():
        return make_response(_open_page(form), 422)
    try:
        with transaction():
            first_time()
            open_shop(
                lock_seller(seller.id), form.name.data, form.details() | {"opening_hours": hours_text()}, seller_actor()
            )
            leads_to(url_for("seller.today.show"))
    except BadShop as refused:
        _put(form, refused)
        return make_response(_open_page(form), 422)
    except NotAdmitted:
        flash(_("Hội đang tạm dừng việc bán hàng của chị. Mời chị gọi Hội."), "error")
        return see_other(url_for("seller.today.show"))
    flash(_("Gian hàng của chị đã mở. Giờ chị đăng món hàng đầu tiên nhé."), "success")
    return see_other(url_for("seller.today.show"))


def edit(section: str) -> str:
    """The form of one section."""
    return _section_page(section, _form(section)(None, current_shop()))


def save(section: str) -> str | Response:
    """Save one section."""
    form = _form(section)(request.form, current_shop())
    if "choose_province" in request.form:
        return _section_page(section, form)
    prepared = _prepared(form) if section == "photos" else {}
    if form.errors or not form.validate() or not _leaves_a_way(section, form):
        return make_response(_section_page(section, form), 422)
    try:
        with transaction():
            _change(lock_shop(current_shop().id), section, form, prepared)
    except BadShop as refused:
        _put(form, refused)
        return make_response(_section_page(section, form), 422)
    is_open = current_shop().status == OPEN
    flash(
        _("Đã lưu. Khách thấy ngay trên gian hàng.") if is_open else _("Đã lưu. Khách thấy khi gian hàng mở."),
        "success",
    )
    return see_other(url_for("seller.shop.show"))


def shipping() -> str:
    """The shop's shipping rates by zone."""
    shop = current_shop()
    return _rates_page(rates_form(None, rates_of([shop])[shop.id]))


def save_shipping() -> str | Response:
    """Save the rates; a zone left out is not served."""
    form = rates_form(request.form, {})
    is_valid = form.validate()
    wishes = wishes_of(form)
    if not form.errors and not wishes:
        form.form_errors.append(_("Chị chọn ít nhất một nơi giao hàng."))
    if not is_valid or form.errors:
        return make_response(_rates_page(form), 422)
    try:
        with transaction():
            set_rates(lock_shop(current_shop().id), wishes, by=seller_actor())
    except BadRates as refused:
        zone, _dot, column = refused.field.partition(".")
        form[f"{zone}_{column}"].errors = [_("Mời chị xem lại số này.")]
        return make_response(_rates_page(form), 422)
    flash(_("Đã lưu phí gửi hàng."), "success")
    return see_other(url_for("seller.shop.show"))


def bank() -> str:
    """The seller's bank account, and changing it."""
    return _bank_page(_bank_form(None))


def save_bank() -> str | Response:
    """Change the seller's bank account."""
    form = _bank_form(request.form)
    if not form.validate():
        return make_response(_bank_page(form), 422)
    try:
        with transaction():
            seller = lock_shop(current_shop().id).seller
            given = (form.bin.data, form.number.data, form.holder.data)
            set_bank_account(seller.person, *given, seller_actor(), waits=bool(count_by_status(current_shop())))
    except BadAnswer as refused:
        form[refused.field].errors = [answer_refusal_words(refused.field, refused.why)]
        return make_response(_bank_page(form), 422)
    flash(_changed_words(), "success")
    return see_other(url_for("seller.shop.show"))


def _changed_words() -> str:
    waiting = next_bank_account_of(current_shop().seller.person_id)
    if waiting is None:
        return str(_("Đã đổi tài khoản nhận tiền. Đơn mới sẽ chuyển về tài khoản này."))
    starts = moment(in_force_from(waiting))
    return str(_("Đã ghi tài khoản mới. Để an toàn, đơn mới chuyển về đó từ %(starts)s.", starts=starts))


def reveal_bank() -> str | Response:
    """The seller's own account number in full, with a code to try it; each look is in the trail."""
    account = bank_account_of(current_shop().seller.person_id)
    if account is None:
        return see_other(url_for("seller.shop.bank"))
    with transaction():
        number = reveal_account_number(account, seller_actor(), OWN_CHECK)
    return _bank_page(_bank_form(None), number=number, code=_test_code(account, number))


def _test_code(account: BankAccount, number: str) -> Markup:
    payload = transfer_to_account(bank_bin=account.bin, account=number, amount_dong=TEST_DONG, memo=TEST_MEMO)
    return Markup(qr_svg(payload))  # noqa: S704 - drawn by ourselves


def keep_bank() -> Response:
    """Keep the account that was to be replaced: one press, also where somebody else changed it."""
    with transaction():
        seller = lock_shop(current_shop().id).seller
        keep_bank_account(seller.person, seller_actor())
    flash(_("Đã giữ tài khoản cũ. Không phải chị đổi thì chị gọi Hội và đổi mật khẩu ngay."), "success")
    return see_other(url_for("seller.shop.show"))


def close() -> Response:
    """Close the shop temporarily."""
    with transaction():
        close_shop(lock_shop(current_shop().id), seller_actor())
    flash(_("Đã tạm nghỉ bán. Khách vào gian hàng sẽ thấy dòng “đang tạm nghỉ”, hàng của chị không hiện."), "info")
    return see_other(url_for("seller.shop.show"))


def reopen() -> Response:
    """Open the shop again."""
    with transaction():
        reopen_shop(lock_shop(current_shop().id), seller_actor())
    flash(_("Gian hàng mở lại rồi, khách đặt mua được ngay."), "success")
    return see_other(url_for("seller.shop.show"))


def _not_yet() -> Response:
    flash(_("Gian hàng mở được sau khi Hội duyệt hồ sơ của chị."), "info")
    return see_other(url_for("seller.today.show"))


def _opening(formdata: Any, seller: Seller) -> OpenForm:
    person = seller.person
    name = _("Gian hàng %(name)s", name=person.full_name) if seller.legal_form == PERSON else seller.legal_name
    return OpenForm(
        formdata,
        home_province=site_settings().home_province,
        area_code=person.area_code,
        name=name,
        phone=person.phone,
        address_line=person.address_line,
        delivery_policy=delivery_text(),
        return_policy=return_text(),
    )


def _open_page(form: OpenForm) -> str:
    return render_template("seller/shop/open.html", form=form)


def _form(section: str) -> Any:
    if section not in SECTIONS:
        raise NotFound(section=section)
    return SECTIONS[section]


def _section_page(section: str, form: Any) -> str:
    shop = current_shop()
    return render_template(
        f"seller/shop/{section}.html",
        form=form,
        shop=shop,
        words=section_words()[section],
        pictures={place: shop_picture(shop, place) for place in PLACES},
        begin_from={"delivery": delivery_text(), "return": return_text()},
    )


def shop_picture(shop: Shop, place: str) -> Picture | None:
    """A shop's cover or portrait, for templates."""
    photo = shop.cover if place == COVER else shop.portrait
    if photo is None:
        return None
    return picture(photo.public_id, shop.name, photo.width, photo.height, photo.avif_at is not None)


def _prepared(form: Any) -> dict[str, PreparedPhoto]:
    """The photos sent, rendered in every size before the transaction; refusals are shown at their field."""
    prepared = {}
    for place in PLACES:
        for data in sent_files(place)[:1]:
            try:
                prepared[place] = prepare_photo(data, signed_in_person().id)
            except (PhotoRefused, QuotaReached) as refused:
                form[place].errors = [file_refusal_words(refused)]
    return prepared


def _change(shop: Shop, section: str, form: Any, prepared: dict[str, PreparedPhoto]) -> None:
    by = seller_actor()
    if section == "name":
        rename_shop(shop, form.name.data, by)
    for place, photo in prepared.items():
        show_photo(shop, place, keep_photo(photo, by.person_id), by)
    removed = request.form.get("remove", "")
    if section == "photos" and removed:
        show_photo(shop, removed, None, by)
    if details := form.details():
        edit_shop(shop, details, by)


def _leaves_a_way(section: str, form: Any) -> bool:
    """Whether customers can still pay once the form is saved; else the reason is put at its box."""
    if section != "selling" or not site_settings().takes_orders:
        return True
    if can_be_paid_ahead(current_shop(), site_settings(), config()):
        return True
    if not form.accepts_cod.data:
        words = _("Bỏ dấu này thì khách không còn cách nào trả tiền. Mời chị ghi tài khoản nhận tiền trước.")
        form.accepts_cod.errors = [words]
    elif form.cod_limit_dong.dong is not None:
        words = _("Đơn lớn hơn thì khách không còn cách nào trả tiền. Mời chị để trống, hoặc ghi tài khoản trước.")
        form.cod_limit_dong.errors = [words]
    return not form.errors


def _put(form: Any, refused: BadShop) -> None:
    field = {"area_code": "commune"}.get(refused.field, refused.field)
    form[field].errors = [refusal_words(refused)]


def _rates_page(form: Any) -> str:
    return render_template(
        "seller/shop/shipping.html", form=form, zones=[(zone, *zone_words()[zone]) for zone in ZONES]
    )


def _bank_form(formdata: Any) -> ShopBankForm:
    seller = current_shop().seller
    kept = bank_account_of(seller.person_id)
    holder = kept.holder if kept else holder_name(seller.legal_name)
    return ShopBankForm(formdata, bin=kept.bin if kept else "", holder=holder)


def _bank_page(form: ShopBankForm, number: str = "", code: Markup | None = None) -> str:
    person_id = current_shop().seller.person_id
    account, waiting = bank_account_of(person_id), next_bank_account_of(person_id)
    return render_template(
        "seller/shop/bank.html",
        form=form,
        kept=account_words(account) if account else "",
        waiting=account_words(waiting) if waiting else "",
        starts=in_force_from(waiting) if waiting else None,
        number=number,
        code=code,
        test_dong=TEST_DONG,
    )
