"""Writers in the fair queue against writers left to the database's own waiting, in one run."""

import multiprocessing
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pysqlite3

from bench.claims import Claim
from bench.shop import Shop
from marketplace.core.writers import WriterQueue

PROCESSES, WRITES = 4, 150


def run(_shop: Shop) -> Iterator[Claim]:
    """The longest wait of any writer, with and without the queue."""
    with tempfile.TemporaryDirectory() as folder:
        bare = _longest_wait(Path(folder) / "bare.db", queued=False)
        queued = _longest_wait(Path(folder) / "queued.db", queued=True)
    ratio = bare / queued
    measured = f"{queued * 1000:.0f} ms against {bare * 1000:.0f} ms without it, {ratio:.1f}× shorter"
    yield Claim("longest wait of a writer in the queue", "shorter than without it", measured, queued < bare)


def _longest_wait(path: Path, *, queued: bool) -> float:
    connection = _connect(path)
    connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER)")
    connection.execute("INSERT INTO t VALUES (1, 0)")
    connection.close()
    with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
        waits = pool.starmap(_write, [(path, queued)] * PROCESSES)
    return max(statistics.quantiles([w for each in waits for w in each], n=1000))


def _write(path: Path, queued: bool) -> list[float]:
    connection, queue, waits = _connect(path), WriterQueue(f"{path}.writers"), []
    for _ in range(WRITES):
        began = time.monotonic()
        with queue.turn() if queued else nullcontext():
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("UPDATE t SET n = n + 1 WHERE id = 1")
            connection.execute("COMMIT")
        waits.append(time.monotonic() - began)
    return waits


def _connect(path: Path) -> Any:
    connection = pysqlite3.connect(str(path), isolation_level=None, timeout=30)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
    return connection
