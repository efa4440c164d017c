"""Invariants of products on sale (promises A1, A2)."""

from collections.abc import Iterator

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import aliased

from marketplace.association.models import Officer, Unit
from marketplace.catalog.contents import hash_of
from marketplace.catalog.models import ListingRevision, Product
from marketplace.catalog.states import APPROVED, LIVE
from marketplace.core.db import session
from marketplace.core.promises import promise
from marketplace.sellers.models import Seller
from marketplace.shops.models import Shop, ShopMember

_held_the_right = exists().where(
    Officer.person_id == ListingRevision.decided_by,
    Officer.unit_id == ListingRevision.decided_unit_id,
    Officer.appointed_at <= ListingRevision.decided_at,
    or_(Officer.ended_at.is_(None), Officer.ended_at >= ListingRevision.decided_at),
)


@promise("A1", "what is public was approved, for its exact content, by someone who held the right at that time")
def public_means_approved() -> Iterator[str]:
    """Products on sale without an approved revision whose content hash was approved."""
    public = (
        select(Product.id, ListingRevision, _held_the_right.label("held"))
        .outerjoin(
            ListingRevision,
            and_(ListingRevision.id == Product.live_revision_id, ListingRevision.product_id == Product.id),
        )
        .where(Product.status == LIVE)
        .order_by(Product.id)
        .execution_options(yield_per=500)
    )
    for product_id, revision, held in session.execute(public):
        if revision is None or revision.status != APPROVED:
            yield f"product {product_id}: public without an approved revision"
        elif hash_of(revision.content) != revision.content_hash:
            yield f"product {product_id}: revision {revision.id} is not what was approved"
        elif not held:
            yield f"product {product_id}: revision {revision.id} approved without the right"


@promise("A2", "nobody approves goods of her own shop, or of a shop outside her unit's territory")
def nobody_approves_her_own() -> Iterator[str]:
    """Approvals by somebody of the shop itself, or by a unit that is not above it."""
    deciding, of_shop = aliased(Unit), aliased(Unit)
    works_there = exists().where(
        ShopMember.shop_id == Product.shop_id,
        ShopMember.person_id == ListingRevision.decided_by,
        ShopMember.since <= ListingRevision.decided_at,
        or_(ShopMember.ended_at.is_(None), ShopMember.ended_at >= ListingRevision.decided_at),
    )
    approvals = (
        select(
            ListingRevision.id, Seller.person_id, ListingRevision.decided_by, deciding.path, of_shop.path, works_there
        )
        .join(Product, Product.id == ListingRevision.product_id)
        .join(Shop, Shop.id == Product.shop_id)
        .join(Seller, Seller.id == Shop.seller_id)
        .join(of_shop, of_shop.id == Seller.unit_id)
        .outerjoin(deciding, deciding.id == ListingRevision.decided_unit_id)
        .where(ListingRevision.status == APPROVED)
        .order_by(ListingRevision.id)
    )
    for revision_id, seller, decider, deciding_path, shop_path, is_member in session.execute(approvals):
        if decider == seller or is_member:
            yield f"revision {revision_id}: approved by somebody of the shop"
        elif not deciding_path or not shop_path.startswith(deciding_path):
            yield f"revision {revision_id}: approved from outside the shop's territory"
