"""What is bought when, by whom and how: reproducible, within limits, with the seasons people know."""

from collections import Counter
from random import Random

import pytest

from marketplace.catalog.models import Product
from marketplace.core.clock import VIETNAM, local_date, now
from marketplace.core.db import session
from marketplace.demo.buyers import HOME, SAM_SON, Buyers, invent_buyers
from marketplace.demo.demand import Demand, Purchase, zone_of
from marketplace.demo.market import Market, open_market
from marketplace.demo.seasons import days_to_tet, is_holiday, is_in_season
from marketplace.demo.source import LIVE, list_products
from marketplace.demo.stockroom import Stockroom
from marketplace.demo.writing import Sheets
from marketplace.inventory.models import StockItem, StockMove
from tests.demo.conftest import undone


def market() -> Market:
    """The market of the loaded demo."""
    keys = dict(session.query(Product.name, Product.id).all())
    return open_market({keys[p.name]: (p.season, p.popularity) for p in list_products() if p.state == LIVE})


def draw(number: int, seed: int = 3) -> list[Purchase]:
    random = Random(seed)
    return Demand(random, market(), invent_buyers(random, 200), now()).purchases(number)


@pytest.mark.usefixtures("demo_app")
class TestPurchases:
    def test_the_same_seed_buys_the_same(self) -> None:
        def told(purchases: list[Purchase]) -> list[object]:
            return [
                (p.buyer, p.method, [(b.zone, [(w.goods.sku, w.quantity) for w in b.wishes]) for b in p.baskets])
                for p in purchases
            ]

        assert told(draw(60)) == told(draw(60))
        assert told(draw(60)) != told(draw(60, seed=4))

    def test_everything_is_on_sale_in_season_and_may_be_sent_there(self) -> None:
        for purchase in draw(400):
            day = local_date(purchase.placed_at)
            assert not is_holiday(day)
            for basket in purchase.baskets:
                assert basket.zone == zone_of(basket.stall, purchase.buyer)
                for wish in basket.wishes:
                    assert basket.stall.can_send(wish.goods, basket.zone)
                    assert is_in_season(wish.item.season, day)
                    assert 1 <= wish.quantity <= wish.goods.order_limit
                    assert wish.item.live_from < purchase.placed_at < now()

    def test_weeks_before_tet_are_the_busiest_for_gifts(self) -> None:
        counted = Counter(
            days_to_tet(local_date(p.placed_at)) <= 30
            for p in draw(800)
            for b in p.baskets
            for w in b.wishes
            if w.item.season == "tet_food"
        )
        assert counted[True] > counted[False] / 4  # a month out of eleven

    def test_people_buy_by_day(self) -> None:
        assert {p.placed_at.astimezone(VIETNAM).hour for p in draw(200)} <= set(range(7, 23))


@pytest.mark.usefixtures("demo_app")
class TestBuyers:
    def test_most_live_in_the_province_and_some_at_the_beach(self) -> None:
        buyers: Buyers = invent_buyers(Random(1), 300)
        assert len({buyer.phone for buyer in buyers.all}) == 300
        assert 120 < len(buyers.home) < 200
        assert all(buyer.area_code in SAM_SON for buyer in buyers.beach)
        assert {buyer.province_code for buyer in buyers.home} == {HOME}
        assert all("," in buyer.area_text for buyer in buyers.all)


@pytest.mark.usefixtures("demo_app")
class TestStockroom:
    def test_what_was_sold_out_was_made_in_time(self) -> None:
        with undone():
            open_today = market()
            stockroom = Stockroom(open_today)
            [item] = [item for stall in open_today.stalls.values() for item in stall.items][:1]
            variant_id = item.variants[0].variant_id
            before = open_today.stock[variant_id][1]
            sheets = Sheets()
            for _ in range(3):
                stockroom.take(variant_id, now(), before)
                stockroom.count(variant_id, sold=before)
            stockroom.fill(sheets, Random(1), now())
            made = [
                entry.values
                for entry in sheets.of(StockMove)
                if entry.values["stock_item_id"] == stockroom.item_of(variant_id)
            ]
            session.expire_all()
            left = session.query(StockItem).filter_by(variant_id=variant_id).one()
            assert sum(values["delta"] for values in made) >= 2 * before
            assert left.on_hand == before - 3 * before + sum(values["delta"] for values in made) >= 0

    def test_goods_out_of_season_are_cleared(self) -> None:
        with undone():
            open_today = market()
            stockroom = Stockroom(open_today)
            far = now().replace(month=7, day=1)
            stockroom.fill(Sheets(), Random(1), far)
            session.expire_all()
            fresh = session.query(Product).filter_by(name="Củ sâm Báo tươi").one()
            left = [session.query(StockItem).filter_by(variant_id=v.id).one() for v in fresh.variants]
            assert all(item.on_hand == item.reserved or item.on_hand == 0 for item in left)
