"""The drill: everything falls at once between two backups, and comes back to the last second (8.29)."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pysqlite3
import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import create_engine, text

from marketplace.audit.jobs import seal_audit_trail
from marketplace.cli import copies
from marketplace.core.backup import BackupRefused
from marketplace.core.clock import VIETNAM, as_if, now
from marketplace.core.continuous_copy import (
    bases,
    copy_new_uploads,
    forget_old,
    lay_out_server,
    restore_database,
    restore_uploads,
)
from marketplace.core.db import engine_options, prepare_engine, session
from marketplace.core.outbox import enqueue
from marketplace.core.transactions import transaction
from tests.builders import make_person
from tests.cli.conftest import Environment, Started
from tests.postgres import folder_of_programs, give_to_server, running_server

SECONDS = 20


def until(is_so: Callable[[], object]) -> None:
    for _ in range(SECONDS * 20):
        if is_so():
            return
        time.sleep(0.05)
    raise AssertionError("waited in vain")


def command(environment: Environment, *words: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "marketplace.cli", *words], env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def moment_in(told: str) -> datetime:
    [line] = [line for line in told.splitlines() if line.startswith("point reached: ")]
    return datetime.strptime(line.removeprefix("point reached: "), "%Y-%m-%d %H:%M:%S.%f").replace(tzinfo=VIETNAM)


@pytest.mark.sqlite_only
def test_sqlite_comes_back_to_the_last_second(
    app: Flask, environment: Environment, start: Callable[..., Started], tmp_path: Path
) -> None:
    """A copy runs, people are written, everything is killed; on another machine all of them are there."""
    copy = tmp_path / "copy"
    environment["COPY_TO"] = str(copy)
    uploads = Path(environment["UPLOADS_DIR"])
    (uploads / "renditions" / "ab").mkdir(parents=True, exist_ok=True)
    (uploads / "renditions" / "ab" / "480.webp").write_bytes(b"a picture")
    seal_audit_trail()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COPY_TO", str(copy))
        follower = start("copy", "run")
    until(lambda: list(copy.glob("database/**/*.ltx")))
    written = []
    for number in range(30):
        with transaction():
            written.append(make_person(f"Người {number}").id)
            enqueue("none:at_all", {})
    last = now()
    time.sleep(1)
    os.killpg(follower.process.pid, signal.SIGKILL)
    session.remove()
    there = tmp_path / "there"
    elsewhere = {
        **environment,
        "DATABASE_URL": f"sqlite:///{there / 'own.db'}",
        "UPLOADS_DIR": str(there / "uploads"),
        "VAR_DIR": str(there / "var"),
    }
    code, told = command(elsewhere, "copy", "restore")
    assert last - moment_in(told) < timedelta(seconds=1), told
    assert code == 0, told
    with pysqlite3.connect(str(there / "own.db")) as restored:
        assert restored.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        found = {row[0] for row in restored.execute("SELECT id FROM person")}
    assert set(written) <= found
    assert (there / "uploads" / "renditions" / "ab" / "480.webp").read_bytes() == b"a picture"
    with pytest.raises(BackupRefused, match="exists; move it away first"):
        restore_database(elsewhere["DATABASE_URL"], copy)


def test_nothing_is_copied_where_no_folder_is_named(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COPY_TO", raising=False)
    refused = CliRunner().invoke(copies.copy, ["run"])
    assert (refused.exit_code, refused.output) == (
        1,
        "COPY_TO names no folder for the continuous copy (docs/settings.md)\n",
    )


def test_what_is_followed_leaves_the_log_to_who_follows_it(tmp_path: Path) -> None:
    """Two never lay it back at once; ours does when the other is late by 64 MB."""
    pages = []
    for is_followed in (False, True):
        url = f"sqlite:///{tmp_path / f'{is_followed}.db'}"
        engine = create_engine(url, **engine_options(url))
        prepare_engine(engine, is_followed=is_followed)
        with engine.connect() as connection:
            pages.append(connection.execute(text("PRAGMA wal_autocheckpoint")).scalar())
        engine.dispose()
    assert pages == [1000, 16_000]


def test_the_copy_keeps_nothing_longer_than_backups(tmp_path: Path) -> None:
    """An erased picture is put aside, comes back with a restore, and is gone after two weeks."""
    uploads, copy, back = tmp_path / "uploads", tmp_path / "copy", tmp_path / "back"
    (uploads / "private").mkdir(parents=True)
    (uploads / "private" / "x.sealed").write_bytes(b"sealed")
    copy_new_uploads(uploads, copy)
    for name, first in (("20260101-000000", "A"), ("20260102-000000", "B"), (f"{now():%Y%m%d-%H%M%S}", "C")):
        (copy / "base" / name).mkdir(parents=True)
        label = f"START WAL LOCATION: 0/2000028 (file {first * 24})"
        (copy / "base" / name / "backup_label").write_text(label)
    (copy / "wal").mkdir()
    for log in "ABC":
        (copy / "wal" / (log * 24)).write_bytes(b"")
    (uploads / "private" / "x.sealed").unlink()
    forget_old(uploads, copy)
    assert not (copy / "uploads" / "private" / "x.sealed").exists()
    assert restore_uploads(copy, back) == 1 and (back / "private" / "x.sealed").exists()
    assert [base.name[:8] for base in bases(copy)] == ["20260102", f"{now():%Y%m%d}"]
    assert sorted(log.name[0] for log in (copy / "wal").iterdir()) == ["B", "C"]
    with as_if(now() + timedelta(days=16)):
        forget_old(uploads, copy)
    assert not list((copy / "erased").iterdir())


def test_uploads_are_copied_once_and_whole(tmp_path: Path) -> None:
    uploads, copy = tmp_path / "uploads", tmp_path / "copy"
    (uploads / "private" / "ab").mkdir(parents=True)
    (uploads / "private" / "ab" / "x.sealed").write_bytes(b"sealed")
    (uploads / ".unfinished").mkdir()
    (uploads / ".unfinished" / "half").write_bytes(b"ha")
    assert (copy_new_uploads(uploads, copy), copy_new_uploads(uploads, copy)) == (1, 0)
    assert (copy / "uploads" / "private" / "ab" / "x.sealed").read_bytes() == b"sealed"
    assert not (copy / "uploads" / ".unfinished").exists()
    assert copy_new_uploads(uploads, copy, time.time() + 3600) == 0


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A PostgreSQL server of its own, whatever the others do with theirs."""
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)
    monkeypatch.setenv("PATH", f"{folder_of_programs()}:{os.environ['PATH']}")
    with running_server() as url:
        yield url


