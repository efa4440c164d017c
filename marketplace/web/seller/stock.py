"""Price and stock on one page, for quick changes: they take effect at once and need no review."""

from dataclasses import dataclass

import wtforms
from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.catalog import queries
from marketplace.catalog.models import Product, Variant
from marketplace.catalog.services.products import change_price
from marketplace.catalog.states import LIVE
from marketplace.core.transactions import transaction
from marketplace.inventory.errors import StockMoved
from marketplace.inventory.models import StockItem
from marketplace.inventory.queries import items_of
from marketplace.inventory.services import set_available
from marketplace.web.parts.forms import Form, Required
from marketplace.web.parts.number_fields import CountField
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.visitor import current_shop, seller_actor
from marketplace.web.seller.forms.products import ASK_PRICE, ASK_QUANTITY, MOST_STOCK, PriceField
from marketplace.web.words.catalogue import dong_in_words


class StockForm(Form):
    """Price and available pieces of one variant; `seen` is the number that the page showed."""

    price = PriceField(_l("Giá bán"), [Required(ASK_PRICE)])
    left = CountField(_l("Còn để bán"), [Required(ASK_QUANTITY)], most=MOST_STOCK)
    seen = wtforms.HiddenField()


@dataclass(frozen=True)
class Line:
    """One variant with its form."""

    variant: Variant
    form: StockForm
    held: int
    words: str


class _AllErrors:
    """The errors of every line, as `error_summary` reads them from one form."""

    def __init__(self, lines: list[Line]) -> None:
        self.form_errors: list[str] = []
        self.fields = [field for line in lines for field in line.form]
        self.errors = {field.name: field.errors for field in self.fields if field.errors}

    def __iter__(self) -> object:
        return iter(self.fields)


def edit(product_id: int) -> Response | str:
    """Change prices and what is left of every variant."""
    product = queries.get_product(current_shop(), product_id)
    lines = _lines(product)
    if request.method == "GET":
        return _page(product, lines)
    fits = [line.form.validate() for line in lines]  # each line, so that each says its own errors
    if all(fits) and _save(product_id, lines):
        at_once = _("Đã lưu. Khách thấy giá và số lượng mới ngay bây giờ.")
        flash(at_once if product.status == LIVE else _("Đã lưu."), "success")
        return see_other(url_for("seller.products.show", product_id=product_id))
    return make_response(_page(product, lines), 422)


def empty(product_id: int, variant_id: int) -> Response:
    """Set a variant's stock to zero, and return the seller to the order she declined for lack of it."""
    with transaction():
        variant = queries.get_variant(queries.lock_product(current_shop(), product_id), variant_id)
        set_available(variant.id, 0, seller_actor())
    flash(_("Đã ghi hết hàng. Khách không đặt thêm được cho đến khi chị ghi số mới."), "success")
    number = request.form.get("order", "")
    if number:
        return see_other(url_for("seller.orders.show", number=number, sold_out=1))
    return see_other(url_for("seller.products.show", product_id=product_id))


def _save(product_id: int, lines: list[Line]) -> bool:
    """Save all lines or none; False when a customer bought meanwhile, which is shown at the field."""
    by_id = {line.variant.id: line for line in lines}
    try:
        with transaction():
            product = queries.lock_product(current_shop(), product_id)
            for variant in sorted(product.variants, key=lambda v: v.id):
                line = by_id.get(variant.id)
                if line is None:
                    continue  # added by somebody else since this page was opened
                change_price(variant, line.form.price.dong or 0, seller_actor())
                seen = _seen(line.form)
                if line.form.left.count != seen:
                    set_available(variant.id, line.form.left.count or 0, seller_actor(), seen=seen)
    except StockMoved as moved:
        form = by_id[moved.variant_id].form
        form.left.errors = [
            _("Vừa có khách đặt hoặc trả hàng, nay còn %(left)d. Chị xem lại số này rồi lưu.", left=moved.available)
        ]
        form.seen.data = str(moved.available)
        return False
    return True


def _lines(product: Product) -> list[Line]:
    items = items_of(v.id for v in product.variants)
    return [_line(variant, items.get(variant.id)) for variant in product.variants]


def _line(variant: Variant, item: StockItem | None) -> Line:
    left = item.available if item else 0
    data = {"price": variant.price_dong, "left": left, "seen": str(left)} if request.method == "GET" else None
    form = StockForm(request.form, data=data, prefix=f"v{variant.id}-")
    return Line(variant, form, item.reserved if item else 0, dong_in_words(variant.price_dong))


def _seen(form: StockForm) -> int | None:
    text = form.seen.data or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _page(product: Product, lines: list[Line]) -> str:
    return render_template("seller/products/stock.html", product=product, lines=lines, errors=_AllErrors(lines))
