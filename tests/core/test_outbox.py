"""Promised work is done at least once, in its own time, and a stuck row does not stop the others."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from marketplace.core import jobs, outbox
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.outbox import DONE, MAX_ATTEMPTS, PARKED, READY, OutboxRow
from marketplace.core.throttles import Throttle
from marketplace.core.transactions import transaction

done: list[dict[str, Any]] = []


def _note(payload: dict[str, Any]) -> None:
    session.add(Throttle(key=f"noted:{payload['n']}", used=1))
    done.append(payload)


def _fail(payload: dict[str, Any]) -> None:
    session.add(Throttle(key="half done", used=1))
    session.flush()
    raise RuntimeError("no answer")


outbox.register("tests:note", _note)
outbox.register("tests:fail", _fail)


@pytest.fixture(autouse=True)
def empty() -> None:
    done.clear()


def _rows() -> list[OutboxRow]:
    return list(session.scalars(select(OutboxRow).where(OutboxRow.work.like("tests:%")).order_by(OutboxRow.id)))


def test_work_is_done_once_and_marked(app: Flask) -> None:
    with transaction():
        outbox.enqueue("tests:note", {"n": 1})
    assert outbox.run_due() == 1
    assert outbox.run_due() == 0
    assert [row.state for row in _rows()] == [DONE]
    assert done == [{"n": 1}]


def test_nothing_is_promised_when_the_transaction_fails(app: Flask) -> None:
    with pytest.raises(ValueError, match="x"), transaction():
        outbox.enqueue("tests:note", {"n": 1})
        raise ValueError("x")
    assert _rows() == []


def test_a_key_promises_once(app: Flask) -> None:
    for _ in range(2):
        with transaction():
            outbox.enqueue("tests:note", {"n": 1}, dedupe_key="only")
    assert len(_rows()) == 1


def test_a_failure_leaves_nothing_half_done_is_tried_later_and_parked_in_the_end(app: Flask) -> None:
    with transaction():
        outbox.enqueue("tests:fail", {})
        outbox.enqueue("tests:note", {"n": 2})
    moment = now()
    with time_machine.travel(moment, tick=False) as clock:
        for _ in range(MAX_ATTEMPTS):
            outbox.run_due()
            clock.shift(timedelta(hours=2))
    failed, fine = _rows()
    assert (failed.state, failed.attempts) == (PARKED, MAX_ATTEMPTS)
    assert "no answer" in (failed.last_error or "")
    assert fine.state == DONE
    assert session.get(Throttle, "half done") is None
    with transaction():
        outbox.try_again(failed.id)
    session.expire_all()
    assert _rows()[0].state == READY


def test_a_killed_workers_row_is_taken_up_when_its_lease_ends(app: Flask) -> None:
    with transaction():
        outbox.enqueue("tests:note", {"n": 3})
    assert outbox._claim() is not None  # taken by a worker that then dies
    assert outbox.run_due() == 0
    with time_machine.travel(now() + outbox.LEASE + timedelta(seconds=1)):
        assert outbox.run_due() == 1
    assert done == [{"n": 3}]


def test_secrets_are_erased_once_done(app: Flask) -> None:
    with transaction():
        outbox.enqueue("tests:note", {"n": 4, "sealed_code": "s1.secret"})
    outbox.run_due()
    assert _rows()[0].payload == {"n": 4}


def test_work_nobody_knows_waits_for_its_code(app: Flask) -> None:
    with transaction():
        outbox.enqueue("tests:unknown", {})
    outbox.run_due()
    assert _rows()[0].state == READY
    assert "KeyError" in (_rows()[0].last_error or "")


def test_a_job_is_promised_once_for_each_due_moment(app: Flask) -> None:
    with transaction():
        session.query(OutboxRow).delete()
    with time_machine.travel(now(), tick=False) as clock:
        jobs.enqueue_due({})
        first = session.query(OutboxRow).count()
        jobs.enqueue_due({})  # another worker
        assert session.query(OutboxRow).count() == first == len(jobs._jobs)
        clock.shift(timedelta(days=1))
        jobs.enqueue_due({})
        assert session.query(OutboxRow).count() == 2 * first


def test_work_that_kills_its_worker_each_time_is_parked_and_the_others_go_on(app: Flask) -> None:
    with transaction():
        session.query(OutboxRow).delete()
        outbox.enqueue("tests:note", {"n": 5})
    with time_machine.travel(now(), tick=False) as clock:
        for _ in range(MAX_ATTEMPTS):
            assert outbox._claim() is not None  # and the worker is gone before it can say how it went
            clock.shift(outbox.LEASE + timedelta(seconds=1))
        with transaction():
            outbox.enqueue("tests:note", {"n": 6})
        assert outbox.run_due() == 1
    session.expire_all()
    deadly, fine = _rows()
    assert (deadly.state, deadly.attempts, deadly.last_error) == (PARKED, MAX_ATTEMPTS, outbox.DEADLY)
    assert fine.state == DONE and done == [{"n": 6}]
    assert [row.id for row in outbox.list_parked()] == [deadly.id]


def test_the_last_attempt_still_running_is_left_to_its_worker(app: Flask) -> None:
    with transaction():
        session.query(OutboxRow).delete()
        outbox.enqueue("tests:note", {"n": 7})
        session.query(OutboxRow).update({"attempts": MAX_ATTEMPTS - 1})
    assert outbox._claim() is not None
    assert outbox.run_due() == 0  # another worker, meanwhile
    session.expire_all()
    assert (_rows()[0].state, _rows()[0].last_error) == (outbox.RUNNING, None)
