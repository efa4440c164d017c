"""The photos of a product: several added at once, ordered with buttons, described, taken out."""

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from marketplace.catalog import queries
from marketplace.catalog.errors import NoSuchPart, TooMany
from marketplace.catalog.models import Product, ProductPhoto
from marketplace.catalog.services import photos
from marketplace.core.folding import tidy
from marketplace.core.transactions import transaction
from marketplace.media.errors import PhotoRefused, QuotaReached
from marketplace.web.parts.forms import too_long_words
from marketplace.web.parts.pictures import Picture, picture
from marketplace.web.parts.uploads import refusal_words, sent_files, take_photo
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.visitor import current_shop, signed_in_person
from marketplace.web.seller.product_words import next_step_url, refusal_text

MOST_ALT = 160


def index(product_id: int) -> str:
    """The gallery, with room for more."""
    return _page(queries.get_product(current_shop(), product_id))


def change(product_id: int) -> Response:
    """One form: save the descriptions, carry out the button's action, and add any photos sent along.

    The buttons: «add», «save», «first:12», «up:12», «down:12», «remove:12».
    """
    deed, _colon, part_id = request.form.get("do", "add").partition(":")
    with transaction():
        product = queries.lock_product(current_shop(), product_id)
        problems = _describe(product)
        if deed not in ("add", "save"):
            _do(product, deed, part_id)
    problems += _take_sent(product, is_asked=deed == "add")
    if problems:
        return make_response(_page(queries.get_product(current_shop(), product_id), problems), 422)
    if deed == "save":
        flash(_("Đã lưu phần ảnh."), "success")
        return see_other(next_step_url(queries.get_product(current_shop(), product_id), "photos"))
    return _to(product_id)


def _describe(product: Product) -> list[str]:
    """Keep what the photos show; each description that is too long is named, and stays in its box."""
    problems: list[str] = []
    for number, shown in enumerate(product.photos, start=1):
        alt = tidy(request.form.get(f"alt-{shown.id}", shown.alt))
        if len(alt) <= MOST_ALT:
            photos.describe_photo(shown, alt)
        else:
            problems.append(_("Ảnh thứ %(num)d: %(why)s", num=number, why=too_long_words(MOST_ALT)))
    return problems


def _take_sent(product: Product, *, is_asked: bool) -> list[str]:
    """Add the uploaded photos; returns an error for each one refused, the others stay."""
    sent = sent_files("photos")
    if not sent:
        return [_("Mời chị chọn ít nhất một ảnh.")] if is_asked else []
    room = photos.MOST_PHOTOS - len(product.photos)
    added, problems = _hang(product.id, sent[: max(room, 0)])
    if len(sent) > room:
        problems.append(refusal_text(TooMany(part="photos", most=photos.MOST_PHOTOS)))
    if added:
        flash(ngettext("Đã thêm %(num)d ảnh.", "Đã thêm %(num)d ảnh.", added), "success")
    return problems


def _do(product: Product, deed: str, part_id: str) -> None:
    if not (part_id.isascii() and part_id.isdigit() and len(part_id) < 18):
        raise NoSuchPart(part_id=part_id)
    shown = queries.get_photo(product, int(part_id))
    if deed == "first":
        photos.make_first(product, shown)
    elif deed in ("up", "down"):
        photos.move_photo(product, shown, -1 if deed == "up" else 1)
    elif deed == "remove":
        photos.remove_photo(product, shown)


def _hang(product_id: int, sent: list[bytes]) -> tuple[int, list[str]]:
    owner_id, added, problems = signed_in_person().id, 0, []
    for number, data in enumerate(sent, start=1):
        try:
            photo = take_photo(data, owner_id)
            with transaction():
                photos.add_photo(queries.lock_product(current_shop(), product_id), photo)
            added += 1
        except (PhotoRefused, QuotaReached) as refusal:
            problems.append(_("Ảnh thứ %(num)d: %(why)s", num=number, why=refusal_words(refusal)))
        except TooMany as refusal:
            problems.append(refusal_text(refusal))
    return added, problems


def gallery_of(product: Product) -> list[tuple[ProductPhoto, Picture | None]]:
    """Each photo of a product with its picture, in order."""
    return [
        (shown, picture(shown.photo.public_id, shown.alt, shown.photo.width, shown.photo.height))
        for shown in product.photos
    ]


def _page(product: Product, problems: list[str] | None = None) -> str:
    return render_template(
        "seller/products/photos.html",
        product=product,
        pics=gallery_of(product),
        problems=problems or [],
        room=photos.MOST_PHOTOS - len(product.photos),
        most_alt=MOST_ALT,
        typed=request.form if problems else {},
        onward=next_step_url(product, "photos"),
    )


def _to(product_id: int) -> Response:
    return see_other(url_for("seller.product_photos.index", product_id=product_id))
