"""Categories, places and shops with the number of their products, cached by the version of the listings."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import text

from marketplace.browse.queries.sources import list_categories
from marketplace.core.db import session
from marketplace.core.versioned_cache import VersionedCache

PhotoFact = tuple[str, int, int]  # public id, width, height
_GROUPS = text(
    """
    SELECT l.shop_id, l.area_code, l.area_name, l.province_code, p.name, l.category_id, l.root_category_id,
           COUNT(*), MAX(l.product_id)
    FROM listing l JOIN area p ON p.code = l.province_code
    WHERE l.is_shown = true
    GROUP BY l.shop_id, l.area_code, l.area_name, l.province_code, p.name, l.category_id, l.root_category_id
    """
)
_PHOTOS = text(
    """
    SELECT shop_id, category_id, root_category_id, photo_public_id, photo_width, photo_height, in_shop, in_category,
           in_root
    FROM (
        SELECT l.*, ROW_NUMBER() OVER (PARTITION BY l.shop_id ORDER BY l.product_id DESC) AS in_shop,
               ROW_NUMBER() OVER (PARTITION BY l.category_id ORDER BY l.product_id DESC) AS in_category,
               ROW_NUMBER() OVER (PARTITION BY l.root_category_id ORDER BY l.product_id DESC) AS in_root
        FROM listing l WHERE l.is_shown = true AND l.photo_public_id IS NOT NULL
    ) AS numbered
    WHERE in_shop <= 3 OR in_category = 1 OR in_root = 1
    ORDER BY shop_id, in_shop
    """
)
_SHOPS = text(
    """
    SELECT s.id, s.slug, s.name, s.folded_name, s.tagline, w.full_name, a.code, a.name, p.code, p.name, u.name,
           f.public_id, f.width, f.height
    FROM shop s
    JOIN seller e ON e.id = s.seller_id AND e.status = 'active'
    JOIN person w ON w.id = e.person_id
    JOIN unit u ON u.id = e.verified_unit_id
    JOIN area a ON a.code = s.area_code
    LEFT JOIN area p ON p.code = a.parent_code
    LEFT JOIN photo f ON f.id = s.portrait_photo_id
    WHERE s.status = 'open'
    ORDER BY s.opened_at DESC, s.id DESC
    """
)


class CategoryFact(NamedTuple):
    """An enabled category, the number of its products, and a photo of one of them."""

    id: int
    slug: str
    name: str
    name_en: str
    parent_id: int | None
    icon: str
    goods_count: int
    photo: PhotoFact | None


class PlaceFact(NamedTuple):
    """A province or commune that goods come from."""

    code: str
    name: str
    province_code: str
    goods_count: int


class ShopFact(NamedTuple):
    """An open shop as its card shows it."""

    id: int
    slug: str
    name: str
    folded_name: str
    tagline: str
    owner: str
    area_code: str
    area_name: str
    province_code: str
    province_name: str
    unit_name: str
    portrait: PhotoFact | None
    goods_count: int
    goods: tuple[PhotoFact, ...]


@dataclass(frozen=True)
class Groups:
    """How many products are shown, by every value of a filter."""

    by_category: dict[int, int]
    by_shop: dict[int, int]
    provinces: tuple[PlaceFact, ...]
    communes: tuple[PlaceFact, ...]
    from_place: dict[tuple[int, str], int]  # (category, province or commune)
    total: int


@dataclass(frozen=True)
class Photos:
    """Photos that represent categories and shops."""

    of_category: dict[int, PhotoFact]
    of_shop: dict[int, tuple[PhotoFact, ...]]


_groups: VersionedCache[Groups] = VersionedCache()
_photos: VersionedCache[Photos] = VersionedCache()
_categories: VersionedCache[tuple[CategoryFact, ...]] = VersionedCache()
_shops: VersionedCache[tuple[ShopFact, ...]] = VersionedCache()


def groups(version: int) -> Groups:
    """The counts at a version of the listings."""
    return _groups.get(version, _read_groups)


def categories(version: int) -> tuple[CategoryFact, ...]:
    """Enabled categories in their order, top ones and those below them."""
    return _categories.get(version, lambda: _read_categories(version))


def find_category(version: int, slug: str) -> CategoryFact | None:
    """An enabled category by slug, or None."""
    return next((category for category in categories(version) if category.slug == slug), None)


def shops(version: int) -> tuple[ShopFact, ...]:
    """Open shops, newest first."""
    return _shops.get(version, lambda: _read_shops(version))


def _read_groups() -> Groups:
    by_category: dict[int, int] = {}
    by_shop: dict[int, int] = {}
    provinces: dict[str, list[Any]] = {}
    communes: dict[str, list[Any]] = {}
    from_place: dict[tuple[int, str], int] = {}
    total = 0
    for shop_id, area, area_name, province, province_name, category, root, count, _ in session.execute(_GROUPS):
        total += count
        by_shop[shop_id] = by_shop.get(shop_id, 0) + count
        for key in {category, root}:
            by_category[key] = by_category.get(key, 0) + count
            for place in {area, province}:
                from_place[key, place] = from_place.get((key, place), 0) + count
        provinces.setdefault(province, [province_name, province, 0])[2] += count
        communes.setdefault(area, [area_name, province, 0])[2] += count
    return Groups(by_category, by_shop, _places(provinces), _places(communes), from_place, total)


def _places(found: dict[str, list[Any]]) -> tuple[PlaceFact, ...]:
    return tuple(
        sorted((PlaceFact(code, *rest) for code, rest in found.items()), key=lambda p: (-p.goods_count, p.name))
    )


def _read_photos() -> Photos:
    of_category: dict[int, PhotoFact] = {}
    of_shop: dict[int, list[PhotoFact]] = {}
    for shop_id, category, root, public_id, width, height, in_shop, in_category, in_root in session.execute(_PHOTOS):
        photo = (public_id, width, height)
        if in_shop <= 3:
            of_shop.setdefault(shop_id, []).append(photo)
        if in_category == 1:
            of_category.setdefault(category, photo)
        if in_root == 1:
            of_category[root] = photo
    return Photos(of_category, {shop_id: tuple(found) for shop_id, found in of_shop.items()})


def _read_categories(version: int) -> tuple[CategoryFact, ...]:
    rows = list_categories()
    open_ids = {row.id for row in rows if row.is_enabled}
    counts, photos = groups(version).by_category, _photos.get(version, _read_photos).of_category
    return tuple(
        CategoryFact(
            row.id, row.slug, row.name, row.name_en, row.parent_id, row.icon, counts.get(row.id, 0), photos.get(row.id)
        )
        for row in rows
        if row.id in open_ids and (row.parent_id is None or row.parent_id in open_ids)
    )


def _read_shops(version: int) -> tuple[ShopFact, ...]:
    counts, photos = groups(version).by_shop, _photos.get(version, _read_photos).of_shop
    found = []
    for row in session.execute(_SHOPS):
        portrait = (row[11], row[12], row[13]) if row[11] else None
        province = (row[8] or row[6], row[9] or row[7])
        own = (portrait, counts.get(row[0], 0), photos.get(row[0], ()))
        found.append(ShopFact._make((*row[:8], *province, row[10], *own)))
    return tuple(found)
