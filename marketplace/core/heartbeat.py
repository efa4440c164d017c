"""The worker's heartbeat: a row each worker process renews, by which pages and the operator see that one runs."""

import os
import socket
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.clock import now
from marketplace.core.db import Model, session
from marketplace.core.transactions import transaction

EVERY = timedelta(seconds=10)
MISSED_AFTER = timedelta(minutes=2)  # a long piece of work keeps a worker from its beat
FORGOTTEN_AFTER = timedelta(days=1)


class WorkerBeat(Model):
    """When one worker process was last seen between two pieces of work."""

    __tablename__ = "worker_beat"
    name: Mapped[str] = mapped_column(primary_key=True)  # machine:process
    started_at: Mapped[datetime] = mapped_column(default=now)
    beat_at: Mapped[datetime] = mapped_column(default=now)


class Heart:
    """The heartbeat of one worker process; `beat` is called between pieces of work and writes only when it is due."""

    def __init__(self) -> None:
        self._name = f"{socket.gethostname()}:{os.getpid()}"
        self._last: datetime | None = None

    def beat(self) -> None:
        """Renew this worker's row, at most every ten seconds, in a transaction of its own."""
        moment = now()
        if self._last is not None and timedelta() <= moment - self._last < EVERY:
            return
        with transaction():
            session.execute(delete(WorkerBeat).where(WorkerBeat.beat_at < moment - FORGOTTEN_AFTER))
            row = session.get(WorkerBeat, self._name)
            if row is None:
                session.add(row := WorkerBeat(name=self._name, started_at=moment))
            elif self._last is None:
                row.started_at = moment  # another process had this number before
            row.beat_at = moment
        self._last = moment

    def stop(self) -> None:
        """Delete this worker's row: the process ended in order."""
        with transaction():
            session.execute(delete(WorkerBeat).where(WorkerBeat.name == self._name))


def last_beat_at() -> datetime | None:
    """When any worker was last seen; None when none is known."""
    return session.scalar(select(func.max(WorkerBeat.beat_at)))


def is_worker_alive(beat_at: datetime | None) -> bool:
    """Whether a heartbeat is recent enough to trust that the outbox is being worked off."""
    return beat_at is not None and now() - beat_at < MISSED_AFTER
