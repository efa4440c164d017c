"""Lists of product cards: prepared SQL text that returns tuples, one statement a list, keyset paging."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Date, TextClause, bindparam, text

from marketplace.core.clock import today
from marketplace.core.db import UtcDateTime, session
from marketplace.core.paging import decode_cursor, encode_cursor

PAGE = 24
NEWEST, PRICE_UP, PRICE_DOWN = "newest", "price_up", "price_down"
SORTS = (NEWEST, PRICE_UP, PRICE_DOWN)
CardRow = tuple[Any, ...]
_CARD = """l.slug, l.name, l.price_dong, l.has_more_prices, l.stock_state, l.photo_public_id, l.photo_width,
    l.photo_height, l.shop_name, l.area_name,
    CASE WHEN l.ocop_until IS NULL OR l.ocop_until >= :today THEN l.ocop_stars END AS stars,
    l.unit, l.owner"""
_CONDITIONS = {
    "category_id": "l.category_id = :category_id",
    "root_category_id": "l.root_category_id = :root_category_id",
    "province_code": "l.province_code = :province_code",
    "area_code": "l.area_code = :area_code",
    "shop_id": "l.shop_id = :shop_id",
    "in_stock": "l.stock_state <> 'out'",
}
_KEYS = {NEWEST: "l.published_at", PRICE_UP: "l.price_dong", PRICE_DOWN: "l.price_dong"}


class Card(NamedTuple):
    """The values of one card; the tuple itself is the cache key of the rendered card."""

    slug: str
    name: str
    price_dong: int
    has_more_prices: bool
    stock_state: str
    photo_public_id: str | None
    photo_width: int
    photo_height: int
    shop_name: str
    area_name: str
    ocop_stars: int | None
    unit: str = ""
    owner: str = ""


@dataclass(frozen=True)
class Filters:
    """The filters of a list; None means any."""

    category_id: int | None = None
    root_category_id: int | None = None
    province_code: str | None = None
    area_code: str | None = None
    shop_id: int | None = None
    in_stock: bool = False

    def given(self) -> tuple[str, ...]:
        """The names of the filters set, in a fixed order."""
        return tuple(name for name in _CONDITIONS if getattr(self, name))


@dataclass(frozen=True)
class CardPage:
    """One page of cards as tuples, and the cursors of the pages before and after it."""

    rows: tuple[CardRow, ...]
    previous: str | None = None
    next: str | None = None


def list_cards(filters: Filters, sort: str = NEWEST, cursor: str | None = None, size: int = PAGE) -> CardPage:
    """A page of cards, filtered and sorted; an invalid cursor means the first page."""
    back, key, last_id = _read_cursor(cursor, sort)
    statement = _list_statement(filters.given(), sort, key is not None, back)
    given = {name: getattr(filters, name) for name in filters.given() if name != "in_stock"}
    binds = {"today": today(), "size": size + 1, **given}
    if key is not None:
        binds |= {"key": key, "last_id": last_id}
    rows = [tuple(row) for row in session.execute(statement, binds).all()]
    if back and len(rows) <= size:
        return list_cards(filters, sort, None, size)
    return _page(rows, sort, size, back, has_before=key is not None)


def _page(rows: list[CardRow], sort: str, size: int, back: bool, has_before: bool) -> CardPage:
    more, shown = len(rows) > size, rows[:size]
    if back:
        shown.reverse()
    has_next, has_previous = (True, more) if back else (more, has_before)
    return CardPage(
        tuple(row[: len(Card._fields)] for row in shown),
        _cursor("p", shown[0], sort) if has_previous and shown else None,
        _cursor("n", shown[-1], sort) if has_next and shown else None,
    )


def _cursor(direction: str, row: CardRow, sort: str) -> str:
    return encode_cursor(direction, sort, _written(row[-2]) if sort == NEWEST else row[-2], row[-1])


def _written(moment: datetime | str) -> str:
    """A moment as the database gave it, untyped for speed: SQLite keeps UTC as text."""
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return moment.isoformat()


def _read_cursor(cursor: str | None, sort: str) -> tuple[bool, Any, int]:
    kinds = (str, str, str if sort == NEWEST else int, int)
    direction, of_sort, key, last_id = decode_cursor(cursor, kinds) or ("", "", None, 0)
    if direction not in ("n", "p") or of_sort != sort:
        return False, None, 0
    if sort == NEWEST:
        key = _moment(key)
    return direction == "p" and key is not None, key, last_id


def _moment(written: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


@lru_cache(maxsize=256)
def _list_statement(conditions: tuple[str, ...], sort: str, has_cursor: bool, back: bool) -> TextClause:
    """The statement for one combination of filters and sorting, prepared once each."""
    key = _KEYS[sort]
    falls = (sort != PRICE_UP) != back
    where = ["l.is_shown = true", *(_CONDITIONS[name] for name in conditions)]
    if has_cursor:
        where.append(f"({key}, l.product_id) {'<' if falls else '>'} (:key, :last_id)")
    order = f"{key} {'DESC' if falls else 'ASC'}, l.product_id {'DESC' if falls else 'ASC'}"
    sql = f"SELECT {_CARD}, {key} AS sort_key, l.product_id FROM listing l WHERE {' AND '.join(where)} ORDER BY {order}"
    statement = _typed(f"{sql} LIMIT :size")
    if has_cursor and sort == NEWEST:
        return statement.bindparams(bindparam("key", type_=UtcDateTime()))
    return statement


def _typed(sql: str) -> TextClause:
    return text(sql).bindparams(bindparam("today", type_=Date()))


_HOME = _typed(
    f"""
    SELECT * FROM (SELECT '' AS note, {_CARD} FROM listing l WHERE l.is_shown = true
        ORDER BY l.published_at DESC, l.product_id DESC LIMIT :new) AS a
    UNION ALL
    SELECT * FROM (SELECT l.season_note AS note, {_CARD} FROM listing l WHERE l.season_note <> ''
        AND (l.is_shown = true) IS TRUE AND l.stock_state <> 'out'
        ORDER BY l.published_at DESC, l.product_id DESC LIMIT :season) AS b
    """
)
_OTHERS = _typed(
    f"""
    SELECT {_CARD} FROM listing l WHERE l.is_shown = true AND l.shop_id = :shop_id AND l.product_id <> :product_id
    ORDER BY l.published_at DESC, l.product_id DESC LIMIT :size
    """
)
_BY_ID = _typed(
    f"SELECT l.product_id, {_CARD} FROM listing l WHERE (l.is_shown = true) IS TRUE AND l.product_id IN :ids"
).bindparams(bindparam("ids", expanding=True))


_ADDRESSES = text(
    """
    SELECT slug, published_at FROM listing WHERE is_shown = true
    ORDER BY published_at DESC, product_id DESC LIMIT :most
    """
).columns(published_at=UtcDateTime())


def addresses(most: int = 45_000) -> list[tuple[str, datetime]]:
    """(slug, first day on sale) of shown products, newest first, at most `most` for one sitemap."""
    return [(slug, at) for slug, at in session.execute(_ADDRESSES, {"most": most})]


def home_cards(new: int, season: int) -> tuple[tuple[CardRow, ...], tuple[CardRow, ...]]:
    """The newest products, and the newest with a season note; in one statement."""
    rows = [tuple(row) for row in session.execute(_HOME, {"today": today(), "new": new, "season": season}).all()]
    return tuple(row[1:] for row in rows if not row[0]), tuple(row for row in rows if row[0])


def others_of_shop(shop_id: int, product_id: int, size: int = 4) -> tuple[CardRow, ...]:
    """The newest other products of a shop."""
    binds = {"today": today(), "shop_id": shop_id, "product_id": product_id, "size": size}
    return tuple(tuple(row) for row in session.execute(_OTHERS, binds).all())


def cards_by_id(product_ids: Sequence[int]) -> tuple[CardRow, ...]:
    """The cards of these products in this order; products not shown are left out."""
    if not product_ids:
        return ()
    rows = session.execute(_BY_ID, {"today": today(), "ids": list(product_ids)}).all()
    found = {row[0]: tuple(row[1:]) for row in rows}
    return tuple(found[product_id] for product_id in product_ids if product_id in found)
