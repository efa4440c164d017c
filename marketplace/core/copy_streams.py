"""The programs that copy a database as it changes: Litestream for SQLite, pg_receivewal for PostgreSQL.

See docs/adr/0021-continuous-copies.md.
"""

import ctypes
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy.engine import URL, make_url

from marketplace.core.backup import BackupRefused, postgres_connection
from marketplace.core.clock import now

MARK = ".copy"  # names the copy, in its stream and where the program remembers how far it came
STREAM = "stream"  # folder of a copy that the program writes
PIECES = ("ltx/0", "wal")  # where Litestream and pg_receivewal write, below that
KEPT_DAYS = 14  # any second of these days can be restored; then erased data is gone here too
NEW_BASE_AFTER = timedelta(days=7)
SYNC_EVERY = "200ms"
SLOT = "gian_hang_copy"  # and the name that synchronous_standby_names may hold
PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of Linux


class Stream(Protocol):
    """A program that copies the database as it changes."""

    def prepare(self) -> None:
        """What is done once in a while before and while it runs."""

    def is_whole(self) -> bool:
        """Whether the folder holds what the program goes on from; else it has to be started anew."""

    def command(self) -> tuple[list[str], dict[str, str]]:
        """The program to run, and what is added to its environment."""


def stream_to(folder: Path, database_url: str, var: Path) -> Stream:
    """The stream for a database."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        return _Litestream(url, folder / STREAM, var / "litestream.json")
    return _WriteAheadLog(url, folder / STREAM)


def start(stream: Stream) -> subprocess.Popen[bytes]:
    """Run a stream's program; it ends with this process, however that ends."""
    words, more = stream.command()
    return subprocess.Popen(words, env={**os.environ, **more}, preexec_fn=_end_with_parent)


def _end_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)


def litestream() -> str:
    """The program from its wheel, beside this Python; else the one of the machine. BackupRefused without any."""
    beside = Path(sys.executable).with_name("litestream")
    found = str(beside) if beside.exists() else shutil.which("litestream")
    if found is None:
        raise BackupRefused("litestream is not installed")
    return found


class _Litestream:
    """Copies the write-ahead log of SQLite, and makes the checkpoints while it runs."""

    def __init__(self, url: URL, target: Path, settings: Path) -> None:
        self._database, self._target, self._settings = Path(url.database or "").resolve(), target, settings
        self._memory = self._database.with_name(f".{self._database.name}-litestream")

    def prepare(self) -> None:
        """Write its settings; JSON is YAML too. What it remembers of another copy, or of one now emptied, it forgets.

        Else it would go on behind pieces that this folder does not hold, and nothing could be restored.
        """
        if not self.is_whole():
            shutil.rmtree(self._memory, ignore_errors=True)
            set_aside(self._target)
            name = secrets.token_hex(8)
            for folder in (self._memory, self._target):
                folder.mkdir(parents=True, exist_ok=True)
                (folder / MARK).write_text(name)
        self._settings.write_text(json.dumps(self._told(), indent=1))

    def is_whole(self) -> bool:
        """Whether what the program remembers is of the copy in this folder."""
        here = read_mark(self._target / MARK)
        return here is not None and here == read_mark(self._memory / MARK)

    def _told(self) -> dict[str, Any]:
        database = _database_and_copy(self._database, self._target)
        database |= {"monitor-interval": SYNC_EVERY, "truncate-page-n": 0}  # never wait for readers
        database["replica"]["sync-interval"] = SYNC_EVERY
        return {
            "logging": {"level": "warn", "stderr": True},
            "snapshot": {"interval": "24h", "retention": f"{24 * KEPT_DAYS}h"},
            "dbs": [database],
        }

    def command(self) -> tuple[list[str], dict[str, str]]:
        """Replicate until told to stop."""
        return [litestream(), "replicate", "-no-expand-env", "-config", str(self._settings)], {}


