"""Domain events, named in the past tense. A room calls the rooms below it; rooms above it subscribe to its events.

`@on(Event)` subscribers run inside the publisher's transaction. `@after_commit(Event)` subscribers get an
outbox row in that same transaction and run later, at least once, in the worker.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from marketplace.core import outbox
from marketplace.core.registry import forgets

Event = TypeVar("Event")
_now: dict[type, list[Callable[[Any], None]]] = defaultdict(list)
_later: dict[type, list[str]] = defaultdict(list)


def on(event_type: type[Event]) -> Callable[[Callable[[Event], None]], Callable[[Event], None]]:
    """Subscribe a function to an event, inside the same transaction."""

    def subscribe(listener: Callable[[Event], None]) -> Callable[[Event], None]:
        if listener not in _now[event_type]:
            _now[event_type].append(listener)
        return listener

    return subscribe


def after_commit(
    event_type: type[Event], *, own_transactions: bool = False, lane: str = outbox.MESSAGES
) -> Callable[[Callable[[Event], None]], Callable[[Event], None]]:
    """Subscribe a function to run in the worker once the event is committed; it must be safe to run twice.

    `own_transactions` is for exchanges, which call the outside world between transactions of their own;
    any other subscriber runs in one transaction together with the mark that it is done. `lane` says
    how soon it is promised.
    """

    def subscribe(listener: Callable[[Event], None]) -> Callable[[Event], None]:
        name = f"{listener.__module__}:{listener.__qualname__}"
        outbox.register(name, lambda payload: listener(event_type(**payload)), own_transactions, lane)
        if name not in _later[event_type]:
            _later[event_type].append(name)
        return listener

    return subscribe


def publish(event: Any) -> None:
    """Run the `@on` subscribers now and write outbox rows for the `@after_commit` ones. Fields are plain values."""
    for listener in _now[type(event)]:
        listener(event)
    for name in _later[type(event)]:
        outbox.enqueue(name, dataclasses.asdict(event))


@forgets
def forget_listeners(module: str) -> None:
    """Remove every subscriber that a module registered, when the plug it defines is taken out."""
    for event_type, listeners in _now.items():
        _now[event_type] = [listener for listener in listeners if listener.__module__ != module]
    for event_type, names in _later.items():
        _later[event_type] = [name for name in names if name.partition(":")[0] != module]


def listeners_of(event_type: type) -> tuple[list[str], list[str]]:
    """The names of an event's subscribers: (inside the publisher's transaction, after its commit)."""
    at_once = [f"{listener.__module__}:{listener.__qualname__}" for listener in _now[event_type]]
    return at_once, list(_later[event_type])
