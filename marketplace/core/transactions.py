"""`transaction()`: the only way to write; used by views, commands, jobs and exchanges, never by services."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any, TypeVar

from flask import current_app
from sqlalchemy.exc import OperationalError

from marketplace.core.db import db, session, writing
from marketplace.core.writers import WriterQueue

Result = TypeVar("Result")
RETRIED = ("40001", "40P01")  # serialisation failure, deadlock


@contextmanager
def transaction() -> Iterator[None]:
    """Run the block as one database transaction: committed at its end, rolled back on any exception.

    Loaded objects are expired first, so they are read anew under the write lock. Must not be nested.
    """
    if writing.get():
        raise RuntimeError("transactions do not nest: services never begin one")
    _forget_what_was_read()
    with _writers_turn():
        token = writing.set(True)
        try:
            yield
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            writing.reset(token)


def in_transaction(work: Callable[[], Result], attempts: int = 5) -> Result:
    """Run `work` in a transaction and retry serialization failures; `work` must not call external services."""
    for attempt in range(1, attempts + 1):
        try:
            with transaction():
                return work()
        except OperationalError as error:
            if attempt == attempts or not _asks_for_retry(error):
                raise
            time.sleep(random.uniform(0.005, 0.02) * 2**attempt)
    raise AssertionError("unreachable")


def _asks_for_retry(error: OperationalError) -> bool:
    return getattr(error.orig, "sqlstate", None) in RETRIED or "database is locked" in str(error.orig)


def _forget_what_was_read() -> None:
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("something was changed outside a transaction")
    session.rollback()
    session.expire_all()


def _writers_turn() -> Any:
    queue: WriterQueue | None = current_app.extensions.get("writers")
    return queue.turn() if queue else nullcontext()


def queue_for(url: str) -> WriterQueue | None:
    """The queue for writers of a database URL: one per SQLite file, None on PostgreSQL."""
    path = db.engine.url.database if url.startswith("sqlite") else None
    return WriterQueue(f"{path}.writers") if path and path != ":memory:" else None
