"""A shop's products: the list, a new one in four fields, one with what is missing, and its review."""

from collections.abc import Mapping

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import CombinedMultiDict

from marketplace.catalog import queries, states
from marketplace.catalog.contents import content_of, health_claims_in
from marketplace.catalog.errors import CategoryNotOffered, NothingChanged, NotReady, Unmended
from marketplace.catalog.models import Product
from marketplace.catalog.services import products, revisions
from marketplace.catalog.suggestions import suggested_shelf
from marketplace.core.errors import NotFound
from marketplace.core.transactions import transaction
from marketplace.inventory.queries import items_of, stock_of
from marketplace.media.errors import PhotoRefused, QuotaReached
from marketplace.media.models import Photo
from marketplace.web.parts.listing_revisions import revision_view
from marketplace.web.parts.pictures import picture
from marketplace.web.parts.uploads import own_photo, refusal_words, sent_files, take_photo
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.posted_form import put_aside, put_aside_before, wants_later
from marketplace.web.plumbing.visitor import current_shop, seller_actor, signed_in_person
from marketplace.web.seller.forms.products import DeliveryForm, NewProductForm, WordsForm
from marketplace.web.seller.listing_notes import buyers_view, remarks_on
from marketplace.web.seller.product_words import (
    STEPS,
    checklist,
    next_step_url,
    refusal_text,
    step_url,
    take_home,
    take_home_rows,
)
from marketplace.web.words.catalogue import HEALTH_CLAIMS, PRODUCT_STATES, category_name, dong_in_words, part_name

TABS = {
    "all": states.PRODUCT.states() - {states.DISCARDED},
    "live": {states.LIVE},
    "waiting": {states.SUBMITTED},
    "to_fix": {states.CHANGES_ASKED, states.BLOCKED},
    "draft": {states.DRAFT},
    "hidden": {states.HIDDEN},
}


def index() -> str:
    """The shop's products of one state, newest first."""
    tab = request.args.get("tab", "all")
    if tab not in TABS:
        raise NotFound(tab=tab)
    page = queries.list_products(current_shop(), TABS[tab], request.args.get("after"))
    counts = queries.count_by_status(current_shop())
    rows = [(product, _thumb(product)) for product in page]
    return render_template(
        "seller/products/index.html",
        rows=rows,
        stock=stock_of(v.id for product, _pic in rows for v in product.variants),
        state_words=PRODUCT_STATES,
        own_tabs=[
            (url_for("seller.products.index", tab=code), words, sum(counts.get(s, 0) for s in TABS[code]))
            for code, words in _tab_words().items()
        ],
        current=url_for("seller.products.index", tab=tab),
        tab=tab,
        next_url=page.next_cursor and url_for("seller.products.index", tab=tab, after=page.next_cursor),
    )


def new() -> Response:
    """Photo, name, price, quantity: saved as a draft that nobody else sees yet."""
    form = NewProductForm(CombinedMultiDict([request.form, request.files]))
    if request.method == "GET":
        return _new_page(form, None)
    fields_fit = form.validate()
    photo = _photo_of_form(form)
    if not fields_fit or photo is None:
        return make_response(_new_page(form, photo), 422)
    with transaction():
        first_time()
        product = products.create_draft(
            current_shop(), form.name.data, form.price.dong or 0, form.quantity.count or 0, photo.id, seller_actor()
        )
        leads_to(_address_of(product))
    flash(_("Đã lưu bản nháp. Khách chưa thấy; chị điền tiếp mấy bước rồi gửi Hội duyệt."), "success")
    return _to(product)


def show(product_id: int) -> str:
    """One product: its state, the seller's take-home amount, what is missing, and the next step."""
    return _product_page(queries.get_product(current_shop(), product_id))


def words(product_id: int) -> Response | str:
    """Edit its name and texts."""
    product = queries.get_product(current_shop(), product_id)
    form = WordsForm(request.form, obj=product)
    if request.method == "GET":
        return render_template(
            "seller/products/words.html", product=product, form=form, health_claims=_health_claims(product)
        )
    if not form.validate():
        page = render_template("seller/products/words.html", product=product, form=form, health_claims=[])
        return make_response(page, 422)
    with transaction():
        products.edit_words(queries.lock_product(current_shop(), product_id), **form.data)
    return _saved(queries.get_product(current_shop(), product_id), "name")


