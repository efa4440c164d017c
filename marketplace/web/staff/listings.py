"""Review of listings: the queue of the officer's territory, one listing with its rules, the decision, the next."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.accounts.roles import OPERATOR
from marketplace.association.models import Unit
from marketplace.catalog import queries, states
from marketplace.catalog.contents import PARTS, health_claims_in
from marketplace.catalog.errors import BadValue, CannotReview, ContentChanged, NoSuchPart
from marketplace.catalog.labels import fields_of
from marketplace.catalog.models import ListingRevision, Product
from marketplace.catalog.papers import missing_papers
from marketplace.catalog.policies import is_of_shop
from marketplace.catalog.services import products, revisions
from marketplace.core.actors import Actor
from marketplace.core.clock import now
from marketplace.core.errors import NotAllowed, NotFound
from marketplace.core.folding import tidy
from marketplace.core.states import WrongState
from marketplace.core.transactions import transaction
from marketplace.places.queries import full_name, get_area
from marketplace.web.parts.forms import too_long_words
from marketplace.web.parts.listing_revisions import revision_view
from marketplace.web.parts.papers import scan_of
from marketplace.web.parts.pictures import picture
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.visitor import (
    current_offices,
    current_scope,
    officer_actor,
    operator_actor,
    signed_in_person,
    staff_roles,
)
from marketplace.web.staff.applications import clock_of
from marketplace.web.words.catalogue import (
    HEALTH_CLAIMS,
    PRODUCT_STATES,
    any_paper_name,
    category_name,
    label_field_name,
    part_name,
)

MOST_COMMENT = revisions.MOST_COMMENT
MOST_REASON = 300


@dataclass(frozen=True)
class QueueRow:
    """One listing in the queue."""

    revision: ListingRevision
    picture: object
    place: str
    is_late: bool
    is_first: bool  # of its shop or a change of something public already


def index() -> str:
    """The territory's revisions that wait for review, oldest first; or the public ones."""
    tab = request.args.get("tab", "waiting")
    if tab not in ("waiting", "public"):
        raise NotFound(tab=tab)
    read = queries.list_submitted_revisions if tab == "waiting" else queries.list_decided
    page = read(current_scope(), request.args.get("after"))
    return render_template(
        "staff/listings/index.html",
        tab=tab,
        rows=[_row(revision) for revision in page],
        waiting=queries.count_submitted_revisions(current_scope()),
        state_words=PRODUCT_STATES,
        clock=clock_of,
        next_url=page.next_cursor and url_for("staff.listings.index", tab=tab, after=page.next_cursor),
    )


def show(revision_id: int) -> str:
    """One listing with all that the reviewer considers, and the decision beside it."""
    return _page(queries.get_submitted_revision(revision_id, current_scope()))


def approve(revision_id: int) -> Response:
    """Approve exactly the content shown, then go on to the next one."""
    try:
        with transaction():
            revision = queries.lock_submitted_revision(revision_id, current_scope())
            seen = request.form.get("content_hash", "")
            revisions.approve_revision(revision, officer_actor(), _deciding_unit(revision), seen_hash=seen)
            _require_vouched(revision)
    except (WrongState, ContentChanged) as refusal:
        return _overtaken(revision_id, refusal)
    except BadValue:
        error = str(_("Mời xem và đánh dấu từng điều mà Hội xác nhận."))
        page = _page(queries.get_submitted_revision(revision_id, current_scope()), error=error, error_at="vouch")
        return make_response(page, 422)
    except CannotReview as refusal:
        return _not_hers(revision_id, refusal)
    flash(_("Đã duyệt “%(name)s”. Chị bán hàng sẽ được báo.", name=revision.content["name"]), "success")
    return _to_next(revision_id)


def _require_vouched(revision: ListingRevision) -> None:
    if not _vouched(revision).keys() <= set(request.form.getlist("vouch")):
        raise BadValue(field="vouch", why="empty")


