"""A worker is seen while it beats, and missed soon after it stops."""

from datetime import timedelta

import time_machine
from flask import Flask

from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.heartbeat import EVERY, FORGOTTEN_AFTER, MISSED_AFTER, Heart, WorkerBeat, is_worker_alive
from marketplace.core.heartbeat import last_beat_at as last
from marketplace.core.transactions import transaction


def test_no_worker_was_ever_seen(app: Flask) -> None:
    assert last() is None and not is_worker_alive(last())


def test_it_is_seen_from_its_first_beat_and_missed_when_it_falls_silent(app: Flask) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        Heart().beat()
        assert last() == now() and is_worker_alive(last())
        clock.shift(MISSED_AFTER)
        assert not is_worker_alive(last())


def test_it_writes_only_when_it_is_time(app: Flask) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        heart, began = Heart(), now()
        heart.beat()
        clock.shift(EVERY - timedelta(seconds=1))
        heart.beat()
        assert last() == began
        clock.shift(timedelta(seconds=1))
        heart.beat()
        assert last() == began + EVERY
        assert session.query(WorkerBeat).one().started_at == began


def test_a_clock_set_back_does_not_silence_it(app: Flask) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        heart = Heart()
        heart.beat()
        clock.shift(-timedelta(hours=1))
        heart.beat()
        assert last() == now()


def test_one_that_stops_as_told_leaves_no_row_and_the_long_gone_are_forgotten(app: Flask) -> None:
    with transaction():
        session.add(WorkerBeat(name="elsewhere:1", beat_at=now() - FORGOTTEN_AFTER - timedelta(seconds=1)))
    heart = Heart()
    heart.beat()
    assert [row.name != "elsewhere:1" for row in session.query(WorkerBeat)] == [True]
    heart.stop()
    assert session.query(WorkerBeat).count() == 0
