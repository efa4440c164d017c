"""Reading shops and who runs them."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace.core.db import session
from marketplace.shops.models import Shop, ShopMember


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
