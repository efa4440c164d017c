"""A continuous copy between backups: every commit reaches another disk within a second, and every upload within ten.

SQLite is followed by Litestream, a program of its own; PostgreSQL by its own `pg_receivewal`, on top of a base copy.
Both are told in full here and run as children, so that an operator has one command for either. The copy is a folder:
`database/` (Litestream's), or `base/` and `wal/`, and `uploads/`. See docs/adr/0021-continuous-copy.md.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.engine import URL, make_url

from marketplace.core.backup import UNFINISHED, BackupRefused
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.heartbeat import WorkerBeat
from marketplace.core.outbox import OutboxRow
from marketplace.core.states import StateChange

SLOT = "marketplace_copy"  # what PostgreSQL keeps for us until it is copied
KEPT_FOR, BASE_EVERY = timedelta(days=14), timedelta(days=7)  # 14 days, as the privacy policy says of backups
DATABASE, BASE, WAL, UPLOADS, ERASED = "database", "base", "wal", "uploads", "erased"
LOOK_BACK_SECONDS = 120  # files whose clock is a little behind are looked at again
Environment = dict[str, str]


def followers(database_url: str, target: Path) -> tuple[list[str], Environment]:
    """The command that follows a database, and its environment; what it needs beforehand is made here."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        return _litestream("replicate", "-config", str(_settings_of(url, target))), dict(os.environ)
    return _receiving(url, target)


def is_following(database_url: str, target: Path) -> bool:
    """Whether what is written from now on is copied: a base copy begun earlier would lack the log it needs."""
    return make_url(database_url).get_backend_name() == "sqlite" or bool(_entries(target / WAL))


def make_base(database_url: str, target: Path) -> Path | None:
    """PostgreSQL: a base copy for the log to go on from, every week; None where a newer one is there, and on SQLite."""
    url, name = make_url(database_url), _named(now())
    if url.get_backend_name() == "sqlite" or any(base.name > _named(now() - BASE_EVERY) for base in bases(target)):
        return None
    unfinished, whole = target / BASE / f".{name}", target / BASE / name
    unfinished.parent.mkdir(parents=True, exist_ok=True)
    words = ["--pgdata", str(unfinished), "--wal-method=none", "--checkpoint=fast", *_address(url)]
    _run(["pg_basebackup", *words], _password(url))
    unfinished.rename(whole)
    return whole


def bases(target: Path) -> list[Path]:
    """The whole base copies of a PostgreSQL database, oldest first."""
    return [path for path in _entries(target / BASE) if not path.name.startswith(".")]


def forget_old(uploads: Path, target: Path) -> None:
    """Let the copy hold nothing for longer than backups may: erased files, base copies, and log that none needs."""
    if uploads.is_dir():
        _put_erased_aside(uploads, target)
    for day in _entries(target / ERASED):
        if day.name < f"{now() - KEPT_FOR:%Y%m%d}":
            shutil.rmtree(day)
    old = [base for base in bases(target) if base.name < _named(now() - KEPT_FOR)]
    for base in old[:-1]:  # the newest of them is what the moments after it are restored from
        shutil.rmtree(base)
    for base in bases(target)[:1]:
        first = _first_log_of(base)
        for log in (target / WAL).iterdir():
            if first and len(log.name) == len(first) and log.name < first:
                log.unlink()


def copy_new_uploads(uploads: Path, target: Path, since: float = 0.0) -> int:
    """Copy files written since a moment that are not in the copy yet; how many. A file never changes once written."""
    return _copy_files(uploads, target / UPLOADS, since - LOOK_BACK_SECONDS)


def restore_uploads(target: Path, uploads: Path) -> int:
    """Put the copied files back where they are missing, erased ones too: those without a row go again; how many."""
    return sum(_copy_files(place, uploads, 0.0) for place in (target / UPLOADS, *_entries(target / ERASED)))


def restore_database(database_url: str, target: Path, *, until: datetime | None = None) -> None:
    """SQLite: write the database anew, as it stood at a moment or as late as the copy goes; BackupRefused."""
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite":
        raise BackupRefused("a PostgreSQL server restores itself: name its new data folder with --to")
    database = Path(str(url.database))
    if database.exists():
        raise BackupRefused(f"{database} exists; move it away first")
    database.parent.mkdir(parents=True, exist_ok=True)
    when = ["-timestamp", f"{until:%Y-%m-%dT%H:%M:%SZ}"] if until else []
    _run(_litestream("restore", *when, "-o", str(database), _copy_of(target)), dict(os.environ))