def _vouched(revision: ListingRevision) -> dict[str, str]:
    """What the Union vouches for by approving a listing, each ticked by the officer who decides."""
    scans = _scans(revision.product)
    proven = [paper for paper in revision.content["certificates"] if (paper["kind"], paper["number"]) in scans]
    said = {
        "photos": _("Ảnh và tên đúng là hàng này"),
        "label": _("Nhãn khai đủ các mục phải khai"),
        "words": _("Lời giới thiệu không nói như thuốc, không nói quá"),
    }
    return said | ({"papers": _("Số giấy tờ khớp với ảnh giấy đã gửi")} if proven else {})


def send_back(revision_id: int) -> Response:
    """Ask for changes, each at its part, then on to the next one."""
    comments = {part: tidy(request.form.get(f"comment-{part}", "")) for part in PARTS}
    try:
        with transaction():
            revision = queries.lock_submitted_revision(revision_id, current_scope())
            revisions.return_revision(revision, comments, officer_actor(), _deciding_unit(revision))
    except BadValue as refusal:
        page = _page(queries.get_submitted_revision(revision_id, current_scope()), comments, _comment_problem(refusal))
        return make_response(page, 422)
    except WrongState as refusal:
        return _overtaken(revision_id, refusal)
    except CannotReview as refusal:
        return _not_hers(revision_id, refusal)
    flash(_("Đã gửi lại “%(name)s” kèm chỗ cần sửa.", name=revision.content["name"]), "success")
    return _to_next(revision_id)


def block(revision_id: int) -> Response | str:
    """Block a public product, with a reason that its seller reads."""
    revision = queries.get_submitted_revision(revision_id, current_scope())
    reason = tidy(request.form.get("reason", ""))
    if revision.product.status not in states.BLOCKABLE_STATES:
        is_blocked = revision.product.status == states.BLOCKED
        words = (
            _("Hàng này đã được tạm dừng bán rồi.") if is_blocked else _("Hàng này không bày bán, không cần tạm dừng.")
        )
        flash(words, "warning")
        return _to(revision_id)
    if request.method == "GET":
        return _block_page(revision)
    if not reason or len(reason) > MOST_REASON:
        error = too_long_words(MOST_REASON) if reason else _("Vui lòng ghi lý do, để người bán biết phải làm gì.")
        return make_response(_block_page(revision, reason, error), 422)
    try:
        with transaction():
            product = queries.lock_submitted_revision(revision_id, current_scope()).product
            products.block_product(product, reason, *_blocking(product))
    except WrongState as refusal:
        return _overtaken(revision_id, refusal)
    flash(_("Đã tạm dừng bán. Người bán thấy lý do ở trang của mình."), "success")
    return _to(revision_id)


def _block_page(revision: ListingRevision, reason: str = "", error: str = "") -> str:
    facts = {"reason": reason, "error": error, "most_reason": MOST_REASON}
    return render_template("staff/listings/block.html", revision=revision, **facts)


def unblock(revision_id: int) -> Response:
    """Lift a block; the seller decides when to sell again."""
    with transaction():
        product = queries.lock_submitted_revision(revision_id, current_scope()).product
        products.unblock_product(product, *_blocking(product))
    flash(_("Đã bỏ tạm dừng. Hàng ở trạng thái tạm ẩn cho đến khi người bán mở lại."), "success")
    return _to(revision_id)


def scan(revision_id: int, paper_id: int) -> Response:
    """The scan of a paper of the listing, for its reviewer."""
    product = queries.get_submitted_revision(revision_id, current_scope()).product
    paper = next((paper for paper in product.certificates if paper.id == paper_id), None)
    if paper is None:
        raise NoSuchPart(paper_id=paper_id)
    return scan_of(paper)


def _row(revision: ListingRevision) -> QueueRow:
    photo = next(iter(revision.content["photos"]), None)
    return QueueRow(
        revision=revision,
        picture=photo and picture(photo["public_id"], "", photo["width"], photo["height"]),
        place=full_name(get_area(revision.product.shop.area_code)),
        is_late=revision.status == states.PENDING and revision.due_at < now(),
        is_first=revision.product.live_revision_id is None,
    )


