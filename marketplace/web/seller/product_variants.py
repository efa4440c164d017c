"""The variants of a product: weights, packs, sizes, each with its own price and stock."""

from typing import Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from wtforms import SelectChoice

from marketplace.catalog import queries
from marketplace.catalog.errors import BadValue, LastVariant, TooMany
from marketplace.catalog.measures import unit_price
from marketplace.catalog.models import Product, Variant
from marketplace.catalog.services import variants
from marketplace.catalog.services.variants import VariantFields
from marketplace.catalog.states import LIVE
from marketplace.core.errors import Refusal
from marketplace.core.transactions import transaction
from marketplace.inventory.queries import stock_of
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_shop, seller_actor
from marketplace.web.seller.forms.products import VariantForm
from marketplace.web.seller.product_photos import gallery_of
from marketplace.web.seller.product_words import next_step_url, refusal_text
from marketplace.web.words.catalogue import dong_in_words, unit_price_words

# names of fields as the catalogue refuses them → fields of the form
FIELDS = {"price": "price", "content_amount": "content_amount", "weight_g": "weight_g", "photo": "photo_id"}


def index(product_id: int) -> str:
    """Every variant."""
    product = queries.get_product(current_shop(), product_id)
    rows = [(v, unit_price_words(unit_price(v.price_dong, v.content_amount, v.content_unit))) for v in product.variants]
    return render_template(
        "seller/products/variants.html",
        product=product,
        rows=rows,
        stock=stock_of(v.id for v in product.variants),
        can_add=len(product.variants) < variants.MOST_VARIANTS,
        onward=next_step_url(product, "variants"),
    )


def add(product_id: int) -> Response | str:
    """Add a variant; when the only one has no name yet, it is asked for too."""
    product = queries.get_product(current_shop(), product_id)
    form = _form(product, None)
    if request.method == "GET":
        return _form_page(product, form, None)
    nameless = _nameless(product)
    fits = form.validate()
    if nameless is not None and not form.first_name.data:
        form.first_name.errors = [_("Mời chị đặt tên cho loại đang bán, để khách phân biệt với loại mới.")]
        fits = False
    if not form.name.data:
        form.name.errors = [_("Mời chị đặt tên cho loại mới, ví dụ: túi 500 g.")]
        fits = False
    if fits:
        try:
            with transaction():
                first_time()
                locked = queries.lock_product(current_shop(), product_id)
                _name_the_first(locked, form)
                variants.add_variant(locked, _fields(form), form.quantity.count or 0, seller_actor())
                leads_to(url_for("seller.product_variants.index", product_id=product_id))
        except (BadValue, TooMany) as refusal:
            fits = _tell(form, refusal)
    return _saved(product_id) if fits else make_response(_form_page(product, form, None), 422)


def edit(product_id: int, variant_id: int) -> Response | str:
    """Change one variant."""
    product = queries.get_product(current_shop(), product_id)
    variant = queries.get_variant(product, variant_id)
    form = _form(product, variant)
    if request.method == "GET":
        return _form_page(product, form, variant)
    fits = form.validate()
    if fits:
        try:
            with transaction():
                locked = queries.lock_product(current_shop(), product_id)
                variants.edit_variant(queries.get_variant(locked, variant_id), _fields(form), seller_actor())
        except BadValue as refusal:
            fits = _tell(form, refusal)
    return _saved(product_id) if fits else make_response(_form_page(product, form, variant), 422)


def switch(product_id: int, variant_id: int) -> Response:
    """Stop or resume selling one variant."""
    active = request.form.get("active") == "1"
    try:
        with transaction():
            locked = queries.lock_product(current_shop(), product_id)
            variants.set_active(queries.get_variant(locked, variant_id), active)
    except (LastVariant, BadValue) as refusal:
        flash(refusal_text(refusal), "error")
    else:
        flash(_("Loại này đã bán lại.") if active else _("Loại này đã ngừng bán."), "success")
    return see_other(url_for("seller.product_variants.index", product_id=product_id))


def _form(product: Product, variant: Variant | None) -> VariantForm:
    data = _data_of(variant) if request.method == "GET" else None
    form = VariantForm(request.form, data=data)
    form.photo_id.choices = [SelectChoice(0, _("Không chọn riêng")), *_photo_choices(product)]
    if variant is not None:
        del form.quantity
    if variant is not None or _nameless(product) is None:
        del form.first_name
    return form


def _photo_choices(product: Product) -> list[SelectChoice]:
    return [
        SelectChoice(shown.photo_id, _("Ảnh %(num)d", num=number))
        for number, shown in enumerate(product.photos, start=1)
    ]


def _data_of(variant: Variant | None) -> dict[str, Any]:
    if variant is None:
        return {"weight_g": 500, "photo_id": 0, "content_unit": "g"}
    return {
        "name": variant.name,
        "price": variant.price_dong,
        "unit": variant.unit,
        "content_amount": variant.content_amount,
        "content_unit": variant.content_unit or "g",
        "weight_g": variant.weight_g,
        "sku": variant.sku,
        "photo_id": variant.photo_id or 0,
    }


def _fields(form: VariantForm) -> VariantFields:
    return VariantFields(
        name=form.name.data or "",
        price_dong=form.price.dong or 0,
        unit=form.unit.data or "",
        content_amount=form.content_amount.count,
        content_unit=form.content_unit.data if form.content_amount.count else None,
        weight_g=form.weight_g.count or 0,
        sku=form.sku.data or "",
        photo_id=form.photo_id.data or None,
    )


def _nameless(product: Product) -> Variant | None:
    return next((v for v in product.variants if v.is_active and not v.name), None)


def _name_the_first(product: Product, form: VariantForm) -> None:
    nameless = _nameless(product)
    if nameless is not None and "first_name" in form:
        nameless.name = form.first_name.data


def _tell(form: VariantForm, refusal: Refusal) -> bool:
    """Show a refusal at its field; returns False."""
    field = FIELDS.get(str(refusal.facts.get("field")), "name")
    form[field].errors = [refusal_text(refusal)]
    return False


def _form_page(product: Product, form: VariantForm, variant: Variant | None) -> str:
    return render_template(
        "seller/products/variant.html",
        product=product,
        form=form,
        variant=variant,
        pics=gallery_of(product),
        words=dong_in_words(form.price.dong or (variant.price_dong if variant else None)),
        is_only=variant is not None and len(product.variants) == 1,
    )


def _saved(product_id: int) -> Response:
    is_live = queries.get_product(current_shop(), product_id).status == LIVE
    at_once = _("Đã lưu. Giá mới có hiệu lực ngay; tên và quy cách mới hiện sau khi được duyệt.")
    flash(at_once if is_live else _("Đã lưu."), "success")
    return see_other(url_for("seller.product_variants.index", product_id=product_id))
