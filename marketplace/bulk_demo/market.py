"""The stalls and items for inventing many orders, read from the database."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from marketplace.catalog.models import ListingRevision, Product
from marketplace.catalog.queries import Buyable, buyables
from marketplace.catalog.states import APPROVED
from marketplace.core.db import session
from marketplace.inventory.models import StockItem
from marketplace.places.naming import written_address
from marketplace.places.queries import address_name, directory
from marketplace.rules.bank_accounts import account_fingerprint
from marketplace.rules.banks import get_bank
from marketplace.sellers.models import BankAccount
from marketplace.sellers.services import account_number_for_payment
from marketplace.shipping.models import ShippingRate
from marketplace.shipping.queries import rates_of
from marketplace.shops.models import Shop
from marketplace.story import stalls
from marketplace.story.demand import Basket, Wish


@dataclass(frozen=True)
class Account:
    """A stall's bank account for transfers."""

    bin: str
    bank: str
    number: str
    holder: str
    fingerprint: str


@dataclass(eq=False)
class Item(stalls.Item):
    """A product on sale, with its approved revisions by instant of approval."""

    revisions: Sequence[tuple[datetime, int]]

    def revision_at(self, moment: datetime) -> int:
        """The id of the revision that was public at an instant."""
        place = bisect_right(self.revisions, moment, key=lambda entry: entry[0])
        return self.revisions[max(place - 1, 0)][1]


@dataclass(eq=False)
class Stall(stalls.Stall):
    """A shop with its owner and the account for its money."""

    shop: Shop = field(kw_only=True)
    owner_id: int = field(kw_only=True)
    seller_name: str = field(kw_only=True)
    seller_address: str = field(kw_only=True)
    account: Account = field(kw_only=True)


@dataclass(frozen=True)
class Market:
    """Every stall by its shop's key, and the stock item of every variant."""

    stalls: Mapping[int, Stall]
    stock: Mapping[int, StockItem]  # by variant


def open_market(wanted: Mapping[int, tuple[str, int]]) -> Market:
    """Read the stalls and the goods that are on sale; `wanted` gives season and liking by product."""
    shops = {shop.id: shop for shop in session.query(Shop).order_by(Shop.id)}
    found = _stalls(shops)
    items = _items(wanted)
    stock = {row.variant_id: row for row in session.query(StockItem)}
    for goods in sorted(buyables(stock).values(), key=lambda goods: goods.variant_id):
        item = items.get(goods.product_id)
        if item is None or not goods.is_buyable:
            continue
        if not item.variants:
            found[goods.shop_id].items.append(item)
        item.variants = [*item.variants, goods]
    return Market(found, stock)


def stall_of(basket: Basket) -> Stall:
    """The stall of a basket that was drawn from a market."""
    assert isinstance(basket.stall, Stall)
    return basket.stall


def rate_of(basket: Basket) -> ShippingRate:
    """The shipping rate of a basket."""
    rate = basket.stall.rates[basket.zone]
    assert isinstance(rate, ShippingRate)
    return rate


def goods_at(wish: Wish, moment: datetime) -> Buyable:
    """The goods of a wish with the revision that was public at an instant."""
    assert isinstance(wish.item, Item) and isinstance(wish.goods, Buyable)
    return replace(wish.goods, revision_id=wish.item.revision_at(moment))


def _stalls(shops: Mapping[int, Shop]) -> dict[int, Stall]:
    places = directory()
    accounts = _accounts()
    rates = rates_of(shops.values())
    return {
        shop.id: Stall(
            area_code=shop.area_code,
            shop=shop,
            owner_id=shop.seller.person_id,
            seller_name=shop.seller.legal_name,
            seller_address=written_address(shop.address_line, address_name(shop.area_code, places)),
            province_code=places[shop.area_code].parent_code or "",
            rates=rates[shop.id],
            account=accounts[shop.seller.person_id],
        )
        for shop in shops.values()
    }


def _accounts() -> dict[int, Account]:
    return {row.person_id: _account(row) for row in session.query(BankAccount).filter_by(ended_at=None)}


def _account(row: BankAccount) -> Account:
    number = account_number_for_payment(row)
    return Account(row.bin, get_bank(row.bin).short_name, number, row.holder, account_fingerprint(row.bin, number))


def _items(wanted: Mapping[int, tuple[str, int]]) -> dict[int, Item]:
    revisions: dict[int, list[tuple[datetime, int]]] = {}
    approved = session.query(ListingRevision.product_id, ListingRevision.decided_at, ListingRevision.id)
    approved = approved.filter(ListingRevision.status == APPROVED).order_by(ListingRevision.decided_at)
    for product_id, decided_at, revision_id in approved:
        assert decided_at is not None
        revisions.setdefault(product_id, []).append((decided_at, revision_id))
    live: dict[int, Any] = dict(session.query(Product.id, Product.first_live_at).all())
    return {
        product_id: Item(product_id, season, liking, live[product_id], [], revisions[product_id])
        for product_id, (season, liking) in wanted.items()
        if product_id in revisions
    }
