"""Reading shops and who runs them."""

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.core.folding import fold, identity
from marketplace.sellers.models import Seller
from marketplace.shops.models import FormerSlug, Shop, ShopMember

MOST_OPENED = 50


def list_memberships(person_id: int) -> list[ShopMember]:
    """The shops a person works for now, oldest first, with the shops loaded."""
    mine = (
        select(ShopMember)
        .where(ShopMember.person_id == person_id, ShopMember.ended_at.is_(None))
        .options(joinedload(ShopMember.shop))
        .order_by(ShopMember.id)
    )
    return list(session.scalars(mine))


def find_shop_of(person_id: int) -> Shop | None:
    """The shop a person works for, if any."""
    memberships = list_memberships(person_id)
    return memberships[0].shop if memberships else None


def lock_shop(shop_id: int) -> Shop:
    """A shop by key, locked and read anew; NotFound when there is none."""
    wanted = select(Shop).where(Shop.id == shop_id).with_for_update(of=Shop)
    shop = session.scalar(wanted.execution_options(populate_existing=True))
    if shop is None:
        raise NotFound(shop_id=shop_id)
    return shop


def find_shop_of_seller(seller_id: int) -> Shop | None:
    """The one shop of a seller."""
    return session.scalar(select(Shop).where(Shop.seller_id == seller_id))


def find_former_slug(slug: str) -> FormerSlug | None:
    """The former slug of some shop, or None."""
    return session.scalar(select(FormerSlug).where(FormerSlug.slug == slug))


def is_name_taken(name: str, but_for: int | None) -> bool:
    """Whether another shop bears this very name; one that differs by a tone mark is another."""
    alike = select(Shop.name).where(Shop.folded_name == fold(name), Shop.id != (but_for or 0))
    return any(identity(other) == identity(name) for other in session.scalars(alike))


def is_slug_taken(slug: str, but_for: int | None) -> bool:
    """Whether another shop has or had this slug."""
    now = select(Shop.id).where(Shop.slug == slug, Shop.id != (but_for or 0))
    before = select(FormerSlug.id).where(FormerSlug.slug == slug, FormerSlug.shop_id != (but_for or 0))
    return session.scalar(now.limit(1)) is not None or session.scalar(before.limit(1)) is not None


def is_photo_shown(photo_id: int) -> bool:
    """Whether any shop shows a photo."""
    shown = or_(Shop.cover_photo_id == photo_id, Shop.portrait_photo_id == photo_id)
    return session.scalar(select(Shop.id).where(shown).limit(1)) is not None


def list_opened_shops(unit: Unit) -> list[Shop]:
    """The shops ever opened in a unit's subtree, the first opened first; at most MOST_OPENED."""
    rows = select(Shop).join(Seller, Seller.id == Shop.seller_id).join(Unit, Unit.id == Seller.unit_id)
    rows = rows.where(Unit.path.startswith(unit.path, autoescape=True), Shop.opened_at.is_not(None))
    return list(session.scalars(rows.order_by(Shop.opened_at, Shop.id).limit(MOST_OPENED)))


def get_shop_in(shop_id: int, scope: Scope) -> Shop:
    """A shop of the territory; NotFound outside it."""
    rows = select(Shop).join(Seller, Seller.id == Shop.seller_id)
    shop = session.scalar(rows.where(Shop.id == shop_id, scope.allows(Seller.unit_id)))
    if shop is None:
        raise NotFound(shop=shop_id)
    return shop
