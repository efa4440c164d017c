"""Recording pages elsewhere on which products are shown, and voiding a mistake."""

from collections.abc import Iterable
from datetime import date

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.audit.services import record as remember
from marketplace.core.actors import Actor
from marketplace.core.clock import today
from marketplace.core.db import AlreadyThere, session
from marketplace.core.errors import Conflict, Invalid, require
from marketplace.core.events import publish
from marketplace.core.folding import fold_name, tidy
from marketplace.enterprises.errors import LinkTaken
from marketplace.enterprises.events import ProductsShown
from marketplace.enterprises.models import Enterprise, OnlinePresence, OnlineProduct
from marketplace.enterprises.policies import can_keep_enterprises
from marketplace.enterprises.queries import find_presence
from marketplace.enterprises.services.changes import void_row
from marketplace.enterprises.web_pages import key_of, place_of, tidy_link
from marketplace.people.models import Person
from marketplace.people.queries import person_now

MOST_PRODUCTS = 50


def record_presence(
    woman: Person,
    unit: Unit,
    enterprise: Enterprise | None = None,
    *,
    link: str,
    products: Iterable[str],
    seen_on: date,
    actor: Actor,
    scope: Scope,
) -> OnlinePresence:
    """Record a page and the products on it, each once; NotALink, LinkTaken when the page was recorded already."""
    require(can_keep_enterprises(scope, unit))
    if enterprise is not None and enterprise.voided_at is not None:
        raise Conflict(voided_at=enterprise.voided_at)
    address = tidy_link(link)
    names = {fold_name(name): tidy(name) for name in products if fold_name(name)}
    if not names or len(names) > MOST_PRODUCTS:
        raise Invalid(field="products")
    if seen_on > today():
        raise Invalid(field="seen_on")
    row = OnlinePresence(
        person_id=person_now(woman).id,
        enterprise_id=enterprise.id if enterprise else None,
        unit_id=unit.id,
        place=place_of(address),
        link=address,
        link_key=key_of(address),
        seen_on=seen_on,
        recorded_by=actor.person_id,
    )
    row.products = [OnlineProduct(name=name, folded_name=folded) for folded, name in names.items()]
    _add_once(row)
    details = {"place_online": row.place, "records": len(names), "on": str(seen_on)}
    remember("online.recorded", "online_presence", row.id, by=actor, details=details)
    _tell(row)
    return row


def add_products(row: OnlinePresence, products: Iterable[str], *, actor: Actor, scope: Scope) -> list[int]:
    """Record more products on a page that was seen the same day; the keys of those that were not there."""
    require(can_keep_enterprises(scope, row.unit))
    there = {product.folded_name for product in row.products}
    names = {fold_name(name): tidy(name) for name in products if fold_name(name)}
    names = {folded: name for folded, name in names.items() if folded not in there}
    if len(there) + len(names) > MOST_PRODUCTS:
        raise Invalid(field="products")
    more = [OnlineProduct(name=name, folded_name=folded) for folded, name in names.items()]
    row.products += more
    session.flush()
    if names:
        details = {"place_online": row.place, "records": len(names), "on": str(row.seen_on)}
        remember("online.recorded", "online_presence", row.id, by=actor, details=details)
        _tell(row)
    return [product.id for product in more]


def take_products_back(row: OnlinePresence, product_ids: Iterable[int], *, actor: Actor, scope: Scope) -> None:
    """Erase products that a list added to a page; at least one that was there before stays."""
    require(can_keep_enterprises(scope, row.unit))
    wanted = set(product_ids)
    gone = [product for product in row.products if product.id in wanted]
    if row.voided_at is not None or not gone or len(gone) == len(row.products):
        return
    keys = [product.id for product in gone]
    for product in gone:
        row.products.remove(product)
        session.delete(product)
    session.flush()
    remember("online.taken_back", "online_presence", row.id, by=actor, details={"records": len(keys)})
    publish(ProductsShown(min(keys), max(keys)))


def erase_presences(rows: Iterable[OnlinePresence], *, scope: Scope) -> None:
    """Erase void pages that an undone list entered, of women who go with them: nothing else names these."""
    for row in list(rows):
        require(can_keep_enterprises(scope, row.unit) and row.voided_at is not None)
        for product in list(row.products):
            session.delete(product)
        session.delete(row)
    session.flush()


def void_presence(row: OnlinePresence, *, why: str, actor: Actor, scope: Scope) -> None:
    """Void a page that was recorded by mistake, with its products."""
    require(can_keep_enterprises(scope, row.unit))
    void_row(row, why)
    remember("online.voided", "online_presence", row.id, by=actor, details={"why": row.voided_why})
    session.flush()
    _tell(row)


def _add_once(row: OnlinePresence) -> None:
    try:
        with session.begin_nested():
            session.add(row)
    except AlreadyThere as fault:
        same = find_presence(row.link_key)
        if same is None:
            raise
        raise LinkTaken(presence=same) from fault


def _tell(row: OnlinePresence) -> None:
    ids = [product.id for product in row.products]
    publish(ProductsShown(min(ids), max(ids)))