def category(product_id: int) -> Response | str:
    """Choose its category; the likeliest one is suggested."""
    product = queries.get_product(current_shop(), product_id)
    if request.method == "GET":
        return _category_page(product, before=put_aside_before())
    if wants_later():
        return put_aside()
    try:
        with transaction():
            locked = queries.lock_product(current_shop(), product_id)
            products.choose_category(locked, _number(request.form.get("category")))
    except CategoryNotOffered as refusal:
        return make_response(_category_page(product, refusal_text(refusal)), 422)
    return _saved(queries.get_product(current_shop(), product_id), "category")


def delivery(product_id: int) -> Response | str:
    """Edit how far it may be sent."""
    product = queries.get_product(current_shop(), product_id)
    form = DeliveryForm(request.form, data=_delivery_of(product) if request.method == "GET" else None)
    if request.method == "GET":
        return render_template("seller/products/delivery.html", product=product, form=form, steps=STEPS)
    if not form.validate():
        page = render_template("seller/products/delivery.html", product=product, form=form, steps=STEPS)
        return make_response(page, 422)
    with transaction():
        products.set_delivery(
            queries.lock_product(current_shop(), product_id),
            scope=form.scope.data,
            max_transit_days=form.max_transit_days.data or None,
            keeps_cold=form.keeps_cold.data,
            order_limit=form.order_limit.count or 0,
        )
    return _saved(queries.get_product(current_shop(), product_id), "delivery")


def preview(product_id: int) -> str:
    """The working copy as customers would see it."""
    product = queries.get_product(current_shop(), product_id)
    view = revision_view(content_of(product), product.shop, product.variants)
    return render_template("seller/products/preview.html", product=product, view=view)


def submit(product_id: int) -> Response:
    """Submit it for review."""
    try:
        with transaction():
            revisions.submit_product(queries.lock_product(current_shop(), product_id), seller_actor())
    except (NotReady, NothingChanged, Unmended) as refusal:
        flash(refusal_text(refusal), "error")
    else:
        flash(_("Đã gửi. Cán bộ Hội sẽ xem rồi báo cho chị."), "success")
    return _to_id(product_id)


def take_back(product_id: int) -> Response:
    """Withdraw it from review before it is decided."""
    with transaction():
        revisions.take_back(queries.lock_product(current_shop(), product_id), seller_actor())
    flash(_("Đã rút lại. Chị sửa xong thì gửi duyệt lại."), "success")
    return _to_id(product_id)


def discard_edit(product_id: int) -> Response:
    """Go back to what buyers see."""
    with transaction():
        revisions.discard_edit(queries.lock_product(current_shop(), product_id), seller_actor())
    flash(_("Đã bỏ bản sửa. Hàng trở lại như khách đang thấy."), "success")
    return _to_id(product_id)


def hide(product_id: int) -> Response:
    """Take it off sale."""
    with transaction():
        products.hide_product(queries.lock_product(current_shop(), product_id), seller_actor())
    flash(_("Đã tạm ẩn. Khách không thấy hàng này cho đến khi chị bán lại."), "success")
    return _to_id(product_id)


def show_again(product_id: int) -> Response:
    """Put it back on sale."""
    with transaction():
        products.show_product(queries.lock_product(current_shop(), product_id), seller_actor())
    flash(_("Hàng đã bày bán lại."), "success")
    return _to_id(product_id)


def discard(product_id: int) -> Response:
    """Discard a draft; it can be restored."""
    with transaction():
        products.discard_draft(queries.lock_product(current_shop(), product_id), seller_actor())
    flash(_("Đã bỏ bản nháp. Nếu lỡ tay, chị bấm Lấy lại ở dưới."), "info")
    return _to_id(product_id)


def restore(product_id: int) -> Response:
    """Restore a discarded draft."""
    with transaction():
        products.restore_draft(queries.lock_product(current_shop(), product_id), seller_actor())
    flash(_("Đã lấy lại bản nháp."), "success")
    return _to_id(product_id)


