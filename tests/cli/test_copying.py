"""A continuous copy loses at most the last second, whatever dies; any second of the kept days comes back (8.29)."""

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select, text
from sqlalchemy.engine import make_url

from config import Config
from marketplace.app import create_app
from marketplace.audit.jobs import seal_audit_trail
from marketplace.cli.backups import reached, restore
from marketplace.cli.copying import keep_copy
from marketplace.cli.database import load_reference_data
from marketplace.core.clock import VIETNAM, now
from marketplace.core.continuous_copy import UploadsCopy, locked
from marketplace.core.copy_streams import MARK
from marketplace.core.db import db, session
from marketplace.core.heartbeat import WorkerBeat
from marketplace.core.promises import violations
from marketplace.core.transactions import transaction
from tests.cli.conftest import Started
from tests.postgres import Server, folder_of_programs


def run(command: object, *words: object) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words])  # type: ignore[arg-type]


def wait_for(is_there: Callable[[], bool], by: Started | None = None) -> None:
    """Wait until something is there, which a command beside the test does."""
    for _ in range(600):
        if is_there():
            return
        assert by is None or by.process.poll() is None, by.process.communicate()
        time.sleep(0.05)
    raise AssertionError("it did not come in half a minute")


class Installation:
    """An installation in a folder of its own, which the environment of this process names."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, url: str | None = None) -> None:
        self.uploads = folder / "uploads"
        self.uploads.mkdir(parents=True)
        told = {
            "ENVIRONMENT": "test",
            "DATABASE_URL": url or f"sqlite:///{folder / 'own.db'}",
            "VAR_DIR": str(folder / "var"),
            "UPLOADS_DIR": str(self.uploads),
            "PUBLIC_URL": "http://localhost",
        }
        for name, value in told.items():
            monkeypatch.setenv(name, value)

    def take(self, settings: Config) -> None:
        """Take the prepared database of the run."""
        shutil.copy(str(make_url(settings.database_url).database), self.uploads.parent / "own.db")

    def set_up(self) -> None:
        with create_app().app_context():
            db.create_all()
            with transaction():
                load_reference_data()
            seal_audit_trail()
            session.remove()
            db.engine.dispose()

    def write(self, seconds: float) -> tuple[int, datetime]:
        """Commit a row every few milliseconds; gives how many, and when the last was acknowledged."""
        with create_app().app_context():
            count, ends_at = 0, time.monotonic() + seconds
            while time.monotonic() < ends_at:
                with transaction():
                    session.add(WorkerBeat(name=f"{now().isoformat()}:{count}", beat_at=now()))
                count += 1
                time.sleep(0.01)
            session.remove()
            db.engine.dispose()
        return count, now()

    def is_received(self) -> bool:
        """Whether all that PostgreSQL has acknowledged is on the copy's disk; it takes less than a second."""
        with create_app().app_context():
            found = session.scalar(text("SELECT bool_and(flush_lsn >= pg_current_wal_lsn()) FROM pg_stat_replication"))
            session.remove()
            db.engine.dispose()
        return bool(found)

    def rows(self) -> int:
        with create_app().app_context():
            found = session.scalar(select(func.count()).select_from(WorkerBeat)) or 0
            session.remove()
            db.engine.dispose()
        return found


def told_by(result: Result) -> datetime:
    """The instant that `reached` names."""
    line = next(line for line in result.output.splitlines() if line.startswith("reached: "))
    return datetime.strptime(line, "reached: %Y-%m-%d %H:%M:%S (Vietnam)").replace(tzinfo=VIETNAM)


