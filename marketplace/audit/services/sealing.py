"""The sealer: the one place that numbers and chains entries, and writes the chain's head outside the database."""

import os
from pathlib import Path

from marketplace.audit.chain import GENESIS, hash_of
from marketplace.audit.queries import find_head, list_unsealed
from marketplace.core.clock import now
from marketplace.core.runtime import config


def seal_waiting() -> int:
    """Number and chain the waiting entries, as part of the running transaction; returns how many."""
    waiting = list_unsealed()
    head = find_head()
    seq, prev_hash = (head.seq or 0, head.hash or GENESIS) if head else (0, GENESIS)
    for entry in waiting:
        seq += 1
        entry.seq, entry.prev_hash, entry.sealed_at = seq, prev_hash, now()
        prev_hash = entry.hash = hash_of(entry, prev_hash)
    return len(waiting)


def heads_file() -> Path:
    """The file that heads are written to: beside, not inside, the database."""
    return config().var / "audit-heads"


def note_head() -> None:
    """Append the committed head («seq hash») to the file of heads, with fsync, when it has changed."""
    head = find_head()
    if head is None or head.seq == last_noted()[0]:
        return
    with heads_file().open("a") as file:
        file.write(f"{head.seq} {head.hash}\n")
        file.flush()
        os.fsync(file.fileno())


def last_noted() -> tuple[int, str]:
    """The last head written outside the database; (0, "") when there is none."""
    path = heads_file()
    lines = path.read_text().splitlines() if path.exists() else []
    seq, _, digest = (lines[-1] if lines else "0 ").partition(" ")
    return int(seq), digest
