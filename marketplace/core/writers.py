"""A fair queue for SQLite writers: first come, first served, across threads and processes.

SQLite's own busy handler sleeps and retries, so an unlucky writer can wait seconds. Here each process
hands its turn from thread to thread in order of arrival, and processes take turns through a lock file.
"""

import fcntl
import os
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class WriterQueue:
    """The queue in front of one database file."""

    def __init__(self, lock_path: str) -> None:
        self._path = lock_path
        self._waiting: deque[threading.Event] = deque()
        self._guard = threading.Lock()
        self._busy = False
        self._file: int | None = None
        self._pid = 0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait in order of arrival, then hold the right to write until the block ends."""
        self._enter()
        try:
            fcntl.flock(self._descriptor(), fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.flock(self._descriptor(), fcntl.LOCK_UN)
        finally:
            self._leave()

    def _enter(self) -> None:
        with self._guard:
            if not self._busy:
                self._busy = True
                return
            mine = threading.Event()
            self._waiting.append(mine)
        mine.wait()

    def _leave(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._busy = False

    def _descriptor(self) -> int:
        if self._file is None or self._pid != os.getpid():  # a forked child must not share its parent's lock
            self._file, self._pid = (
                os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600),
                os.getpid(),
            )
        return self._file
