"""A continuous copy: the database up to its last second and every upload, in a folder on another disk or machine.

`FOLDER/stream` is written by the programs of `core.copy_streams`, `FOLDER/uploads` by this module; what is deleted
here lies in `FOLDER/gone/<day>` until it is forgotten. A copy holds people's names in the open: nobody but its owner
may read it. See docs/adr/0021-continuous-copies.md.
"""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.engine import make_url

from marketplace.core.backup import UNFINISHED, BackupRefused, copy_files
from marketplace.core.clock import now
from marketplace.core.copy_streams import KEPT_DAYS, STREAM, litestream, made_at, reached_at, settings_of
from marketplace.core.db import session
from marketplace.core.heartbeat import WorkerBeat
from marketplace.core.states import StateChange

LATE_BY = timedelta(minutes=1)
UPLOADS, GONE = "uploads", "gone"
COPIED_LOG = "copied_wal"  # folder of a restored data directory


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Let nobody else write to this copy, nor anybody read what is written; BackupRefused while another writes."""
    before = os.umask(0o077)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        with (folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
    except BlockingIOError as fault:
        raise BackupRefused(f"{folder} is being written by another process") from fault
    finally:
        os.umask(before)


class UploadsCopy:
    """Copies new uploads. They never change and are there before the row that names them; folders tell of new ones."""

    def __init__(self, source: Path, folder: Path) -> None:
        self._source, self._target, self._gone = source, folder / UPLOADS, folder / GONE
        self._looked: dict[str, int] = {}

    def run(self, today: date) -> int:
        """Copy what came since the last time, and set aside what is gone; gives the number of new files."""
        copied = 0
        for folder, _folders, names in self._changed():
            copied += self._copy(folder, names)
            self._set_aside(folder, today)
        return copied

    def forget(self, today: date) -> None:
        """Delete for good what was deleted here before the kept days."""
        with suppress(FileNotFoundError):
            for day in self._gone.iterdir():
                if date.fromisoformat(day.name) < today - timedelta(days=KEPT_DAYS):
                    shutil.rmtree(day)

    def _changed(self) -> Iterator[tuple[Path, list[str], list[str]]]:
        """Folders whose time stamp is another than when they were last looked through."""
        for path, folders, names in os.walk(self._source):
            folders[:] = [name for name in folders if name != UNFINISHED]
            at = os.stat(path).st_mtime_ns
            if self._looked.get(path) != at:
                yield Path(path), folders, names
                if now().timestamp() - at / 1e9 > 2:  # else another file may come with the same stamp
                    self._looked[path] = at

    def _copy(self, folder: Path, names: list[str]) -> int:
        target, copied = self._target / folder.relative_to(self._source), 0
        target.mkdir(parents=True, exist_ok=True)
        for name in names:
            if not (target / name).exists() and not name.startswith("."):
                with suppress(FileNotFoundError):  # deleted this moment
                    _copy_whole(folder / name, target / name)
                    copied += 1
        return copied

    def _set_aside(self, folder: Path, today: date) -> None:
        """Move away copies of what stands no more in a folder."""
        below = folder.relative_to(self._source)
        for copy in (self._target / below).iterdir():
            if not (folder / copy.name).exists():
                place = self._gone / today.isoformat() / below
                place.mkdir(parents=True, exist_ok=True)
                if (place / copy.name).is_dir():
                    shutil.rmtree(place / copy.name)
                copy.replace(place / copy.name)


def _copy_whole(source: Path, target: Path) -> None:
    part = target.with_name(f".{target.name}.part")
    shutil.copyfile(source, part)
    with part.open("rb") as stream:
        os.fsync(stream.fileno())
    part.replace(target)


def is_late(folder: Path, beat_at: datetime | None) -> bool:
    """Whether a copy misses a heartbeat that a worker wrote more than a minute ago, or holds nothing at all."""
    reached = reached_at(folder)
    return reached is None or (beat_at is not None and reached < beat_at - LATE_BY)


def is_continuous(source: Path) -> bool:
    """Whether a folder holds a continuous copy."""
    return (source / STREAM).is_dir()


def restore_database(source: Path, database_url: str, at: datetime | None) -> None:
    """Put the SQLite database as it stood last, or at an instant, in an empty place; BackupRefused says why not."""
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite":
        raise BackupRefused("a copy of PostgreSQL is restored into a new --data-directory")
    database = Path(url.database or "")
    if database.exists():
        raise BackupRefused(f"{database} exists; move it away first")
    database.parent.mkdir(parents=True, exist_ok=True)
    until = ["-timestamp", at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")] if at else []
    words = [litestream(), "restore", *until, "-integrity-check", "full", "-o", str(database)]
    with settings_of(database, source / STREAM) as settings:  # as an address, a folder's name may hold no blank
        told = ["-no-expand-env", "-config", str(settings), str(database)]
        done = subprocess.run([*words, *told], capture_output=True, text=True)
    if done.returncode:
        raise BackupRefused(f"litestream: {done.stderr.strip()[-400:]}")


def restore_server(source: Path, data_directory: Path, at: datetime | None) -> None:
    """Lay out a PostgreSQL data directory that recovers to the last record, or to an instant, when it is started."""
    bases = [base for base in sorted((source / STREAM / "bases").glob("*")) if at is None or made_at(base) < at]
    if not bases:
        raise BackupRefused(f"{source} holds no base from before that time")
    if data_directory.exists() and any(data_directory.iterdir()):
        raise BackupRefused(f"{data_directory} is not empty")
    shutil.copytree(bases[-1], data_directory, dirs_exist_ok=True)
    data_directory.chmod(0o700)
    _copy_log(source / STREAM / "wal", data_directory / COPIED_LOG)
    told = [f"restore_command = 'cp {COPIED_LOG}/%f %p'"]
    told += [f"recovery_target_time = '{at.isoformat()}'"] if at else []
    told += ["recovery_target_action = 'promote'"]
    with (data_directory / "postgresql.auto.conf").open("a") as settings:
        settings.write("\n".join(["", *told, ""]))
    (data_directory / "recovery.signal").touch()


def _copy_log(log: Path, target: Path) -> None:
    """Into the data directory: what the server's user cannot read would end its recovery too early, unsaid."""
    target.mkdir()
    for path in sorted(log.iterdir()):
        shutil.copyfile(path, target / path.name.removesuffix(".partial"))


def restore_uploads(source: Path, uploads: Path) -> None:
    """Put back every upload that was copied; those deleted in the kept days lie where rows of back then name them."""
    for folder in (*sorted((source / GONE).glob("*")), source / UPLOADS):
        copy_files(folder, uploads)


def last_instant() -> datetime | None:
    """When this database was last written to by a worker's heartbeat or a change of state: how far a copy reached."""
    told = [session.scalar(select(func.max(column))) for column in (WorkerBeat.beat_at, StateChange.at)]
    return max(filter(None, told), default=None)
