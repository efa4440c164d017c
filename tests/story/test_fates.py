"""The steps of an order follow one another in time, by day where people work, and the moves are allowed ones."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from marketplace.core.clock import VIETNAM
from marketplace.story import fates
from marketplace.story.fates import EARLIEST, LATEST, PLACED, Step, fate_of, is_answered_in_time
from marketplace.story.seasons import is_holiday
from marketplace.story.ways import CARD, COD, VIETQR

BY_HAND = {fates.ACCEPTED, fates.PACKED, fates.SHIPPED, fates.DELIVERED, fates.REFUSED, fates.RETURNED}
NOON = datetime(2026, 2, 13, 5, tzinfo=UTC)  # four days before Tết


def many(method: str, number: int = 300) -> list[list[Step]]:
    random = Random(7)
    return [fate_of(random, method, NOON - timedelta(days=n % 20), (1, 2), True) for n in range(number)]


@pytest.mark.parametrize("method", [COD, VIETQR, CARD])
class TestCourses:
    def test_steps_follow_one_another(self, method: str) -> None:
        for course in many(method):
            assert course[0].what == PLACED
            assert [step.at for step in course] == sorted(step.at for step in course)

    def test_people_work_by_day_and_rest_on_tet(self, method: str) -> None:
        for course in many(method):
            for step in course[1:]:
                local = step.at.astimezone(VIETNAM)
                if step.what in BY_HAND:
                    assert EARLIEST <= local.time() <= LATEST, step
                    assert not is_holiday(local.date()), step

    def test_the_same_chance_gives_the_same_course(self, method: str) -> None:
        assert many(method, 20) == many(method, 20)


def test_transfers_come_before_their_time_is_up_or_the_order_ends() -> None:
    for course in many(VIETQR):
        placed_at = course[0].at
        ended = next((step for step in course if step.what == fates.EXPIRED), None)
        paid = next((step for step in course if step.what in (fates.PAID, fates.FED)), None)
        said = next((step for step in course if step.what == fates.SAID), None)
        limit = timedelta(hours=48 if said else 24)
        if paid:
            assert paid.at - placed_at < limit
        if ended:
            assert ended.at - placed_at == timedelta(hours=24)


def test_money_that_came_goes_back_where_the_goods_did_not() -> None:
    for course in many(VIETQR):
        said = [step.what for step in course]
        if {fates.PAID, fates.FED} & set(said) and {fates.DECLINED, fates.CANCELLED, fates.RETURNED} & set(said):
            assert said[-3:] == [fates.REFUND_ACCOUNT, fates.REFUND_SENT, fates.REFUND_DONE]


def test_every_outcome_happens() -> None:
    seen = {step.what for course in many(COD) + many(VIETQR) for step in course}
    assert seen >= {fates.REFUSED, fates.UNDELIVERED, fates.EXPIRED, fates.REFUND_DONE, fates.CANCELLED, fates.DECLINED}


def test_an_answer_is_in_time_when_it_comes_before_the_shop_would_let_go() -> None:
    placed = Step(NOON, PLACED)
    prompt = [placed, Step(NOON + timedelta(hours=20), fates.ACCEPTED)]
    late = [placed, Step(NOON + timedelta(hours=25), fates.ACCEPTED)]
    paid_first = [placed, Step(NOON + timedelta(hours=6), fates.PAID), Step(NOON + timedelta(hours=25), fates.ACCEPTED)]
    reply = timedelta(hours=24)
    assert is_answered_in_time(prompt, reply) and is_answered_in_time(paid_first, reply)
    assert not is_answered_in_time(late, reply)
    assert is_answered_in_time([placed, Step(NOON + timedelta(hours=24), fates.EXPIRED)], reply)
