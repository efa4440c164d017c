"""What was backed up comes back row for row and byte for byte; a damaged backup comes back not at all."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from marketplace.core.backup import BackupRefused, back_up, check, restore
from marketplace.core.db import db, engine_options, session
from marketplace.core.runtime import config
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from tests.builders import make_person
from tests.postgres import folder_of_programs
from tests.rows import rows_of

PICTURE = "renditions/ab/picture/480.webp"


@pytest.fixture(autouse=True)
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    monkeypatch.setenv("PATH", f"{folder_of_programs()}:{os.environ['PATH']}")


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    folder = tmp_path / "uploads"
    (folder / PICTURE).parent.mkdir(parents=True)
    (folder / PICTURE).write_bytes(b"a picture")
    (folder / "private").mkdir()
    (folder / "private" / "x.sealed").write_bytes(bytes(range(256)))
    (folder / ".unfinished").mkdir()
    (folder / ".unfinished" / "half").write_bytes(b"ha")
    return folder


@pytest.fixture
def backup(app: Flask, uploads: Path, tmp_path: Path) -> Path:
    """A backup of an installation with two people."""
    with transaction():
        make_person("Nguyễn Thị Một"), make_person("Trần Thị Hai")
    folder = tmp_path / "kept" / "backup"
    back_up(config().database_url, uploads, folder)
    return folder


@pytest.fixture
def elsewhere(app: Flask, tmp_path: Path) -> Iterator[str]:
    """The address of another, empty database of the same kind."""
    url = make_url(config().database_url)
    if url.get_backend_name() == "sqlite":
        yield f"sqlite:///{tmp_path / 'elsewhere' / 'restored.db'}"
        return
    server = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS restored WITH (FORCE)"))
        connection.execute(text("CREATE DATABASE restored"))
    yield url.set(database="restored").render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text("DROP DATABASE restored WITH (FORCE)"))
    server.dispose()


def _rows_at(address: str) -> dict[str, list[str]]:
    options = {name: value for name, value in engine_options(address).items() if name in ("module", "connect_args")}
    engine = create_engine(address, **options)
    found = rows_of(engine)
    engine.dispose()
    return found


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _is_untouched(address: str, uploads: Path) -> bool:
    """Whether nothing was restored."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return not Path(str(url.database)).exists() and not uploads.exists()
    return _rows_at(address) == {} and not uploads.exists()


def test_it_brings_back_what_was_there_and_not_what_came_later(
    backup: Path, uploads: Path, elsewhere: str, tmp_path: Path
) -> None:
    before, files = rows_of(db.engine), _files(uploads)
    with transaction():
        session.query(Person).filter_by(full_name="Trần Thị Hai").delete()
        make_person("Lê Thị Ba")
    (uploads / PICTURE).unlink()
    restore(backup, elsewhere, tmp_path / "restored")
    assert _rows_at(elsewhere) == before
    assert sum("Trần Thị Hai" in row for row in before["person"]) == 1
    assert _files(tmp_path / "restored") == {name: kept for name, kept in files.items() if ".unfinished" not in name}


def test_only_its_owner_may_read_it_and_what_is_restored_can_be_served(
    backup: Path, elsewhere: str, tmp_path: Path
) -> None:
    modes = {path: path.stat().st_mode & 0o777 for path in [backup, *backup.rglob("*")]}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}
    restore(backup, elsewhere, tmp_path / "restored")
    assert (tmp_path / "restored" / PICTURE).stat().st_mode & 0o777 != 0o600


def _damage(backup: Path, what: str) -> None:
    if what == "a byte of the database":
        content = bytearray((backup / "database").read_bytes())
        content[len(content) // 2] ^= 1
        (backup / "database").write_bytes(content)
    elif what == "a picture gone":
        (backup / "uploads" / PICTURE).unlink()
    elif what == "a picture changed":
        (backup / "uploads" / PICTURE).write_bytes(b"another")
    elif what == "a file added":
        (backup / "uploads" / "renditions" / "evil.html").write_text("<script>")
    elif what == "no manifest":
        (backup / "manifest.json").unlink()
    elif what == "a manifest cut short":
        (backup / "manifest.json").write_text((backup / "manifest.json").read_text()[:-40])
    elif what == "a manifest of nothing":
        (backup / "manifest.json").write_text("{}")
    elif what == "of another kind of database":
        manifest = json.loads((backup / "manifest.json").read_text())
        (backup / "manifest.json").write_text(json.dumps({**manifest, "backend": "oracle"}))


@pytest.mark.parametrize(
    ("what", "named"),
    [
        ("a byte of the database", "database is not what was backed up"),
        ("a picture gone", "480.webp is not what was backed up"),
        ("a picture changed", "480.webp is not what was backed up"),
        ("a file added", "evil.html was not backed up"),
        ("no manifest", "no readable manifest"),
        ("a manifest cut short", "no readable manifest"),
        ("a manifest of nothing", "no readable manifest"),
        ("of another kind of database", "the backup is of oracle"),
    ],
)
def test_a_broken_backup_is_refused_by_name_and_nothing_is_put_in_place(
    backup: Path, elsewhere: str, tmp_path: Path, what: str, named: str
) -> None:
    check(backup)
    _damage(backup, what)
    with pytest.raises(BackupRefused, match=named):
        restore(backup, elsewhere, tmp_path / "restored")
    assert _is_untouched(elsewhere, tmp_path / "restored")


def test_a_running_installation_is_never_overwritten(backup: Path, uploads: Path, tmp_path: Path) -> None:
    with transaction():
        make_person("Lê Thị Ba")
    before, files = rows_of(db.engine), _files(uploads)
    for place in (uploads, tmp_path / "empty"):
        with pytest.raises(BackupRefused):
            restore(backup, config().database_url, place)
    assert rows_of(db.engine) == before
    assert _files(uploads) == files and not (tmp_path / "empty").exists()


def test_a_folder_that_holds_something_takes_no_backup(app: Flask, uploads: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "one.txt").write_text("mine")
    with pytest.raises(BackupRefused, match="is not empty"):
        back_up(config().database_url, uploads, tmp_path / "letters")
    assert _files(tmp_path / "letters") == {"one.txt": b"mine"}
