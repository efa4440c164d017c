"""What is above hears, in the same transaction or after it."""

from dataclasses import dataclass

import pytest
from flask import Flask

from marketplace.core import outbox
from marketplace.core.db import session
from marketplace.core.events import after_commit, on, publish
from marketplace.core.throttles import Throttle
from marketplace.core.transactions import transaction


@dataclass(frozen=True)
class Rang:
    """A bell rang."""

    times: int


heard: list[int] = []


@on(Rang)
def hear(event: Rang) -> None:
    session.add(Throttle(key="heard at once", used=event.times))


@after_commit(Rang)
def hear_later(event: Rang) -> None:
    heard.append(event.times)


def test_listeners_hear_at_once_and_later(app: Flask) -> None:
    heard.clear()
    with transaction():
        publish(Rang(3))
    assert session.get_one(Throttle, "heard at once").used == 3
    assert heard == []
    outbox.run_due()
    assert heard == [3]


def test_nobody_hears_of_what_did_not_happen(app: Flask) -> None:
    heard.clear()
    with pytest.raises(ValueError, match="no"), transaction():
        publish(Rang(4))
        raise ValueError("no")
    outbox.run_due()
    assert heard == []
    assert session.get(Throttle, "heard at once") is None
