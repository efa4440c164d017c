"""Words and figures of the product pages: what is missing, what a refusal means, the seller's take-home amount."""

from dataclasses import dataclass, replace

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from marketplace.catalog import states
from marketplace.catalog.contents import missing_parts
from marketplace.catalog.errors import (
    BadValue,
    CategoryNotOffered,
    LastVariant,
    NothingChanged,
    NotReady,
    TooMany,
    Unmended,
)
from marketplace.catalog.labels import missing_fields
from marketplace.catalog.models import Product, Variant
from marketplace.catalog.papers import missing_papers
from marketplace.catalog.services.revisions import open_remarks
from marketplace.core.clock import today
from marketplace.core.errors import Refusal
from marketplace.fees.queries import LineFees, fee_schedule
from marketplace.web.words.catalogue import (
    any_paper_name,
    category_name,
    delivery_scope_name,
    label_field_name,
    part_name,
)

# part of a listing → endpoint of the page where it is changed
PAGES = {
    "photos": "seller.product_photos.index",
    "name": "seller.products.words",
    "description": "seller.products.words",
    "category": "seller.products.category",
    "label": "seller.product_label.edit",
    "variants": "seller.product_variants.index",
    "papers": "seller.product_papers.index",
    "delivery": "seller.products.delivery",
}
STEPS = ("category", "label", "photos", "variants", "papers", "delivery")


@dataclass(frozen=True)
class Step:
    """One line of the checklist: its page, whether it is met, missing, or only advised."""

    part: str
    url: str
    state: str  # met | missing | waiting
    text: str
    note: str


def step_url(product: Product, part: str) -> str:
    """The page where a part of a listing is changed; the product's own page for remarks on nothing in particular."""
    endpoint = PAGES.get(part)
    return url_for(endpoint or "seller.products.show", product_id=product.id)


def checklist(product: Product) -> list[Step]:
    """All parts of a listing with their status, in the order of the steps."""
    missing, remarks = set(missing_parts(product)), open_remarks(product)
    lines = [("name", _name_note(product)), *((part, _NOTES[part](product)) for part in STEPS)]
    steps = [_step(product, part, part in missing, note) for part, note in lines]
    return [_to_mend(step, remarks) for step in steps]


def _to_mend(step: Step, remarks: dict[str, str]) -> Step:
    """A step that the Union asked to change, and that is as it was, is missing, whatever stands in it."""
    said = [remarks[part] for part in (step.part, *_TOLD_WITH.get(step.part, ())) if part in remarks]
    if not said:
        return step
    return replace(step, state="missing", note=_("Hội đề nghị sửa: %(text)s", text="; ".join(said)))


def next_step_url(product: Product, after: str) -> str:
    """Where to go once a step is saved: a new draft goes on step by step, what came back to what is still missing."""
    later = STEPS[STEPS.index(after) + 1 :] if after in STEPS else ()
    if product.status == states.DRAFT and product.live_revision_id is None and later:
        return step_url(product, later[0])
    wanted = [part for part in later if part in missing_parts(product)]
    if product.status == states.CHANGES_ASKED and product.live_revision_id is None and wanted:
        return step_url(product, wanted[0])
    return url_for("seller.products.show", product_id=product.id)


def take_home(product: Product, variant: Variant) -> LineFees:
    """What the seller receives of one piece sold at today's price and rules."""
    category = product.category
    return fee_schedule(today()).fees_of_line(
        variant.price_dong,
        legal_form=product.shop.seller.legal_form,
        goods_kind=category.goods_kind if category else "goods",
        shop_id=product.shop_id,
        category_id=product.category_id,
    )


def take_home_rows(fees: LineFees, price_dong: int) -> list[tuple[str, int, str | None]]:
    """The sum behind «chị nhận», for the `totals` macro; what is zero is left out."""
    rows: list[tuple[str, int, str | None]] = [
        (_("Khách trả"), price_dong, None),
        (_("Phí gian hàng"), -fees.commission_dong, _percent(fees.commission_bp)),
        (_("Thuế giá trị gia tăng, khấu trừ thay chị"), -fees.vat_dong, _percent(fees.vat_bp)),
        (_("Thuế thu nhập cá nhân, khấu trừ thay chị"), -fees.pit_dong, _percent(fees.pit_bp)),
    ]
    return [row for row in rows if row[1]]


def refusal_text(refusal: Refusal) -> str:
    """What a refusal of the catalogue means, and what to do."""
    if isinstance(refusal, TooMany):
        return str(_MOST[refusal.part](refusal.most))
    if isinstance(refusal, NotReady):
        return str(_("Còn thiếu: %(parts)s.", parts=", ".join(part_name(part) for part in refusal.missing)))
    if isinstance(refusal, Unmended):
        parts = ", ".join(part_name(part) for part in refusal.parts)
        return str(_("Hội đã đề nghị sửa mà chưa thấy sửa: %(parts)s.", parts=parts))
    if isinstance(refusal, NothingChanged):
        return str(_("Chị chưa sửa gì so với bản đang bán, nên chưa cần gửi duyệt."))
    if isinstance(refusal, LastVariant):
        return str(_("Phải còn ít nhất một loại để bán. Muốn dừng hẳn, chị bấm Tạm ẩn ở trang của hàng này."))
    if isinstance(refusal, CategoryNotOffered):
        return str(_("Mời chị chọn một nhóm hàng trong danh sách."))
    if isinstance(refusal, BadValue):
        return _bad_value(refusal)
    return str(_("Chưa làm được việc này. Mời chị tải lại trang rồi thử lại."))


