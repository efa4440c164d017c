"""Stock beside many orders: every piece of theirs is of a batch made for them; what lay there stays."""

import pytest

from marketplace.bulk_demo.market import Market, open_market
from marketplace.bulk_demo.stockroom import Stockroom
from marketplace.bulk_demo.writing import Sheets
from marketplace.catalog.models import Product
from marketplace.catalog.queries import Buyable
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.inventory.models import StockItem, StockMove
from marketplace.story.source import LIVE, list_products
from tests.demo.conftest import undone


def market() -> Market:
    """The market of the small demo that was played."""
    keys = dict(session.query(Product.name, Product.id).all())
    return open_market({keys[p.name]: (p.season, p.popularity) for p in list_products() if p.state == LIVE})


def first_goods(open_today: Market) -> Buyable:
    goods = next(item for stall in open_today.stalls.values() for item in stall.items).variants[0]
    assert isinstance(goods, Buyable)
    return goods


@pytest.mark.thorough
@pytest.mark.usefixtures("bulk_app")
class TestStockroom:
    def test_what_was_sold_was_made_for_it_and_what_lay_there_stays(self) -> None:
        with undone():
            open_today = market()
            stockroom, variant_id = Stockroom(open_today), first_goods(open_today).variant_id
            before = open_today.stock[variant_id].on_hand
            sheets = Sheets()
            for _ in range(3):
                stockroom.take(variant_id, now(), before + 1)
                stockroom.count(variant_id, sold=before + 1)
            stockroom.fill(sheets)
            item_id = stockroom.item_of(variant_id)
            made = [move.values for move in sheets.of(StockMove) if move.values["stock_item_id"] == item_id]
            session.expire_all()
            left = session.query(StockItem).filter_by(variant_id=variant_id).one()
            sold = 3 * (before + 1)
            assert sum(values["delta"] for values in made) >= sold
            assert left.on_hand == before - sold + sum(values["delta"] for values in made) >= before

    def test_what_is_promised_at_the_end_is_reserved(self) -> None:
        with undone():
            open_today = market()
            stockroom, variant_id = Stockroom(open_today), first_goods(open_today).variant_id
            before = open_today.stock[variant_id].reserved
            stockroom.take(variant_id, now(), 2)
            stockroom.count(variant_id, promised=2)
            stockroom.fill(Sheets())
            session.expire_all()
            assert session.query(StockItem).filter_by(variant_id=variant_id).one().reserved == before + 2
