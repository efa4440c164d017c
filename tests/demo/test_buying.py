"""Purchases are placed through the checkout, parts go their way by the verbs of people, refusals are heeded."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from flask import Flask

from marketplace.audit.models import AuditEntry
from marketplace.core.clock import local_date
from marketplace.core.db import session
from marketplace.core.outbox import READY, OutboxRow
from marketplace.core.states import StateChange
from marketplace.demo.diary import Diary
from marketplace.demo.fulfilment import Part
from marketplace.demo.loading import Told
from marketplace.inventory.models import StockItem
from marketplace.orders.models import Order, ShopOrder
from marketplace.orders.states import NEW
from marketplace.payments.models import BankTransaction, Payment
from marketplace.payments.outcomes import MATCHED, UNKNOWN_MEMO
from marketplace.site.queries import current_settings
from marketplace.story.fates import ACCEPTED, Step
from tests.demo.test_demand import stage


@pytest.mark.sqlite_only
@pytest.mark.usefixtures("demo_app")
class TestWhatWasPlayed:
    def test_acts_left_their_rows_in_order_of_time(self) -> None:
        for model in (Order, StateChange, AuditEntry):
            moment = model.placed_at if model is Order else model.at
            moments = [at for (at,) in session.query(moment).order_by(model.id)]
            assert moments == sorted(moments), model

    def test_a_seller_has_as_long_to_answer_as_the_setting_says(self) -> None:
        hours = current_settings().seller_reply_hours
        for part in session.query(ShopOrder).filter_by(status=NEW):
            [ready_at] = (
                session.query(StateChange.at)
                .filter_by(kind="shop_order", subject_id=part.id, to_state=NEW)
                .order_by(StateChange.seq.desc())
                .first()
                or ()
            )
            assert part.reply_due_at == ready_at + timedelta(hours=hours)

    def test_nobody_answered_later_than_she_may(self) -> None:
        answered = session.query(ShopOrder).filter(ShopOrder.accepted_at.is_not(None))
        assert all(part.accepted_at <= part.reply_due_at for part in answered)

    def test_money_came_in_every_way(self) -> None:
        ways = Counter(how for (how,) in session.query(Payment.confirmed_how).filter_by(status="succeeded"))
        assert set(ways) == {"cash", "payee", "bank_feed", "provider"}
        outcomes = {outcome for (outcome,) in session.query(BankTransaction.outcome)}
        assert outcomes == {MATCHED, UNKNOWN_MEMO}

    def test_one_form_is_sold_out_and_the_others_are_there(self) -> None:
        empty = session.query(StockItem).filter(StockItem.on_hand == StockItem.reserved).count()
        assert 0 < empty < session.query(StockItem).count() / 4

    def test_only_slow_work_is_left_to_the_worker(self, loaded: tuple[Flask, Told, datetime]) -> None:
        waiting = session.query(OutboxRow.work).filter(OutboxRow.state == READY, OutboxRow.created_at <= loaded[2])
        left = Counter(work.partition(":")[0] for (work,) in waiting)
        assert left and set(left) <= {"marketplace.media.exchanges", "marketplace.payments.subscribers"}

    def test_numbers_carry_the_day_in_vietnam(self) -> None:
        for number, placed_at in session.query(Order.number, Order.placed_at):
            assert number.startswith(f"DH{local_date(placed_at):%y%m%d}-")


@pytest.mark.sqlite_only
@pytest.mark.usefixtures("demo_app")
def test_nothing_happens_to_what_was_never_placed() -> None:
    told = stage()
    part, diary = Part(told, "bien-thuong"), Diary()
    before = session.query(StateChange).count()
    diary.at(told.now, lambda: part.do(Step(told.now, ACCEPTED)), heard=False)
    diary.tell()
    assert session.query(StateChange).count() == before
