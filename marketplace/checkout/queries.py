"""What a review reads of the rooms below, in one statement each."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import aliased, joinedload

from marketplace.core.db import session
from marketplace.orders.models import Order
from marketplace.places.models import Area
from marketplace.sellers.models import Seller
from marketplace.shops.models import Shop


def shops_by_id(shop_ids: Iterable[int]) -> dict[int, Shop]:
    """Several shops with their sellers."""
    wanted = select(Shop).where(Shop.id.in_(sorted(set(shop_ids))))
    seller = joinedload(Shop.seller)
    lean = [seller.lazyload(Seller.person), seller.lazyload(Seller.unit), seller.lazyload(Seller.verified_unit)]
    return {shop.id: shop for shop in session.scalars(wanted.options(seller, *lean))}


def area_names(codes: Iterable[str]) -> dict[str, str]:
    """«Xã Biện Thượng, Tỉnh Thanh Hóa» for each commune of today."""
    province = aliased(Area)
    wanted = (
        select(Area.code, Area.name, province.name)
        .join(province, province.code == Area.parent_code)
        .where(Area.code.in_(sorted(set(codes))), Area.valid_to.is_(None))
    )
    return {code: f"{name}, {in_province}" for code, name, in_province in session.execute(wanted)}


def is_number_taken(number: str) -> bool:
    """Whether an order of that number exists."""
    return session.scalar(select(Order.id).where(Order.number == number)) is not None
