"""Outcomes are dated facts: written when they happen, rebuilt alike, and compared with the records."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import delete, update

from marketplace.association.scope import EVERYTHING
from marketplace.catalog.models import ListingRevision, Product
from marketplace.cli import facts as facts_command
from marketplace.core.actors import OFFICER, SELLER, Actor
from marketplace.core.clock import as_if, now, today
from marketplace.core.db import session
from marketplace.core.promises import all_promises
from marketplace.core.transactions import transaction
from marketplace.core.versions import version_of
from marketplace.orders.models import OrderLine, ShopOrder
from marketplace.orders.queries import lock_shop_order, lock_shop_orders
from marketplace.orders.services import fulfilment
from marketplace.payments.models import Refund
from marketplace.payments.services.refunds import refund_lines
from marketplace.payments.services.transfers import collect_cash
from marketplace.programme.models import OUTCOMES, OutcomeFact, SupportRecord
from marketplace.programme.periods import span, year_of
from marketplace.programme.queries import every_record, get_programme, tallies, value_of
from marketplace.programme.registries import INDICATORS
from marketplace.programme.services import rebuild_facts, void_support
from marketplace.programme.shape import Place
from marketplace.shops.models import Shop
from marketplace.shops.services import open_shop
from tests.builders import BIEN_THUONG, a_day, make_live, make_seller, make_shop, unit_of
from tests.outcomes import make_support, sell
from tests.payments.making import seller_of
from tests.purchases import make_goods, make_order

BY: Any = {"actor": Actor(OFFICER, 1), "scope": EVERYTHING}
TOLD = [column.key for column in OutcomeFact.__table__.columns if column.key != "id"]


def facts(kind: str | None = None) -> list[OutcomeFact]:
    rows = session.query(OutcomeFact).order_by(OutcomeFact.kind, OutcomeFact.record_id, OutcomeFact.part)
    return rows.filter_by(kind=kind).all() if kind else rows.all()


def told() -> list[tuple[Any, ...]]:
    """Everything the facts say."""
    return [tuple(getattr(fact, name) for name in TOLD) for fact in facts()]


def violations(*, full: bool = False) -> list[str]:
    [promise] = [promise for promise in all_promises() if promise.id == "E1"]
    return list(promise.in_full() if full else promise.check())


@pytest.fixture
def everything(app: Flask) -> Iterator[None]:
    """A supported woman with a shop, a product on sale, and an order of two lines, delivered and paid."""
    with transaction():
        seller = make_seller("Hoàng Thị Bưởi")
        make_support(seller.person)
        shop = make_shop("Bưởi chị Hoàng", seller=seller)
        wanted = [(make_goods(name, shop=shop), 2) for name in ("Bưởi Luận Văn", "Cam Như Xuân")]
        number = f"{make_order(*wanted).number}-1"
    deliver_and_collect(number, shop)
    yield


def deliver_and_collect(number: str, shop: Shop) -> None:
    with transaction():
        part, by = lock_shop_order(number, shop=session.get_one(Shop, shop.id)), seller_of(shop)
        fulfilment.accept(part, by=by)
        fulfilment.pack(part, by=by)
        fulfilment.hand_over(part, by=by, carrier="own_delivery")
        fulfilment.deliver(part, by=by)
    assert facts("sale") == []  # delivered, not yet paid
    with transaction():
        collect_cash(lock_shop_order(number, shop=session.get_one(Shop, shop.id)), by=by)


@pytest.mark.usefixtures("everything")
class TestWriting:
    def test_support_is_a_fact_of_the_day_it_was_given_and_of_its_programme(self) -> None:
        [fact], [record] = facts("support"), session.query(SupportRecord).all()
        assert (fact.record_kind, fact.record_id, fact.happened_on) == ("support_record", record.id, record.given_on)
        assert (fact.programme_id, fact.person_id, fact.unit_id) == (
            record.programme_id,
            record.person_id,
            record.unit_id,
        )
        assert (fact.place, fact.title, fact.confidence) == (record.unit.path, "Trồng sâm Báo", "recorded")

    def test_support_that_was_wrong_leaves_no_fact(self) -> None:
        with transaction():
            void_support(session.query(SupportRecord).one(), why="nhầm người", **BY)
        assert facts("support") == [] and violations() == []

    def test_a_sale_is_a_fact_for_each_line_with_whose_word_it_rests_on(self) -> None:
        lines, [part] = session.query(OrderLine).order_by(OrderLine.id).all(), session.query(ShopOrder).all()
        assert [(f.part, f.amount_dong, f.confidence) for f in facts("sale")] == [
            (line.id, line.gross_dong, "seller") for line in lines
        ]
        assert {f.title for f in facts("sale")} == {part.number} and {f.happened_on for f in facts("sale")} == {today()}

    def test_a_product_is_listed_once_however_often_it_is_approved(self) -> None:
        before = [(f.record_id, f.happened_at) for f in facts("product_listed")]
        with transaction(), as_if(now() + timedelta(days=3)):
            for product_id, _ in before:
                product = session.get_one(Product, product_id)
                product.description = "Hàng mẫu, tả lại cho rõ."
                make_live(product)
        assert session.query(ListingRevision).filter_by(status="approved").count() == 2 * len(before) == 4
        assert [(f.record_id, f.happened_at) for f in facts("product_listed")] == before

    def test_the_day_is_the_vietnamese_one(self) -> None:
        with transaction(), as_if(a_day(2026, 3, 1) + timedelta(hours=13)):  # 18:00 UTC: past midnight in Vietnam
            seller = make_seller("Chị Đêm")
            details = {"area_code": BIEN_THUONG, "phone": "0912345678"}
            shop = open_shop(seller, "Gian hàng đêm", details, Actor(SELLER, seller.person_id))
        [fact] = [fact for fact in facts("shop_opened") if fact.record_id == shop.id]
        assert fact.happened_on == date(2026, 3, 2)

    def test_each_change_of_the_facts_is_a_new_version(self) -> None:
        before = version_of(OUTCOMES)
        sell(session.query(Shop).one(), "Sâm Báo")
        assert version_of(OUTCOMES) > before
        before = version_of(OUTCOMES)
        with transaction():
            assert rebuild_facts() == 0
        assert version_of(OUTCOMES) == before


def give_back(pieces: int, *, cause: str = "return:1", line: int = 0, after: timedelta = timedelta()) -> None:
    """Give some pieces of one line of the order back."""
    with transaction(), as_if(now() + after):
        [part] = lock_shop_orders([session.query(ShopOrder).one().id])
        by = seller_of(part.shop)
        refund_lines(part, {part.lines[line].id: pieces}, cause=cause, reason="vỡ", by=by)


def figures() -> dict[str, int]:
    place, programme = Place(unit_of("38").path), get_programme("2415")
    codes = ("revenue", "first_sales")
    return {code: value_of(INDICATORS.get(code), programme, place, year_of(today())) for code in codes}


def rows(code: str) -> list[Any]:
    place, programme = Place(unit_of("38").path), get_programme("2415")
    return every_record(INDICATORS.get(code), programme, place, year_of(today()))


@pytest.mark.usefixtures("everything")
class TestGivingBack:
    def test_one_jar_takes_its_own_money_and_the_rest_stays(self) -> None:
        assert figures() == {"revenue": 400_000, "first_sales": 1}
        give_back(1)
        sold, back = [f for f in facts("sale") if not f.cause], [f for f in facts("sale") if f.cause]
        assert [f.amount_dong for f in sold] == [200_000, 200_000] and [f.amount_dong for f in back] == [-100_000]
        assert back[0].cause.startswith("refund_line:") and back[0].part == sold[0].part
        assert figures() == {"revenue": 300_000, "first_sales": 1}
        assert [row.amount_dong for row in rows("revenue")] == [300_000]
        assert violations() == violations(full=True) == []

    def test_it_is_a_fact_of_the_day_it_was_given_back_about_the_day_it_was_sold(self) -> None:
        give_back(1, after=timedelta(days=3))
        [back] = [fact for fact in facts("sale") if fact.cause]
        assert (back.happened_on, back.outcome_on) == (today() + timedelta(days=3), today())
        programme, place, revenue = get_programme("2415"), Place(unit_of("38").path), INDICATORS.get("revenue")
        days = {"then": span(today(), today()), "later": span(today() + timedelta(days=1), back.happened_on)}
        found = tallies(programme, [revenue], place, days)["revenue"]
        assert (found["then"].amount_dong, found["later"].amount_dong) == (400_000, -100_000)
        assert [row.amount_dong for row in every_record(revenue, programme, place, days["later"])] == [-100_000]

    def test_an_order_given_back_whole_is_no_sale(self) -> None:
        for line in (0, 1):
            give_back(2, line=line, cause=f"return:{line}")
        assert figures() == {"revenue": 0, "first_sales": 0} and rows("revenue") == rows("first_sales") == []

    def test_then_the_next_order_is_the_sellers_first_sale(self) -> None:
        for line in (0, 1):
            give_back(2, line=line, cause=f"return:{line}")
        number = sell(session.query(Shop).one(), "Sâm Báo")
        assert [row.title for row in rows("first_sales")] == [number]

    def test_facts_of_what_was_given_back_are_rebuilt_and_compared(self) -> None:
        give_back(1)
        before = told()
        with transaction():
            session.execute(delete(OutcomeFact).where(OutcomeFact.amount_dong < 0))
        assert len(violations()) == 1
        with transaction():
            assert rebuild_facts() == 1
        assert told() == before

    def test_given_back_before_delivery_counts_from_the_sale_on(self) -> None:
        give_back(1)
        with transaction():
            session.execute(update(Refund).values(created_at=now() - timedelta(days=9)))
            rebuild_facts()
        [back] = [fact for fact in facts("sale") if fact.cause]
        assert back.happened_on == back.outcome_on == today()


@pytest.mark.usefixtures("everything")
class TestRebuilding:
    def test_all_facts_come_back_as_they_were(self) -> None:
        before = told()
        with transaction():
            session.execute(delete(OutcomeFact))
        with transaction():
            assert rebuild_facts() == len(before) == 6
        assert told() == before

    def test_the_command_puts_right_what_differs_and_nothing_else(
        self, app: Flask, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(facts_command, "create_app", lambda: app)
        monkeypatch.setattr("marketplace.programme.services.outcomes.SLICE", 1)
        before = told()
        with transaction():
            [fact, *_] = facts("sale")
            session.execute(update(OutcomeFact).where(OutcomeFact.id == fact.id).values(amount_dong=1))
            session.execute(delete(OutcomeFact).where(OutcomeFact.kind == "shop_opened"))
        for words in ("3 facts written or removed", "0 facts written or removed"):
            result = CliRunner().invoke(facts_command.facts, ["rebuild"])
            assert result.exit_code == 0 and words in result.output
        assert told() == before

    def test_a_right_fact_keeps_the_unit_and_place_of_its_day(self) -> None:
        elsewhere = unit_of("14797")
        with transaction():
            seller = session.query(Shop).one().seller
            seller.unit_id = elsewhere.id
        with transaction():
            assert rebuild_facts() == 0
        assert {fact.unit_id for fact in facts("sale")} == {unit_of(BIEN_THUONG).id}


@pytest.mark.usefixtures("everything")
class TestPromise:
    def test_sound_data_is_silent(self) -> None:
        assert violations() == violations(full=True) == []

    @pytest.mark.parametrize("kind", ["support", "shop_opened", "product_listed", "sale"])
    def test_a_record_without_its_fact_is_found(self, kind: str) -> None:
        gone = len(facts(kind))
        with transaction():
            session.execute(delete(OutcomeFact).where(OutcomeFact.kind == kind))
        assert [line for line in violations(full=True) if kind in line and line.endswith("has no fact")] and gone

    @pytest.mark.parametrize("wrong", [{"amount_dong": 7}, {"person_id": 2}, {"happened_on": date(2026, 1, 1)}])
    def test_a_fact_that_says_something_else_is_found(self, wrong: dict[str, Any]) -> None:
        [fact, *_] = facts("sale")
        with transaction():
            session.execute(update(OutcomeFact).where(OutcomeFact.id == fact.id).values(**wrong))
        assert [line for line in violations() if f"fact {fact.id}:" in line]

    def test_a_fact_without_a_record_is_found(self) -> None:
        [fact, *_] = facts("sale")
        values = {name: getattr(fact, name) for name in TOLD} | {"record_id": 999_999}
        with transaction():
            session.add(OutcomeFact(**values))
        assert len(violations()) == len(violations(full=True)) == 1

    def test_support_taken_back_behind_the_services_is_found_on_the_same_day(self) -> None:
        with transaction():
            record = session.query(SupportRecord).one()
            record.recorded_at = now() - timedelta(days=90)
            session.execute(
                update(OutcomeFact).where(OutcomeFact.kind == "support").values(happened_at=record.recorded_at)
            )
            record.voided_at = now()
        assert [line for line in violations() if "support" in line]
