"""The label of a product: exactly the fields of its label group, saved even when incomplete."""

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.catalog import queries
from marketplace.catalog.labels import CHOOSABLE_GROUPS, fields_of, missing_fields
from marketplace.catalog.models import Product
from marketplace.catalog.services import products
from marketplace.catalog.suggestions import FRESH_FOOD, PACKED_FOOD
from marketplace.core.transactions import transaction
from marketplace.places.naming import written_address
from marketplace.places.queries import full_name, get_area
from marketplace.web.parts.forms import Form
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.posted_form import put_aside, put_aside_before, wants_later
from marketplace.web.plumbing.visitor import current_shop
from marketplace.web.seller.forms.products import label_form
from marketplace.web.seller.product_words import next_step_url
from marketplace.web.words.catalogue import LABEL_GROUPS, label_field_hint, label_field_name, label_group_name


def edit(product_id: int) -> Response | str:
    """Fill in the label; known values are filled in."""
    product = queries.get_product(current_shop(), product_id)
    if not product.label_group:
        flash(_("Chị chọn nhóm hàng trước, rồi mới điền nhãn."), "info")
        return see_other(url_for("seller.products.category", product_id=product.id))
    if request.method == "GET":
        return _page(product, label_form(product.label_group, put_aside_before(), data=_known(product)))
    if wants_later():
        return put_aside()
    return _save(product, label_form(product.label_group, request.form))


def change_group(product_id: int) -> Response:
    """Change the label group; answers that fit are kept."""
    group = request.form.get("group", "")
    with transaction():
        product = queries.lock_product(current_shop(), product_id)
        if group in CHOOSABLE_GROUPS:
            products.choose_label_group(product, group)
    return see_other(url_for("seller.product_label.edit", product_id=product_id))


def _save(product: Product, form: Form) -> Response:
    if not form.validate():
        return make_response(_page(product, form), 422)
    with transaction():
        locked = queries.lock_product(current_shop(), product.id)
        products.set_label(locked, {code: text or "" for code, text in form.data.items()})
        group, label = locked.label_group or "", dict(locked.label)
    left = missing_fields(group, label)
    if left:
        for code in left:
            told = _("Mời chị điền “%(field)s”; hàng không có thì ghi: không có.", field=label_field_name(code))
            form[code].errors = [told]
        return make_response(_page(product, form, saved=True), 422)
    flash(_("Đã lưu thông tin nhãn, đủ các mục."), "success")
    return see_other(next_step_url(product, "label"))


def _page(product: Product, form: Form, saved: bool = False) -> str:
    group = product.label_group or ""
    return render_template(
        "seller/products/label.html",
        product=product,
        form=form,
        fields=[(form[field.code], label_field_hint(field.code), field.required) for field in fields_of(group)],
        group=group,
        group_name=label_group_name(group),
        kinds=_kinds(product),
        groups=[(code, LABEL_GROUPS[code]) for code in CHOOSABLE_GROUPS],
        saved=saved,
    )


def _kinds(product: Product) -> list[tuple[str, str]]:
    """The label groups to choose from where the category allows several (fresh or prepared)."""
    usual = product.category.label_group if product.category else ""
    made = usual if usual in PACKED_FOOD else "thuc_pham"
    if product.label_group not in PACKED_FOOD | {FRESH_FOOD}:
        return []
    return [(FRESH_FOOD, _("Hàng tươi")), (made, _("Đã chế biến, đóng gói"))]


def _known(product: Product) -> dict[str, str]:
    """What the seller has written; else values known from the shop."""
    shop = product.shop
    place = full_name(get_area(shop.area_code))
    told = {
        "ten_hang_hoa": product.name,
        "ten_dia_chi_chiu_trach_nhiem": written_address(shop.seller.legal_name, shop.address_line, place),
        "xuat_xu": f"{place}, Việt Nam",
    }
    return {**told, **product.label}
