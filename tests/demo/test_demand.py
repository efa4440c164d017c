"""What is bought when, by whom and how: reproducible, within limits, with the seasons people know."""

from collections import Counter
from random import Random

import pytest

from marketplace.accounts.services.passwords import make_hash
from marketplace.core.clock import VIETNAM, local_date, now
from marketplace.demo.pictures import Pictures
from marketplace.demo.purchases import stalls_of
from marketplace.demo.stage import Stage
from marketplace.story.buyers import HOME, SAM_SON, Buyers, invent_buyers
from marketplace.story.demand import Demand, Purchase
from marketplace.story.seasons import days_to_tet, is_holiday, is_in_season


def stage() -> Stage:
    return Stage(now(), Random(1), make_hash("x"), pictures=Pictures({}))


def draw(number: int, seed: int = 3) -> list[Purchase]:
    random = Random(seed)
    return Demand(random, stalls_of(stage()).values(), invent_buyers(random, 200), now()).purchases(number)


@pytest.mark.sqlite_only  # what a seed buys is drawn from lists; that both databases hold the same: test_same_pages
@pytest.mark.usefixtures("demo_app")
class TestPurchases:
    def test_the_same_seed_buys_the_same(self) -> None:
        def told(purchases: list[Purchase]) -> list[object]:
            return [
                (p.buyer, p.method, [(b.zone, [(w.goods, w.quantity) for w in b.wishes]) for b in p.baskets])
                for p in purchases
            ]

        assert told(draw(60)) == told(draw(60))
        assert told(draw(60)) != told(draw(60, seed=4))

    def test_everything_is_on_sale_in_season_and_may_be_sent_there(self) -> None:
        for purchase in draw(400):
            day = local_date(purchase.placed_at)
            assert not is_holiday(day)
            for basket in purchase.baskets:
                assert basket.zone == basket.stall.zone_to(purchase.buyer)
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