def _page(
    revision: ListingRevision,
    comments: Mapping[str, str] | None = None,
    error: str = "",
    error_at: str = "send-back",
) -> str:
    product = revision.product
    content = revision.content
    given = {paper["kind"] for paper in content["certificates"]}
    view, scans = revision_view(content, product.shop, product.variants), _scans(product)
    return render_template(
        "staff/listings/show.html",
        revision=revision,
        product=product,
        view=view,
        label=_label_rows(content),
        scans=scans,
        unproven=[paper.name for paper in view.papers if (paper.kind, paper.number) not in scans],
        health_claims=[(part_name(c.part), c.phrase, str(HEALTH_CLAIMS[c.kind])) for c in health_claims_in(content)],
        missing=[any_paper_name(any_of) for any_of in missing_papers(content["label_group"], given)],
        category=category_name(queries.get_category(content["category_id"])) if content["category_id"] else "",
        parts=[(part, part_name(part), (comments or {}).get(part, "")) for part in PARTS],
        most_comment=MOST_COMMENT,
        error=error,
        error_at=error_at,
        vouched=_vouched(revision),
        ticked=request.form.getlist("vouch"),
        is_late=revision.due_at < now(),
        clock=clock_of,
        own_shop=is_of_shop(signed_in_person().id, product.shop),
        can_decide=_find_deciding_unit(revision) is not None,
        state=PRODUCT_STATES[product.status],
        block_reason=queries.block_reason(product.id) if product.status == states.BLOCKED else "",
        is_public=product.live_revision_id == revision.id,
    )


def _label_rows(content: Mapping[str, object]) -> list[tuple[str, str, bool]]:
    """(field, the seller's text, whether customers see it) for every field of the label group."""
    label = content["label"]
    assert isinstance(label, dict)
    fields = fields_of(str(content["label_group"] or ""))
    return [(label_field_name(f.code), label.get(f.code, ""), f.shown_publicly) for f in fields]


def _scans(product: Product) -> dict[tuple[str, str], int]:
    """Which papers of the listing have a scan: (kind, number) → paper."""
    return {(p.kind, p.number): p.id for p in product.certificates if p.private_file_id}


def _find_deciding_unit(revision: ListingRevision) -> Unit | None:
    """The reviewer's nearest unit above the shop, or None."""
    path = revision.product.shop.seller.unit.path
    above = [office.unit for office in current_offices() if path.startswith(office.unit.path)]
    return max(above, key=lambda unit: len(unit.path), default=None)


def _deciding_unit(revision: ListingRevision) -> Unit:
    unit = _find_deciding_unit(revision)
    if unit is None:
        raise NotAllowed(why="no_office")
    return unit


def _blocking(product: Product) -> tuple[Actor, Unit | None]:
    if OPERATOR in staff_roles():
        return operator_actor(), None
    path = product.shop.seller.unit.path
    above = [office.unit for office in current_offices() if path.startswith(office.unit.path)]
    return officer_actor(), max(above, key=lambda unit: len(unit.path), default=None)


def _comment_problem(refusal: BadValue) -> str:
    if refusal.why == "empty":
        return str(_("Vui lòng ghi ít nhất một chỗ cần sửa, để người bán biết sửa gì."))
    return str(_("Mỗi lời nhắn nhiều nhất %(most)d chữ cái.", most=MOST_COMMENT))


def _overtaken(revision_id: int, refusal: WrongState | ContentChanged) -> Response:
    if isinstance(refusal, ContentChanged):
        flash(_("Nội dung không còn đúng như lúc mở trang. Mời xem lại rồi quyết định."), "error")
    else:
        flash(_("Hàng này vừa được xử lý hoặc người bán đã rút lại. Không có gì bị thay đổi."), "warning")
    return _to(revision_id)


def _not_hers(revision_id: int, refusal: CannotReview) -> Response:
    words = {
        "own_shop": _("Đây là gian hàng của chính chị. Một cán bộ khác sẽ duyệt."),
        "no_office": _("Chị không phụ trách địa bàn của gian hàng này."),
    }
    flash(words[refusal.why], "error")
    return _to(revision_id)


def _to_next(revision_id: int) -> Response:
    following = queries.find_next_submitted_revision(current_scope(), revision_id)
    if following is None:
        return see_other(url_for("staff.listings.index"))
    return _to(following.id)


def _to(revision_id: int) -> Response:
    return see_other(url_for("staff.listings.show", revision_id=revision_id))
