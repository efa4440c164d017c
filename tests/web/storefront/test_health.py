"""Whether the process lives, and whether it can serve: its database is there, and of this version."""

import os
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from marketplace.core.clock import now
from marketplace.core.db import db, session
from marketplace.core.heartbeat import Heart
from marketplace.core.runtime import config
from marketplace.core.transactions import transaction
from marketplace.core.versioned_cache import clear_caches
from tests.builders import make_officer
from tests.payments.making import configured
from tests.visitors import Visitor, text_of


def _ready(visitor: Visitor) -> tuple[int, str]:
    answer = visitor.get("/readyz")
    return answer.status_code, answer.get_data(as_text=True)


def _take_the_database_away() -> None:
    url = make_url(config().database_url)
    session.remove()
    if url.get_backend_name() == "sqlite":
        os.unlink(str(url.database))
        return
    server = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text("DROP DATABASE test WITH (FORCE)"))
    server.dispose()


def test_ready_with_and_without_a_worker(visitor: Visitor) -> None:
    assert _ready(visitor) == (200, "ok\nworker: not seen")
    Heart().beat()
    assert _ready(visitor) == (200, "ok\nworker: seen")


@pytest.mark.parametrize("piece", ["ltx/0/{:016}-{:016}.ltx", "wal/0000000100000000{0:08}.partial"])
def test_a_copy_that_misses_a_minute_is_late(visitor: Visitor, tmp_path: Path, piece: str) -> None:
    """Late without any piece, in time with a newer one than the last heartbeat, late when it stopped before (8.29)."""
    Heart().beat()

    def told() -> str:
        with configured(copy_to=tmp_path):
            return _ready(visitor)[1].removeprefix("ok\nworker: seen\n")

    def write(number: int, seconds_ago: int) -> None:
        path = tmp_path / "stream" / piece.format(number, number)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        os.utime(path, (now().timestamp() - seconds_ago,) * 2)

    assert told() == "copy: late"
    write(1, 0)
    assert told() == "copy: in time"
    write(2, 90)
    assert told() == "copy: late"
    assert _ready(visitor)[1] == "ok\nworker: seen"


def test_not_ready_on_a_database_behind_its_migrations(visitor: Visitor) -> None:
    with transaction():
        session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    status, said = _ready(visitor)
    assert status == 503 and said.startswith("not ready: the database is at migration 0000, not ")
    assert visitor.get("/healthz").status_code == 200


def test_not_ready_on_a_database_without_a_schema(visitor: Visitor) -> None:
    with db.engine.begin() as connection:
        connection.execute(text("ALTER TABLE alembic_version RENAME TO alembic_version_gone"))
    try:
        assert _ready(visitor) == (503, "not ready: the database has no schema")
    finally:
        with db.engine.begin() as connection:
            connection.execute(text("ALTER TABLE alembic_version_gone RENAME TO alembic_version"))


def test_not_ready_where_nothing_can_be_written(visitor: Visitor, tmp_path: Path) -> None:
    """Folders for uploads and for its own files; it says which, and the site goes on reading (8.28)."""
    (tmp_path / "file").write_text("")
    for name, words in (("uploads", "the folder for uploads"), ("var", "the folder for its own files")):
        with configured(**{name: tmp_path / "file" / name}):
            assert _ready(visitor) == (503, f"not ready: {words} cannot be written: Not a directory")
            assert visitor.get("/products").status_code == 200
    assert _ready(visitor)[0] == 200 and not list(config().uploads.glob(".ready-*"))


def test_not_ready_when_the_database_is_gone(app: Flask, visitor: Visitor) -> None:
    assert _ready(visitor)[0] == 200
    _take_the_database_away()
    status, said = _ready(visitor)
    assert status == 503 and said.startswith("not ready: the database")
    assert visitor.get("/healthz").get_data(as_text=True) == "ok"


def test_while_the_database_is_away_every_page_says_so_and_keeps_what_was_typed(app: Flask, new_visitor: Any) -> None:
    """Signed in or not, at the start of a process as well: a page that asks for nothing."""
    with transaction():
        officer = make_officer()
    nobody, signed_in = new_visitor(), new_visitor().sign_in(officer)
    public, typed = ("/", "/products", "/search?q=sam", "/cart"), {"note": "Trồng ba sào sâm Báo"}
    asked = [(nobody, public, "/orders/lookup"), (signed_in, (*public, "/staff", "/account"), "/staff/support/new")]
    for visitor, _paths, _form in asked:
        visitor.get("/sign-in")
    _take_the_database_away()
    db.engine.dispose()
    clear_caches()
    for visitor, paths, form in asked:
        for path in paths:
            answer = visitor.get(path)
            assert answer.status_code == 503 and "Đang tạm gián đoạn" in text_of(answer), path
        answer = visitor.post(form, typed)
        page = answer.get_data(as_text=True)
        assert answer.status_code == 503 and "chưa được gửi" in text_of(answer)
        assert typed["note"] in page and f'action="{form}"' in page
        assert visitor.get("/api/v1/products").status_code == 503
