"""A past told in order, each act at its instant, its news told at once and slow work left to the worker."""

from datetime import UTC, datetime, timedelta

import pytest

from marketplace.core import outbox
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.outbox import OutboxRow
from marketplace.core.transactions import transaction
from marketplace.demo.diary import Diary
from marketplace.people.models import Person
from marketplace.people.services import create_person

DAY = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.mark.usefixtures("app")
class TestDiary:
    def test_acts_happen_in_order_of_time_at_their_instant(self) -> None:
        diary, told = Diary(), []
        diary.at(DAY + timedelta(days=2), lambda: told.append(("second", now())))
        diary.at(DAY, lambda: told.append(("first", now())))
        with transaction():
            assert diary.tell() == 2
        assert told == [("first", DAY), ("second", DAY + timedelta(days=2))]

    def test_what_services_write_carries_that_instant(self) -> None:
        diary = Diary()
        diary.at(DAY, lambda: create_person("Nguyễn Thị Mẫu") and None)
        with transaction():
            diary.tell()
        assert session.query(Person).one().created_at == DAY
        assert now() > DAY

    def test_promised_work_is_done_at_once_but_slow_work_is_left(self) -> None:
        heard: list[datetime] = []
        outbox.register("test:quick", lambda payload: heard.append(now()))
        outbox.register("test:slow", lambda payload: heard.append(now()), own_transactions=True)
        diary = Diary()
        diary.at(DAY, lambda: outbox.enqueue("test:quick", {}))
        diary.at(DAY, lambda: outbox.enqueue("test:slow", {}))
        with transaction():
            diary.tell()
        assert heard == [DAY]
        assert {row.work: row.state for row in session.query(OutboxRow)} == {"test:quick": "done", "test:slow": "ready"}

    def test_news_of_long_ago_is_not_told_and_not_kept(self) -> None:
        heard: list[int] = []
        outbox.register("test:quick", lambda payload: heard.append(payload["n"]))
        outbox.register("test:slow", lambda payload: heard.append(payload["n"]), own_transactions=True)
        diary = Diary()
        diary.at(DAY, lambda: outbox.enqueue("test:quick", {"n": 1}), heard=False)
        diary.at(DAY, lambda: outbox.enqueue("test:slow", {"n": 2}), heard=False)
        diary.at(DAY, lambda: outbox.enqueue("test:quick", {"n": 3}))
        diary.at(DAY, lambda: outbox.enqueue("test:quick", {"n": 4}), heard=False)
        with transaction():
            diary.tell()
        assert heard == [3]
        assert {(row.payload["n"], row.state) for row in session.query(OutboxRow)} == {(2, "ready"), (3, "done")}