def _bad_value(refusal: BadValue) -> str:
    known = {
        ("name", "taken"): _("Đã có loại mang tên này. Chị đặt tên khác để khách phân biệt."),
        ("name", "empty"): _("Có từ hai loại trở lên thì mỗi loại cần một tên, ví dụ: túi 500 g."),
        ("content_amount", "half"): _("Mời chị ghi cả số và cách tính, hoặc để trống cả hai."),
        ("content_amount", "out_of_bounds"): _("Mời chị ghi một số từ 1 trở lên, hoặc để trống."),
        ("stars", "unknown"): _("Mời chị chọn số sao ghi trên giấy."),
        ("issued_on", "in_future"): _("Ngày cấp không thể ở sau hôm nay."),
        ("expires_on", "before_issue"): _("Ngày hết hạn phải sau ngày cấp."),
    }
    return str(known.get((refusal.field, refusal.why), _("Mời chị xem lại chỗ này.")))


def _step(product: Product, part: str, is_missing: bool, note: tuple[bool, str]) -> Step:
    is_met, text = note
    state = "missing" if is_missing else ("met" if is_met else "waiting")
    return Step(part, step_url(product, part), state, _name_of(part), text)


def _name_of(part: str) -> str:
    return _("Tên và lời giới thiệu") if part == "name" else part_name(part)


def _name_note(product: Product) -> tuple[bool, str]:
    if product.description:
        return True, ""
    return False, _("Nên có vài câu giới thiệu để khách hiểu hàng.")


def _category_note(product: Product) -> tuple[bool, str]:
    category = product.category
    return category is not None, category_name(category) if category else _("Chọn nhóm để khách dễ tìm.")


def _label_note(product: Product) -> tuple[bool, str]:
    if not product.label_group:
        return False, _("Chọn nhóm hàng trước, rồi điền nhãn.")
    left = missing_fields(product.label_group, product.label)
    if not left:
        return True, ""
    few = ", ".join(label_field_name(code) for code in left[:2])
    if len(left) <= 2:
        return False, _("Còn thiếu: %(fields)s.", fields=few)
    return False, _("Còn thiếu: %(fields)s và %(more)d mục nữa.", fields=few, more=len(left) - 2)


def _photos_note(product: Product) -> tuple[bool, str]:
    count = len(product.photos)
    if count >= 3:
        return True, ngettext("%(num)d ảnh", "%(num)d ảnh", count)
    if count:
        return False, _("Mới có %(num)d ảnh. Nên có từ 3 ảnh: cả gói, gần, và lúc dùng.", num=count)
    return False, _("Cần ít nhất 1 ảnh.")


def _variants_note(product: Product) -> tuple[bool, str]:
    active = [v for v in product.variants if v.is_active]
    if len(active) > 1 and not all(v.name for v in active):
        return False, _("Mỗi loại cần một tên riêng.")
    if len(active) == 1 and not active[0].unit:
        return False, _("Nên ghi giá tính cho gì: kg, hộp, chai…")
    return bool(active), ngettext("%(num)d loại đang bán", "%(num)d loại đang bán", len(active))


def _papers_note(product: Product) -> tuple[bool, str]:
    missing = missing_papers(product.label_group, {paper.kind for paper in product.certificates})
    if missing:
        return False, _("Nên bổ sung: %(papers)s.", papers=any_paper_name(missing[0]))
    return bool(product.certificates), "" if product.certificates else _("Nếu có giấy OCOP, chị thêm vào đây.")


def _delivery_note(product: Product) -> tuple[bool, str]:
    return True, delivery_scope_name(product.delivery_scope)


_NOTES = {
    "category": _category_note,
    "label": _label_note,
    "photos": _photos_note,
    "variants": _variants_note,
    "papers": _papers_note,
    "delivery": _delivery_note,
}
_TOLD_WITH = {"name": ("description",)}  # parts on the same line of the checklist
_MOST = {
    "photos": lambda most: _("Mỗi hàng có nhiều nhất %(most)d ảnh. Chị bỏ bớt ảnh cũ rồi thêm ảnh mới.", most=most),
    "variants": lambda most: _("Mỗi hàng có nhiều nhất %(most)d loại.", most=most),
    "papers": lambda most: _("Mỗi hàng có nhiều nhất %(most)d giấy tờ.", most=most),
}


def _percent(basis_points: int) -> str:
    return f"{basis_points / 100:g} %".replace(".", ",")
