"""Keeps listings up to date in the same transaction as the change they show."""

from collections.abc import Sequence
from typing import Any

from marketplace.browse.listing import QUIET, Shelf, listing_values, shelves_of, stock_state
from marketplace.browse.models import SHELF, Listing
from marketplace.browse.queries import sources
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.versions import bump


def refresh_listing(product_id: int) -> None:
    """Rewrite one product's listing from its approved revision, price, stock, shop and category."""
    _refresh([product_id])


def refresh_shop(shop_id: int) -> None:
    """Rewrite the listings of a shop after a change of its name, place, portrait or state."""
    _refresh(sources.product_ids_of_shop(shop_id))
    bump(SHELF)


def refresh_stock(variant_id: int) -> None:
    """Update the card's stock state («few left», «sold out») when it changes; costs one read when it does not."""
    listed = sources.stock_as_listed(variant_id)
    if listed is None:
        return
    product_id, said, left = listed
    if said != stock_state(left):
        session.get_one(Listing, product_id).stock_state = stock_state(left)
        session.flush()


def hide_expired_stars() -> int:
    """Remove the stars of products whose certificate expired before today; returns how many."""
    expired = sources.list_expired_stars(today())
    _refresh(expired)
    return len(expired)


def count_sold() -> None:
    """Store how many pieces of each product were delivered, for ranking."""
    listed, sold = sources.sold_as_listed(), sources.pieces_sold()
    changed = [product_id for product_id, before in listed.items() if before != sold.get(product_id, 0)]
    for product_id in changed:
        session.get_one(Listing, product_id).sold = sold.get(product_id, 0)
    session.flush()
    if changed:
        bump(SHELF)  # what a search finds is kept by the shelf's version


def rebuild_all() -> int:
    """Rewrite all listings, a few hundred products a statement; returns how many listings there are."""
    session.flush()
    session.query(Listing).delete()
    sold, shelves = sources.pieces_sold(), shelves_of(sources.list_categories())
    ids = sources.all_released_ids()
    written = 0
    for start in range(0, len(ids), sources.AT_ONCE):
        rows = _values(ids[start : start + sources.AT_ONCE], shelves)
        session.bulk_insert_mappings(Listing, [row | {"sold": sold.get(row["product_id"], 0)} for row in rows])
        written += len(rows)
    bump(SHELF)
    return written


def _refresh(product_ids: Sequence[int]) -> None:
    if not product_ids:
        return
    session.flush()
    shelves = shelves_of(sources.list_categories())
    changed = [_write(values) for values in _values(product_ids, shelves)]
    session.flush()
    if any(changed):
        bump(SHELF)


def _values(product_ids: Sequence[int], shelves: dict[int, Shelf]) -> list[dict[str, Any]]:
    found = [source for source in sources.read_sources(product_ids) if source.content.get("category_id") in shelves]
    day, moment = today(), now()
    return [listing_values(s, shelves[s.content["category_id"]], day, moment) for s in found]


def _write(values: dict[str, Any]) -> bool:
    """Store a listing's columns; True when something other than price and stock changed."""
    listing = sources.find_listing(values["product_id"])
    if listing is None:
        session.add(Listing(**values))
        return True
    changed = {name for name, value in values.items() if getattr(listing, name) != value}
    for name in changed:
        setattr(listing, name, values[name])
    return bool(changed - QUIET)
