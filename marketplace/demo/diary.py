"""A past told in order: every act happens at its instant, and whoever is to be told of it is told then."""

from collections.abc import Callable
from datetime import datetime

from marketplace.core.clock import as_if
from marketplace.core.db import session
from marketplace.core.outbox import READY, OutboxRow, run_within

Act = Callable[[], None]


class Diary:
    """Acts by the instant at which they happen; those of one instant in the order they were written down."""

    def __init__(self) -> None:
        self._acts: list[tuple[datetime, int, Act]] = []
        self._heard = 0

    def at(self, moment: datetime, act: Act) -> None:
        """Write an act down."""
        self._acts.append((moment, len(self._acts), act))

    def tell(self) -> int:
        """Let everything happen, as part of the running transaction; gives how many acts there were."""
        for moment, _, act in sorted(self._acts, key=lambda entry: entry[:2]):
            with as_if(moment):
                act()
                self._let_hear()
        told, self._acts = len(self._acts), []
        return told

    def _let_hear(self) -> None:
        """Do what was promised for after the commit, as the worker would have; its slow work is left to it."""
        session.flush()
        promised = session.query(OutboxRow).filter(OutboxRow.id > self._heard, OutboxRow.state == READY)
        for row in promised.order_by(OutboxRow.id).all():
            run_within(row)
            self._heard = row.id
