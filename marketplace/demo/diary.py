"""Runs the demo's acts in order of time, each with the clock set to its instant, its messages included."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from marketplace.core.clock import as_if
from marketplace.core.db import session
from marketplace.core.outbox import READY, OutboxRow, drop_within, run_within

Act = Callable[[], object]


@dataclass(frozen=True)
class _Entry:
    """One scheduled act; messages of one that is not `heard` are dropped."""

    moment: datetime
    number: int
    act: Act
    heard: bool


class Diary:
    """Scheduled acts by instant; those of one instant in the order they were added."""

    def __init__(self) -> None:
        self._entries: list[_Entry] = []
        self._last_row = 0  # of the outbox, up to which everything promised is dealt with
        self._untold = False

    def at(self, moment: datetime, act: Act, *, heard: bool = True) -> None:
        """Schedule an act; the messages it queues are dropped unless `heard`."""
        self._entries.append(_Entry(moment, len(self._entries), act, heard))

    def tell(self) -> int:
        """Run all acts, as part of the running transaction; returns how many there were."""
        for entry in sorted(self._entries, key=lambda entry: (entry.moment, entry.number)):
            if entry.heard:
                self._forget_untold()
            with as_if(entry.moment):
                entry.act()
                session.flush()
                if entry.heard:
                    self._let_hear()
            self._untold = self._untold or not entry.heard
        self._forget_untold()
        told, self._entries = len(self._entries), []
        return told

    def _let_hear(self) -> None:
        """Run the outbox rows of an act, as the worker would have; slow work is left to the worker."""
        promised = session.query(OutboxRow).filter(OutboxRow.id > self._last_row, OutboxRow.state == READY)
        for row in promised.order_by(OutboxRow.id).all():
            run_within(row)
            self._last_row = row.id

    def _forget_untold(self) -> None:
        """Delete the outbox rows of acts whose messages are dropped."""
        if self._untold:
            drop_within(after=self._last_row)
            self._untold = False