@pytest.mark.sqlite_only
def test_all_but_the_last_second_is_there_after_everything_died(
    app: object, settings: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Installation(tmp_path / "first", monkeypatch)
    first.take(settings)
    folder = tmp_path / "copy"
    copying = Started(dict(os.environ), "copy", str(folder))
    wait_for(lambda: any((folder / "stream").rglob("*.ltx")), by=copying)
    early, early_at = first.write(0.3)
    time.sleep(2.2 - early_at.microsecond / 1e6)  # --at says whole seconds
    (first.uploads / "originals" / "ab").mkdir(parents=True)
    (first.uploads / "originals" / "ab" / "photo.sealed").write_bytes(b"of the last second")
    wait_for(lambda: (folder / "uploads" / "originals" / "ab" / "photo.sealed").exists())
    late, last_at = first.write(1.5)
    os.killpg(copying.process.pid, signal.SIGKILL)
    copying.process.wait(timeout=10)

    second = Installation(tmp_path / "second", monkeypatch)
    put_back = run(restore, folder)
    assert put_back.exit_code == 0, put_back.output
    assert last_at - told_by(put_back) < timedelta(seconds=2)  # of which one is the rounding
    assert early + late - second.rows() < 80  # a row each ten milliseconds or more
    assert (second.uploads / "originals" / "ab" / "photo.sealed").read_bytes() == b"of the last second"
    assert folder.stat().st_mode & 0o077 == 0

    third = Installation(tmp_path / "third", monkeypatch)
    at = (early_at + timedelta(seconds=1)).astimezone(VIETNAM)
    assert run(restore, folder, "--at", f"{at:%Y-%m-%dT%H:%M:%S}").exit_code == 0
    assert third.rows() == early


@pytest.mark.sqlite_only
def test_one_that_is_told_to_stop_has_everything(
    app: object, settings: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Installation(tmp_path / "first", monkeypatch)
    first.take(settings)
    copying = Started(dict(os.environ), "copy", str(tmp_path / "copy"))
    wait_for(lambda: any((tmp_path / "copy" / "stream").rglob("*.ltx")), by=copying)
    count, _at = first.write(0.2)
    assert copying.stop(signal.SIGTERM)[0] == 0
    second = Installation(tmp_path / "second", monkeypatch)
    assert run(restore, tmp_path / "copy").exit_code == 0
    assert second.rows() == count


@pytest.mark.sqlite_only
def test_into_another_folder_or_one_that_was_emptied_the_copy_begins_anew(
    app: object, settings: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program remembers the copy it made before; going on from there it would copy nothing, unsaid (8.29)."""
    first = Installation(tmp_path / "first", monkeypatch)
    first.take(settings)
    target = tmp_path / "new disk"
    for folder in (tmp_path / "disk", target):
        copying = Started(dict(os.environ), "copy", str(folder))
        wait_for(lambda folder=folder: any((folder / "stream").rglob("*.ltx")), by=copying)
        first.write(0.2)
        if folder != target:
            assert copying.stop(signal.SIGTERM)[0] == 0
    shutil.rmtree(target / "stream")
    _, said = copying.process.communicate(timeout=20)
    assert copying.process.returncode != 0 and "was emptied" in said
    copying = Started(dict(os.environ), "copy", str(target))
    wait_for((target / "stream" / MARK).exists, by=copying)  # what the first one still wrote while it ended lies aside
    wait_for(lambda: any((target / "stream").rglob("*.ltx")), by=copying)
    first.write(0.2)
    assert copying.stop(signal.SIGTERM)[0] == 0
    count = first.rows()
    second = Installation(tmp_path / "second", monkeypatch)
    assert run(restore, target).exit_code == 0
    assert second.rows() == count > 2


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server that keeps what it acknowledged."""
    monkeypatch.setenv("PATH", f"{folder_of_programs()}:{os.environ['PATH']}")
    made = Server(tempfile.mkdtemp(prefix="pg-"), "-c autovacuum=off -c shared_buffers=64MB")
    made.create()
    made.start()
    yield made
    made.kill()
    shutil.rmtree(made.folder, ignore_errors=True)


@pytest.mark.postgres_only
def test_what_was_received_of_a_dead_server_is_on_the_next(
    app: object, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Installation(tmp_path / "first", monkeypatch, server.address)
    first.set_up()
    folder = tmp_path / "copy"
    copying = Started(dict(os.environ), "copy", str(folder))
    wait_for(lambda: any((folder / "stream" / "wal").glob("*.partial")), by=copying)
    count, last_at = first.write(0.5)
    wait_for(first.is_received)
    server.kill()
    copying.process.wait(timeout=10)  # it says so, and is to be started again

    Installation(tmp_path / "second", monkeypatch, server.address)
    shutil.rmtree(f"{server.folder}/data")
    put_back = run(restore, folder, "--data-directory", f"{server.folder}/data")
    assert put_back.exit_code == 0, put_back.exception
    server.take_over(server.folder)
    server.start()
    again = Installation(tmp_path / "third", monkeypatch, server.address)
    wait_for(lambda: not (Path(server.folder) / "data" / "recovery.signal").exists())
    assert again.rows() == count
    assert last_at - told_by(run(reached)) < timedelta(seconds=2)
    with create_app().app_context():
        assert list(violations(full=True)) == []
        db.engine.dispose()


@pytest.mark.sqlite_only
class TestUploads:
    def test_what_is_deleted_is_kept_for_a_while_and_then_forgotten(self, app: object, tmp_path: Path) -> None:
        source, folder = tmp_path / "uploads", tmp_path / "copy"
        (source / "private" / "ab").mkdir(parents=True)
        (source / "private" / "ab" / "paper.sealed").write_bytes(b"paper")
        (source / ".unfinished" / "x").mkdir(parents=True)
        copy, day = UploadsCopy(source, folder), date(2026, 11, 2)
        assert (copy.run(day), copy.run(day)) == (1, 0)
        assert not (folder / "uploads" / ".unfinished").exists()
        (source / "private" / "ab" / "paper.sealed").unlink()
        copy.run(day)
        gone = folder / "gone" / "2026-11-02" / "private" / "ab" / "paper.sealed"
        assert gone.read_bytes() == b"paper" and not (folder / "uploads" / "private" / "ab" / "paper.sealed").exists()
        copy.forget(day + timedelta(days=14))
        assert gone.exists()
        copy.forget(day + timedelta(days=15))
        assert not gone.exists()

    def test_folders_in_which_nothing_changed_are_not_read_again(self, app: object, tmp_path: Path) -> None:
        source = tmp_path / "uploads"
        source.mkdir()
        (source / "one.webp").write_bytes(b"1")
        os.utime(source, (time.time() - 60, time.time() - 60))
        copy, day = UploadsCopy(source, tmp_path / "copy"), date(2026, 11, 2)
        assert copy.run(day) == 1
        shutil.rmtree(tmp_path / "copy" / "uploads")
        assert copy.run(day) == 0
        (source / "two.webp").write_bytes(b"2")
        assert copy.run(day) == 2


@pytest.mark.sqlite_only
def test_two_never_write_one_copy_and_a_place_must_be_named(
    app: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Installation(tmp_path / "first", monkeypatch)
    assert "COPY_TO" in str(run(keep_copy).exception)
    with locked(tmp_path / "copy"):
        refused = run(keep_copy, tmp_path / "copy")
    assert refused.exit_code == 1 and "is being written by another process" in str(refused.exception)