def _new_page(form: NewProductForm, photo: Photo | None) -> Response:
    page = render_template(
        "seller/products/new.html",
        form=form,
        kept=photo and picture(photo.public_id, _("Ảnh chị vừa chọn"), photo.width, photo.height),
        kept_id=photo.public_id if photo else "",
        words=dong_in_words(form.price.dong),
    )
    return make_response(page)


def _photo_of_form(form: NewProductForm) -> Photo | None:
    """The photo sent now, else the one stored by the last submission; a refusal is shown at the field."""
    owner_id = signed_in_person().id
    sent = sent_files("photo")
    try:
        photo = take_photo(sent[0], owner_id) if sent else own_photo(request.form.get("kept_photo"), owner_id)
    except (PhotoRefused, QuotaReached) as refusal:
        form.photo.errors = [refusal_words(refusal)]
        return None
    if photo is None:
        form.photo.errors = [_("Mời chị chụp hoặc chọn một ảnh của hàng.")]
    return photo


def _product_page(product: Product) -> str:
    latest = queries.find_latest_revision(product.id)
    steps = checklist(product)
    first = product.variants[0]
    fees = take_home(product, first)
    wanting = [step for step in steps if step.state == "missing"]
    return render_template(
        "seller/products/show.html",
        product=product,
        state=PRODUCT_STATES[product.status],
        steps=steps,
        next_step=next(iter(wanting), None),
        pending=latest if latest and latest.status == states.PENDING else None,
        remarks=[(remark, part_name(remark.part), step_url(product, remark.part)) for remark in remarks_on(product)],
        buyers=buyers_view(product),
        block_reason=_block_reason(product),
        unsent=not wanting and revisions.has_unsent_changes(product),
        fees=fees,
        fee_rows=take_home_rows(fees, first.price_dong),
        price_words=dong_in_words(first.price_dong),
        items=items_of(v.id for v in product.variants),
        thumb=_thumb(product),
        health_claims=_health_claims(product),
    )


def _block_reason(product: Product) -> str:
    return queries.block_reason(product.id) if product.status == states.BLOCKED else ""


def _category_page(product: Product, error: str = "", before: Mapping[str, str] | None = None) -> str:
    suggested = suggested_shelf(product.name)
    shelves = queries.offered_categories()
    left = (before or {}).get("category", "")
    chosen = (
        int(left)
        if left.isdecimal()
        else product.category_id
        or next((c.id for root, children in shelves for c in (root, *children) if c.slug == suggested), None)
    )
    return render_template(
        "seller/products/category.html",
        product=product,
        shelves=shelves,
        name_of=category_name,
        chosen=chosen,
        is_guess=product.category_id is None and chosen is not None,
        error=error,
    )


def _delivery_of(product: Product) -> dict[str, object]:
    return {
        "scope": product.delivery_scope,
        "keeps_cold": product.keeps_cold,
        "max_transit_days": product.max_transit_days or 0,
        "order_limit": product.order_limit,
    }


def _health_claims(product: Product) -> list[tuple[str, str, str]]:
    """(part, phrase, why) of possible health claims and superlatives."""
    found = health_claims_in(content_of(product))
    return [(part_name(claim.part), claim.phrase, str(HEALTH_CLAIMS[claim.kind])) for claim in found]


def _thumb(product: Product) -> object:
    if not product.photos:
        return None
    photo = product.photos[0].photo
    return picture(photo.public_id, product.name, photo.width, photo.height)


def _tab_words() -> dict[str, str]:
    return {
        "all": _("Tất cả"),
        "live": _("Đang bán"),
        "waiting": _("Chờ duyệt"),
        "to_fix": _("Cần sửa"),
        "draft": _("Bản nháp"),
        "hidden": _("Tạm ẩn"),
    }


def _number(text: str | None) -> int:
    if text and text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    raise CategoryNotOffered(field="category")


def _saved(product: Product, part: str) -> Response:
    done = {"name": _("Đã lưu tên và lời giới thiệu."), "category": _("Đã lưu nhóm hàng.")}
    flash(done.get(part, _("Đã lưu cách giao hàng.")), "success")
    return see_other(next_step_url(product, part))


def _to(product: Product) -> Response:
    return see_other(_address_of(product))


def _address_of(product: Product) -> str:
    return url_for("seller.products.show", product_id=product.id)


def _to_id(product_id: int) -> Response:
    return see_other(url_for("seller.products.show", product_id=product_id))