@contextmanager
def settings_of(database: Path, stream: Path) -> Iterator[Path]:
    """A file by which Litestream knows a database and its copy."""
    with tempfile.NamedTemporaryFile("w", suffix=".yml") as settings:
        settings.write(json.dumps({"dbs": [_database_and_copy(database.resolve(), stream)]}))
        settings.flush()
        yield Path(settings.name)


def _database_and_copy(database: Path, stream: Path) -> dict[str, Any]:
    return {"path": str(database), "replica": {"type": "file", "path": str(stream.resolve())}}


class _WriteAheadLog:
    """Copies PostgreSQL's write-ahead log as it is written, behind a base of the whole server."""

    def __init__(self, url: URL, target: Path) -> None:
        self._address, self._more = postgres_connection(url)
        self._log, self._bases = target / "wal", target / "bases"

    def prepare(self) -> None:
        """Keep a slot from which on nothing is missed, and a base that is at most a week old."""
        self._log.mkdir(parents=True, exist_ok=True)
        self._bases.mkdir(parents=True, exist_ok=True)
        self._run("pg_receivewal", "--create-slot", "--if-not-exists", "--slot", SLOT)
        bases = sorted(self._bases.iterdir())
        if not bases or now() - made_at(bases[-1]) > NEW_BASE_AFTER:
            self._take_base()
            self._forget(sorted(self._bases.iterdir()))

    def is_whole(self) -> bool:
        """Whether there is a base and a log."""
        return self._log.is_dir() and any(self._bases.glob("*"))

    def _take_base(self) -> None:
        unfinished = self._bases.parent / "unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        self._run("pg_basebackup", "-D", str(unfinished), "--checkpoint=fast", "--wal-method=stream")
        unfinished.rename(self._bases / f"{now():%Y%m%dT%H%M%SZ}")

    def _forget(self, bases: list[Path]) -> None:
        """Delete bases that no second of the kept days needs any more, and the log before the first that stays."""
        needed_since = now() - timedelta(days=KEPT_DAYS)
        for base, next_base in pairwise(bases):
            if made_at(next_base) < needed_since:
                shutil.rmtree(base)
        first = min(self._bases.iterdir())
        segment = (first / "backup_label").read_text().split("(file ")[1].split(")")[0]
        for path in self._log.iterdir():
            if len(path.name.split(".")[0]) == len(segment) and path.name < segment:
                path.unlink()

    def command(self) -> tuple[list[str], dict[str, str]]:
        """Receive the log until told to stop; each record is on the disk before the server may forget it."""
        words = ["pg_receivewal", *self._address, "-D", str(self._log), "--slot", SLOT, "--synchronous", "--no-loop"]
        return words, self._more | {"PGAPPNAME": SLOT}

    def _run(self, program: str, *words: str) -> None:
        environ = {**os.environ, **self._more}
        done = subprocess.run([program, *self._address, *words], env=environ, capture_output=True, text=True)
        if done.returncode:
            raise BackupRefused(f"{program}: {done.stderr.strip()[-400:]}")


def read_mark(mark: Path) -> str | None:
    """The name of the copy that a folder belongs to; None where there is none."""
    with suppress(FileNotFoundError):
        return mark.read_text()
    return None


def set_aside(stream: Path) -> None:
    """Keep what stands in a stream's folder under another name, so that a new stream begins in an empty one."""
    if stream.exists() and any(stream.iterdir()):
        stream.rename(stream.with_name(f"{stream.name}-until-{now():%Y%m%dT%H%M%SZ}"))


def reached_at(folder: Path) -> datetime | None:
    """When the newest piece of a copy's stream was written; None where there is none."""
    pieces = [piece for kept in PIECES for piece in (folder / STREAM / kept).glob("*")]
    newest = max(pieces, key=lambda piece: piece.name, default=None)  # both programs number them
    try:
        return datetime.fromtimestamp(newest.stat().st_mtime, UTC) if newest else None
    except FileNotFoundError:  # thinned, or given its final name, this moment
        return now()


def made_at(base: Path) -> datetime:
    """When a base was taken, by its name."""
    return datetime.strptime(base.name, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