def lay_out_server(target: Path, data: Path, *, until: datetime | None = None) -> None:
    """PostgreSQL: a data folder that recovers when a server starts on it, to a moment or to the end of the copy."""
    fitting = [base for base in bases(target) if until is None or base.name <= _named(until)]
    if not fitting:
        raise BackupRefused(f"{target} holds no base copy from before that moment")
    if data.exists() and any(data.iterdir()):
        raise BackupRefused(f"{data} is not empty")
    shutil.copytree(fitting[-1], data, dirs_exist_ok=True)
    data.chmod(0o700)
    (data / "recovery.signal").touch()
    wal = (target / WAL).resolve()
    lines = [f'restore_command = \'cp "{wal}/%f" "%p" || cp "{wal}/%f.partial" "%p"\'']
    lines += [f"recovery_target_time = '{until:%Y-%m-%d %H:%M:%S}+00'"] if until else []
    with (data / "postgresql.auto.conf").open("a") as settings:
        settings.write("\n".join([*lines, "recovery_target_action = 'promote'", ""]))


def point_reached() -> datetime | None:
    """The moment of the last thing written to this database: an act, a job, or the worker's own beat."""
    columns = (OutboxRow.created_at, OutboxRow.done_at, StateChange.at, WorkerBeat.beat_at)
    moments = [session.scalar(select(func.max(column))) for column in columns]
    return max((moment for moment in moments if moment is not None), default=None)


def _copy_files(source: Path, place: Path, since: float) -> int:
    copied = 0
    for path in _files(source, since):
        copy = place / path.relative_to(source)
        if copy.exists() and copy.stat().st_size == path.stat().st_size:
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        unfinished = copy.with_name(f".{copy.name}.part")
        shutil.copyfile(path, unfinished)
        os.replace(unfinished, copy)
        copied += 1
    return copied


def _put_erased_aside(uploads: Path, target: Path) -> None:
    for copy in list(_files(target / UPLOADS, 0.0)):
        path = copy.relative_to(target / UPLOADS)
        if not (uploads / path).exists():
            aside = target / ERASED / f"{now():%Y%m%d}" / path
            aside.parent.mkdir(parents=True, exist_ok=True)
            copy.rename(aside)


def _first_log_of(base: Path) -> str:
    """The first file of the log that a base copy needs, by its own label."""
    label = base / "backup_label"
    found = re.search(r"START WAL LOCATION: \S+ \(file ([0-9A-F]{24})\)", label.read_text() if label.exists() else "")
    return found[1] if found else ""


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _named(moment: datetime) -> str:
    return f"{moment:%Y%m%d-%H%M%S}"


def _files(folder: Path, since: float) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != UNFINISHED]
        for name in names:
            path = Path(place) / name
            if path.stat().st_mtime >= since:
                yield path


def _litestream(*words: str) -> list[str]:
    beside = Path(sys.executable).parent / "litestream"
    program = str(beside) if beside.exists() else shutil.which("litestream")
    if program is None:
        raise BackupRefused("the program litestream is missing: make setup installs it")
    return [program, *words]


def _settings_of(url: URL, target: Path) -> Path:
    """Litestream's own settings (YAML, of which JSON is a part), beside the copy."""
    target.mkdir(parents=True, exist_ok=True)
    target.chmod(0o700)  # people's names and addresses stand in it
    database = {
        "path": str(Path(str(url.database)).resolve()),
        "monitor-interval": "200ms",
        "checkpoint-interval": "1m",
        "replica": {"url": _copy_of(target), "sync-interval": "200ms"},
    }
    told = {
        "dbs": [database],
        "snapshot": {"interval": "24h", "retention": f"{KEPT_FOR.days * 24}h"},
        "logging": {"level": "warn"},
    }
    path = target / "litestream.yml"
    path.write_text(json.dumps(told, indent=1))
    return path


def _copy_of(target: Path) -> str:
    return f"file://{(target / DATABASE).resolve()}"


def _receiving(url: URL, target: Path) -> tuple[list[str], Environment]:
    (target / WAL).mkdir(parents=True, exist_ok=True)
    target.chmod(0o700)
    slot = ["--slot", SLOT]
    _run(["pg_receivewal", *slot, "--create-slot", "--if-not-exists", *_address(url)], _password(url))
    words = ["--directory", str(target / WAL), "--synchronous", "--status-interval=1", *slot, *_address(url)]
    return ["pg_receivewal", *words], _password(url)


def _address(url: URL) -> list[str]:
    words = ["--host", str(url.query.get("host") or url.host or ""), "--username", str(url.username or "")]
    return [*words, "--no-password", *(["--port", str(url.port)] if url.port else [])]


def _password(url: URL) -> Environment:
    return {**os.environ, "PGPASSWORD": str(url.password or "")}


def _run(command: list[str], environment: Environment) -> None:
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise BackupRefused(f"the program {command[0]} is missing") from error
    if done.returncode:
        raise BackupRefused(f"{Path(command[0]).name}: {(done.stderr or done.stdout).strip()[-400:]}")
