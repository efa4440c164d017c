"""Requests take turns; one that waits too long goes on without."""

import threading
import time
from collections.abc import Iterable
from typing import Any

import pytest

from marketplace.web.plumbing import server
from marketplace.web.plumbing.server import Environ, Turns


class Counter:
    """A WSGI application that notes how many requests it answers at once."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._guard = threading.Lock()
        self.inside = self.most = 0

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        with self._guard:
            self.inside += 1
            self.most = max(self.most, self.inside)
        time.sleep(self._seconds)
        with self._guard:
            self.inside -= 1
        return [b""]


def ask_together(app: Turns, times: int) -> None:
    threads = [threading.Thread(target=app, args=({}, None)) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert not any(thread.is_alive() for thread in threads)


def test_requests_are_answered_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "PATIENCE_SECONDS", 10)
    counter = Counter(0.01)
    ask_together(Turns(counter), 8)
    assert counter.most == 1


def test_a_long_request_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "PATIENCE_SECONDS", 0.01)
    counter = Counter(1)
    ask_together(Turns(counter), 4)
    assert counter.most == 4


def test_a_request_that_fails_gives_its_turn_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "PATIENCE_SECONDS", 10)

    def fails(_environ: Environ, _start_response: Any) -> Iterable[bytes]:
        raise ValueError

    app = Turns(fails)
    for _ in range(3):
        began = time.monotonic()
        with pytest.raises(ValueError):
            app({}, None)
        assert time.monotonic() - began < 5
