"""Selling: admitted, her shop opened, her first product and first sale, orders and revenue of each year."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, extract, func, select

from marketplace.association.scope import Scope
from marketplace.core.clock import local_date
from marketplace.core.db import session
from marketplace.programme.models import OutcomeFact
from marketplace.programme.queries.outcomes import PRODUCT_LISTED, SALE, SHOP_OPENED
from marketplace.programme.queries.timeline.entries import Entry
from marketplace.programme.shape import RecordRef
from marketplace.sellers.models import Seller

fact = OutcomeFact


def selling(person_id: int, scope: Scope) -> Iterator[Entry]:
    """What she came to as a seller, told by the same facts as the figures of the programmes."""
    rows = select(Seller).where(Seller.person_id == person_id, scope.allows(Seller.unit_id + 0))
    for seller in session.scalars(rows):
        yield Entry(local_date(seller.verified_at), "seller_admitted", {"unit": seller.verified_unit.name})
    for shop in session.scalars(_facts(SHOP_OPENED, person_id, scope).order_by(fact.id)):
        yield Entry(shop.happened_on, "shop_opened", {"name": shop.title}, RecordRef("shop", shop.record_id))
    for kind, said in ((PRODUCT_LISTED, "first_product"), (SALE, "first_sale")):
        first = session.scalar(_facts(kind, person_id, scope).order_by(fact.happened_at, fact.id).limit(1))
        if first is not None:
            yield Entry(first.happened_on, said, {"name": first.title}, RecordRef(first.record_kind, first.record_id))
    for year, last_on, orders, dong in session.execute(_years(person_id, scope)):
        yield Entry(last_on, "sold_in_year", {"year": int(year), "orders": orders, "amount_dong": int(dong or 0)})


def _facts(kind: str, person_id: int, scope: Scope) -> Select[OutcomeFact]:
    return select(fact).where(fact.person_id == person_id, fact.kind == kind, scope.allows(fact.unit_id + 0))


def _years(person_id: int, scope: Scope) -> Any:
    year = extract("year", fact.happened_on)
    rows = _facts(SALE, person_id, scope).with_only_columns(
        year, func.max(fact.happened_on), func.count(fact.record_id.distinct()), func.sum(fact.amount_dong)
    )
    return rows.group_by(year).order_by(year)
