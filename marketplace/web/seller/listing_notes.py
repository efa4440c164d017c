"""What stands on every page of a product's part: what the Union asked to change there, what buyers see meanwhile."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, request
from flask_babel import gettext as _

from marketplace.catalog import queries
from marketplace.catalog.contents import PARTS, changed_parts, content_of
from marketplace.catalog.models import Product
from marketplace.catalog.services.revisions import open_remarks
from marketplace.web.plumbing.formats import day
from marketplace.web.words.catalogue import part_name

PARTS_OF_PAGE = {  # endpoint → the parts that are changed there
    "seller.products.words": ("name", "description"),
    "seller.products.category": ("category",),
    "seller.products.delivery": ("delivery",),
    "seller.product_label.edit": ("label",),
    "seller.product_label.change_group": ("label",),
    "seller.product_photos.index": ("photos",),
    "seller.product_photos.change": ("photos",),
    "seller.product_variants.index": ("variants",),
    "seller.product_variants.add": ("variants",),
    "seller.product_variants.edit": ("variants",),
    "seller.stock.edit": ("variants",),
    "seller.product_papers.index": ("papers",),
    "seller.product_papers.add": ("papers",),
}
SHOWN_TEXTS = {"name": ("name",), "description": ("description", "origin_note", "season_note")}


@dataclass(frozen=True)
class Remark:
    """One thing that the Union asked to change, and whether that part was changed since."""

    part: str
    text: str
    is_mended: bool


@dataclass(frozen=True)
class BuyersView:
    """What buyers see while an edit waits: of which day it is, the parts that differ, and their approved texts."""

    since: str
    parts: list[str]
    texts: list[tuple[str, str]]


@dataclass(frozen=True)
class ListingNotes:
    """What stands at the top of a page of one part."""

    remarks: list[Remark]
    buyers: BuyersView | None


def install_listing_notes(app: Flask) -> None:
    """Make the notes of a product's part available to the layout of the seller's pages."""
    app.context_processor(lambda: {"listing_notes": notes_here})


def notes_here(product: Any) -> ListingNotes | None:
    """The notes of the page that is being shown; None on pages that are no part of a product."""
    parts = PARTS_OF_PAGE.get(request.endpoint or "")
    if parts is None or not isinstance(product, Product):
        return None
    return ListingNotes([r for r in remarks_on(product) if r.part in parts], buyers_view(product, parts))


def remarks_on(product: Product) -> list[Remark]:
    """All that the Union asked to change of a product, in the order of its parts."""
    returned, still_open = queries.find_returned_revision(product.id), open_remarks(product)
    if returned is None or (not still_open and _is_as_approved(product)):
        return []
    said = [(part, returned.comments[part]) for part in PARTS if returned.comments.get(part)]
    return [Remark(part, text, part not in still_open and part != "other") for part, text in said]


def buyers_view(product: Product, parts: tuple[str, ...] = PARTS) -> BuyersView | None:
    """What buyers see of some parts, where the working copy differs from it; None where it does not."""
    live = queries.find_live_revision(product)
    if live is None:
        return None
    changed = [part for part in changed_parts(live.content, content_of(product)) if part in parts]
    if not changed:
        return None
    keys = [(part, key) for part in changed for key in SHOWN_TEXTS.get(part, ())]
    now = content_of(product)
    texts = [(_text_name(key), live.content[key]) for _part, key in keys if live.content[key] != now[key]]
    since = day(live.decided_at) if live.decided_at else ""
    return BuyersView(since, [part_name(part) for part in changed], texts)


def _is_as_approved(product: Product) -> bool:
    live = queries.find_live_revision(product)
    return live is not None and not changed_parts(live.content, content_of(product))


def _text_name(key: str) -> str:
    known = {
        "name": _("Tên"),
        "description": _("Lời giới thiệu"),
        "origin_note": _("Làm ra ở đâu"),
        "season_note": _("Mùa có hàng"),
    }
    return str(known[key])
