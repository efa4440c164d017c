"""`marketplace backup` and `restore` as an operator types them, on an installation of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from marketplace.app import create_app
from marketplace.audit.jobs import seal_audit_trail
from marketplace.cli.backups import backup, restore
from marketplace.cli.database import load_reference_data
from marketplace.core.db import db, session
from marketplace.core.transactions import transaction
from tests.builders import make_person
from tests.rows import rows_of


def _settings(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {
        "ENVIRONMENT": "test",
        "DATABASE_URL": f"sqlite:///{folder / 'own.db'}",
        "VAR_DIR": str(folder / "var"),
        "UPLOADS_DIR": str(folder / "uploads"),
        "PUBLIC_URL": "http://localhost",
    }
    for name, value in told.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, list[str]]]:
    """An installation with somebody in it; gives its rows."""
    _settings(tmp_path / "first", monkeypatch)
    (tmp_path / "first" / "uploads").mkdir(parents=True)
    with create_app().app_context():
        db.create_all()
        with transaction():
            load_reference_data()
            make_person("Nguyễn Thị Một")
        seal_audit_trail()
        found = rows_of(db.engine)
        session.remove()
        db.engine.dispose()
    return found


def run(command: object, *words: object) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words])  # type: ignore[arg-type]


@pytest.mark.sqlite_only
def test_a_backup_is_put_in_place_on_another_machine_and_every_promise_holds(
    rows: dict[str, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "kept"
    made = run(backup, folder)
    assert made.exit_code == 0 and str(folder) in made.output
    _settings(tmp_path / "second", monkeypatch)
    assert run(restore, folder, "--check-only").exit_code == 0
    assert not (tmp_path / "second" / "own.db").exists()
    put_back = run(restore, folder)
    assert put_back.exit_code == 0, put_back.output
    with create_app().app_context():
        assert rows_of(db.engine) == rows
        db.engine.dispose()


@pytest.mark.sqlite_only
def test_a_refusal_says_why_and_ends_with_a_fault(
    rows: dict[str, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "kept"
    assert run(backup, folder).exit_code == 0
    again = run(backup, folder)
    assert again.exit_code == 1 and "is not empty" in str(again.exception)
    _settings(tmp_path / "second", monkeypatch)
    (folder / "database").write_bytes(b"SQLite format 3\0")
    refused = run(restore, folder)
    assert refused.exit_code == 1 and "database is not what was backed up" in str(refused.exception)
    assert not (tmp_path / "second" / "own.db").exists()