@pytest.fixture
def within_reach() -> Iterator[Path]:
    """A folder that the server's own user may enter."""
    folder = Path(tempfile.mkdtemp(prefix="copy-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.sqlite_only
def test_postgresql_comes_back_to_the_last_second(
    server: str,
    environment: Environment,
    start: Callable[..., Started],
    within_reach: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A base copy and the log after it: the server is lost with its disk, another one recovers from the copy."""
    copy, data = within_reach / "copy", within_reach / "data"
    monkeypatch.setenv("DATABASE_URL", server)
    monkeypatch.setenv("COPY_TO", str(copy))
    environment |= {"DATABASE_URL": server, "COPY_TO": str(copy), "PATH": os.environ["PATH"]}
    with create_engine(server).begin() as connection:
        connection.execute(text("CREATE TABLE written (n integer, at timestamptz DEFAULT clock_timestamp())"))
    follower = start("copy", "run")
    until(lambda: bases(copy))
    engine = create_engine(server)
    for number in range(30):
        with engine.begin() as connection:
            connection.execute(text("SET LOCAL synchronous_commit = on"))
            connection.execute(text("INSERT INTO written (n) VALUES (:n)"), {"n": number})
    engine.dispose()
    time.sleep(1)
    os.killpg(follower.process.pid, signal.SIGKILL)
    code, told = command(environment, "copy", "restore", "--to", str(data))
    assert code == 0 and "it recovers by itself" in told, told
    give_to_server(copy)
    with running_server(data) as recovered, create_engine(recovered).connect() as connection:
        until(lambda: connection.execute(text("SELECT NOT pg_is_in_recovery()")).scalar())
        rows = connection.execute(text("SELECT n FROM written ORDER BY n")).scalars().all()
    assert rows == list(range(30))
    with pytest.raises(BackupRefused, match="not empty"):
        lay_out_server(copy, data)
    with pytest.raises(BackupRefused, match="no base copy from before"):
        lay_out_server(copy, within_reach / "other", until=now() - timedelta(days=1))
