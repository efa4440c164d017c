"""A past told in order: every act happens at its instant, and whoever is to be told of it is told then."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from marketplace.core.clock import as_if
from marketplace.core.db import session
from marketplace.core.outbox import READY, OutboxRow, drop_within, run_within

Act = Callable[[], object]


@dataclass(frozen=True)
class _Entry:
    """One act; nobody is told of one that is not `heard`."""

    moment: datetime
    number: int
    act: Act
    heard: bool


class Diary:
    """Acts by the instant at which they happen; those of one instant in the order they were written down."""

    def __init__(self) -> None:
        self._entries: list[_Entry] = []
        self._last_row = 0  # of the outbox, up to which everything promised is dealt with
        self._untold = False

    def at(self, moment: datetime, act: Act, *, heard: bool = True) -> None:
        """Write an act down; what it promised to tell people is not told when it lies too far back to be `heard`."""
        self._entries.append(_Entry(moment, len(self._entries), act, heard))

    def tell(self) -> int:
        """Let everything happen, as part of the running transaction; gives how many acts there were."""
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
        """Do what was promised for after the commit, as the worker would have; its slow work is left to it."""
        promised = session.query(OutboxRow).filter(OutboxRow.id > self._last_row, OutboxRow.state == READY)
        for row in promised.order_by(OutboxRow.id).all():
            run_within(row)
            self._last_row = row.id

    def _forget_untold(self) -> None:
        """Messages of long ago are read and gone: what was promised for them is not kept either."""
        if self._untold:
            drop_within(after=self._last_row)
            self._untold = False
