"""Listening to events in a test, and no longer than it lasts."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from marketplace.core import events


@contextmanager
def listening(*kinds: type) -> Iterator[list[Any]]:
    """Collects the events of these kinds that are published inside the block."""
    heard: list[Any] = []
    before = {kind: list(events._now[kind]) for kind in kinds}
    events._now.update({kind: [*listeners, heard.append] for kind, listeners in before.items()})
    try:
        yield heard
    finally:
        events._now.update(before)
