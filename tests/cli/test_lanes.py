"""Money does not wait behind pictures: the worker serves every lane of the outbox by itself (8.27)."""

import threading
import time
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select

from marketplace.cli.serve import work_until
from marketplace.core import outbox
from marketplace.core.db import session
from marketplace.core.outbox import DONE, LANES, MESSAGES, MONEY, PICTURES, OutboxRow
from marketplace.core.transactions import transaction
from marketplace.payments import jobs, subscribers

PICTURE_TAKES = 0.4
gate = threading.Event()


def _draw(payload: dict[str, int]) -> None:
    """A picture: long, and outside of any transaction."""
    session.rollback()
    gate.wait(PICTURE_TAKES)


outbox.register("lanes:picture", _draw, own_transactions=True, lane=PICTURES)
outbox.register("lanes:message", lambda payload: None, lane=MESSAGES)
outbox.register("lanes:money", lambda payload: None, lane=MONEY)


@pytest.fixture
def worker(app: Flask) -> Iterator[None]:
    """A worker at work within this process."""
    gate.clear()
    stopping: list[int] = []
    thread = threading.Thread(target=lambda: work_until(app, stopping))
    with transaction():
        for number in range(173):
            outbox.enqueue("lanes:picture", {"n": number})
    thread.start()
    yield
    gate.set()
    stopping.append(1)
    thread.join(30)
    assert not thread.is_alive()


def done(work: str) -> int:
    session.rollback()
    counted = select(func.count(OutboxRow.id)).where(OutboxRow.work == work, OutboxRow.state == DONE)
    return session.scalar(counted) or 0


def test_money_and_messages_are_handled_while_pictures_are_drawn(app: Flask, worker: None) -> None:
    time.sleep(PICTURE_TAKES)  # the lane of pictures is busy
    with transaction():
        outbox.enqueue("lanes:money", {})
        outbox.enqueue("lanes:message", {})
    end = time.monotonic() + 20  # of the sixty seconds that are promised
    while done("lanes:money") + done("lanes:message") < 2:
        assert time.monotonic() < end, "money waits behind pictures"
        time.sleep(0.1)
    assert done("lanes:picture") < 100


def test_each_lane_takes_up_only_its_own(app: Flask) -> None:
    with transaction():
        for name in ("lanes:money", "lanes:message", "lanes:gone"):
            outbox.enqueue(name, {})
    assert outbox.run_due(lane=PICTURES) == 0
    assert outbox.run_due(lane=MONEY) == 1
    assert (done("lanes:money"), done("lanes:message")) == (1, 0)
    outbox.run_due(lane=MESSAGES)
    assert done("lanes:message") == 1
    unknown = session.scalars(select(OutboxRow).where(OutboxRow.work == "lanes:gone")).one()
    assert unknown.last_error is not None  # somebody has looked at what nobody knows


def test_every_lane_is_one_that_is_known() -> None:
    with pytest.raises(ValueError, match="no such lane"):
        outbox.register("lanes:odd", lambda payload: None, lane="soon")
    assert {outbox.lane_of(name) for name in outbox._works} <= set(LANES)


@pytest.mark.parametrize(
    "work",
    [
        jobs.end_overdue_payments,
        jobs.ask_after_card_payments,
        jobs.ask_after_refunds,
        subscribers.end_session_at_provider,
        subscribers.send_refund_to_provider,
        subscribers.act_on_card_event,
        subscribers.match_stored_transaction,
    ],
)
def test_what_moves_money_is_in_the_lane_of_money(work: object) -> None:
    assert outbox.lane_of(f"{work.__module__}:{work.__qualname__}") == MONEY  # type: ignore[attr-defined]
