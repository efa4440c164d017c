"""Reading revisions: what waits for review in a territory, what the public sees."""

from datetime import datetime

from sqlalchemy import Select, func, select

from marketplace.association.scope import Scope
from marketplace.catalog import states
from marketplace.catalog.errors import NoSuchRevision
from marketplace.catalog.models import Certificate, ListingRevision, Product
from marketplace.catalog.queries.products import PAGE, lock_product_by_id
from marketplace.core.db import session
from marketplace.core.paging import Page, decode_cursor, encode_cursor
from marketplace.media.models import PrivateFile
from marketplace.sellers.models import Seller
from marketplace.shops.models import Shop


def find_pending_revision(product_id: int) -> ListingRevision | None:
    """The revision of a product that waits for review."""
    pending = select(ListingRevision).where(
        ListingRevision.product_id == product_id, ListingRevision.status == states.PENDING
    )
    return session.scalar(pending.execution_options(populate_existing=True))


def find_latest_revision(product_id: int) -> ListingRevision | None:
    """The newest revision of a product, in whatever state."""
    revisions = select(ListingRevision).where(ListingRevision.product_id == product_id)
    return session.scalar(revisions.order_by(ListingRevision.version.desc()).limit(1))


def find_returned_revision(product_id: int) -> ListingRevision | None:
    """The newest revision that its seller did not withdraw, where it was returned with comments."""
    revisions = select(ListingRevision).where(
        ListingRevision.product_id == product_id, ListingRevision.status != states.WITHDRAWN
    )
    newest = session.scalar(revisions.order_by(ListingRevision.version.desc()).limit(1))
    return newest if newest is not None and newest.status == states.RETURNED else None


def has_scan_since(product_id: int, at: datetime) -> bool:
    """Whether a certificate of a product holds a scan that came after an instant."""
    newer = select(Certificate.id).join(PrivateFile, PrivateFile.id == Certificate.private_file_id)
    return (
        session.scalar(newer.where(Certificate.product_id == product_id, PrivateFile.created_at > at).limit(1))
        is not None
    )


def find_live_revision(product: Product) -> ListingRevision | None:
    """The revision the public sees, or saw before the product was hidden."""
    return session.get(ListingRevision, product.live_revision_id) if product.live_revision_id else None


def count_revisions(product_id: int) -> int:
    """How often a product was sent for review."""
    versions = select(func.max(ListingRevision.version)).where(ListingRevision.product_id == product_id)
    return session.scalar(versions) or 0


def list_submitted_revisions(scope: Scope, cursor: str | None = None, limit: int = PAGE) -> Page[ListingRevision]:
    """Revisions that wait for review within a territory, oldest first."""
    waiting = _reviews(scope).where(ListingRevision.status == states.PENDING)
    if after := decode_cursor(cursor, (int,)):
        waiting = waiting.where(ListingRevision.id > after[0])
    rows = session.scalars(waiting.order_by(ListingRevision.id).limit(limit + 1)).unique().all()
    more = encode_cursor(rows[limit - 1].id) if len(rows) > limit else None
    return Page(rows[:limit], more)


def count_submitted_revisions(scope: Scope) -> int:
    """How many revisions wait for review within a territory."""
    waiting = _reviews(scope).where(ListingRevision.status == states.PENDING).order_by(None)
    return session.scalar(waiting.with_only_columns(func.count())) or 0


def find_next_submitted_revision(scope: Scope, after_id: int) -> ListingRevision | None:
    """The next revision to review after one, or else the oldest of all, within a territory."""
    waiting = _reviews(scope).where(ListingRevision.status == states.PENDING, ListingRevision.id != after_id)
    later_first = waiting.order_by((ListingRevision.id < after_id), ListingRevision.id).limit(1)
    return session.scalars(later_first).unique().first()


def list_decided(scope: Scope, cursor: str | None = None, limit: int = PAGE) -> Page[ListingRevision]:
    """Revisions that are what the public sees (or saw, before a block) within a territory, newest first."""
    live = _reviews(scope).where(Product.live_revision_id == ListingRevision.id)
    if before := decode_cursor(cursor, (int,)):
        live = live.where(ListingRevision.id < before[0])
    rows = session.scalars(live.order_by(ListingRevision.id.desc()).limit(limit + 1)).unique().all()
    more = encode_cursor(rows[limit - 1].id) if len(rows) > limit else None
    return Page(rows[:limit], more)


def get_submitted_revision(revision_id: int, scope: Scope) -> ListingRevision:
    """A revision within a territory, decided or not; NoSuchRevision for any other."""
    revision = session.scalar(_reviews(scope).where(ListingRevision.id == revision_id))
    if revision is None:
        raise NoSuchRevision(revision_id=revision_id)
    return revision


def lock_submitted_revision(revision_id: int, scope: Scope) -> ListingRevision:
    """A revision within a territory and its product, locked and read anew; NoSuchRevision for any other."""
    lock_product_by_id(get_submitted_revision(revision_id, scope).product_id)
    locked = select(ListingRevision).where(ListingRevision.id == revision_id).with_for_update(of=ListingRevision)
    return session.scalars(locked.execution_options(populate_existing=True)).unique().one()


def _reviews(scope: Scope) -> Select[ListingRevision]:
    return (
        select(ListingRevision)
        .join(Product, Product.id == ListingRevision.product_id)
        .join(Shop, Shop.id == Product.shop_id)
        .join(Seller, Seller.id == Shop.seller_id)
        .where(scope.allows(Seller.unit_id))
    )
