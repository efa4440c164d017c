"""The certificates of a product: OCOP stars and food papers with number, dates and, optionally, a scan."""

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import CombinedMultiDict

from marketplace.catalog import queries
from marketplace.catalog.errors import BadValue, NoSuchPart, TooMany
from marketplace.catalog.models import Product
from marketplace.catalog.papers import OCOP, PAPERS, is_current, missing_papers
from marketplace.catalog.services import papers
from marketplace.catalog.services.papers import PaperFields
from marketplace.core.clock import today
from marketplace.core.errors import Refusal
from marketplace.core.transactions import transaction
from marketplace.media.errors import PhotoRefused, QuotaReached
from marketplace.media.models import PrivateFile
from marketplace.media.services import PreparedDocument, keep_document
from marketplace.web.parts.papers import scan_of
from marketplace.web.parts.uploads import refusal_words, sent_files, take_document
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_shop, signed_in_person
from marketplace.web.seller.forms.products import PaperForm
from marketplace.web.seller.product_words import next_step_url, refusal_text
from marketplace.web.words.catalogue import PAPERS as PAPER_WORDS
from marketplace.web.words.catalogue import any_paper_name, paper_name

OFFERED = tuple(kind for kind in PAPERS if kind != "giay_phep_san_xuat_ruou")


def index(product_id: int) -> str:
    """The product's certificates, and which ones such goods usually need."""
    product = queries.get_product(current_shop(), product_id)
    kinds = {paper.kind for paper in product.certificates}
    return render_template(
        "seller/products/papers.html",
        product=product,
        rows=[(paper, paper_name(paper.kind), is_current(paper.expires_on, today())) for paper in product.certificates],
        expected=[any_paper_name(any_of) for any_of in missing_papers(product.label_group, kinds)],
        kinds=[(kind, *PAPER_WORDS[kind]) for kind in OFFERED],
        onward=next_step_url(product, "papers"),
    )


def add(product_id: int, kind: str) -> Response | str:
    """One more paper of a kind."""
    product = queries.get_product(current_shop(), product_id)
    if kind not in OFFERED:
        raise NoSuchPart(kind=kind)
    form = PaperForm(CombinedMultiDict([request.form, request.files])).for_kind(kind)
    if request.method == "GET":
        return _page(product, form, kind)
    if form.validate() and (not _needs_stars(form, kind)) and _save(product_id, form, kind):
        flash(_("Đã lưu giấy tờ."), "success")
        return see_other(url_for("seller.product_papers.index", product_id=product_id))
    return make_response(_page(product, form, kind), 422)


def remove(product_id: int, paper_id: int) -> Response:
    """Take a paper off."""
    with transaction():
        product = queries.lock_product(current_shop(), product_id)
        papers.remove_certificate(product, queries.get_certificate(product, paper_id))
    flash(_("Đã bỏ giấy tờ này."), "success")
    return see_other(url_for("seller.product_papers.index", product_id=product_id))


def scan(product_id: int, paper_id: int) -> Response:
    """The scan of a certificate of the seller's own product."""
    product = queries.get_product(current_shop(), product_id)
    return scan_of(queries.get_certificate(product, paper_id))


def _needs_stars(form: PaperForm, kind: str) -> bool:
    if kind == OCOP and not form.stars.data:
        form.stars.errors = [_("Mời chị chọn số sao ghi trên giấy.")]
        return True
    return False


def _save(product_id: int, form: PaperForm, kind: str) -> bool:
    """Keep the scan and the paper together; False when a refusal was said at its field."""
    try:
        prepared = _prepared_scan()
        with transaction():
            first_time()
            product = queries.lock_product(current_shop(), product_id)
            file = keep_document(prepared, signed_in_person().id) if prepared else None
            papers.add_certificate(product, _fields(form, kind, file))
            leads_to(url_for("seller.product_papers.index", product_id=product_id))
    except (PhotoRefused, QuotaReached) as refusal:
        form.scan.errors = [refusal_words(refusal)]
        return False
    except (BadValue, TooMany) as refusal:
        _tell(form, refusal)
        return False
    return True


def _prepared_scan() -> PreparedDocument | None:
    sent = sent_files("scan")
    return take_document(sent[0], signed_in_person().id) if sent else None


def _fields(form: PaperForm, kind: str, file: PrivateFile | None) -> PaperFields:
    return PaperFields(
        kind=kind,
        number=form.number.data,
        issued_on=form.issued_on.day or today(),
        authority=form.authority.data or "",
        stars=form.stars.data if kind == OCOP else None,
        expires_on=form.expires_on.day,
        private_file_id=file.id if file else None,
    )


def _tell(form: PaperForm, refusal: Refusal) -> None:
    field = str(refusal.facts.get("field", "number"))
    form[field if field in form else "number"].errors = [refusal_text(refusal)]


def _page(product: Product, form: PaperForm, kind: str) -> str:
    return render_template(
        "seller/products/paper.html",
        product=product,
        form=form,
        kind=kind,
        kind_name=paper_name(kind),
        kind_hint=PAPER_WORDS[kind][1],
        months=PAPERS[kind].months,
    )
