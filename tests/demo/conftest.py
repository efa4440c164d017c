"""The demo, loaded once a run into a database of its own, with tiny pictures; tests read it or undo what they do."""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

import config
from marketplace.app import create_app
from marketplace.cli.database import load_reference_data
from marketplace.core.clock import as_if, now
from marketplace.core.db import db, session
from marketplace.core.transactions import transaction
from marketplace.core.versioned_cache import clear_caches
from marketplace.demo.loading import Told, load


@pytest.fixture(scope="session")
def empty_app(
    whole_app: Flask, settings: config.Config, database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Any:
    """Makes applications on empty databases of their own, reference data loaded, on the server under test or on SQLite."""

    def make(name: str, *, sqlite: bool = False) -> Flask:
        url = make_url(database_url)
        if sqlite:
            url = make_url(f"sqlite:///{tmp_path_factory.mktemp(name)}/beside.db")
        if url.get_backend_name() == "postgresql":
            create_database(url, name)
            own = url.set(database=name).render_as_string(hide_password=False)
        else:
            own = f"sqlite:///{Path(url.database or '').with_name(name)}.db"
        folder = tmp_path_factory.mktemp(name)
        app = create_app(dataclasses.replace(settings, database_url=own, var=folder, uploads=folder / "uploads"))
        with app.app_context():
            db.create_all()
            with transaction():
                load_reference_data()
        return app

    return make


@pytest.fixture(scope="session")
def loaded(empty_app: Any) -> tuple[Flask, Told, datetime]:
    """The application of the loaded demo, what was said of it, and the instant at which it ends."""
    app, ends_at = empty_app("demo"), now()
    with app.app_context(), as_if(ends_at):
        told = load(seed=1, tiny_pictures=True)
        session.remove()
    return app, told, ends_at


@pytest.fixture
def demo_app(loaded: tuple[Flask, Told, datetime]) -> Iterator[Flask]:
    """The small demo inside its context. Whatever a test changes it must undo, see `undone`."""
    clear_caches()
    with loaded[0].app_context():
        yield loaded[0]
        session.remove()
        db.engine.dispose()


class _Undo(Exception):
    pass


@contextmanager
def undone() -> Iterator[None]:
    """A transaction that leaves nothing behind."""
    try:
        with transaction():
            yield
            raise _Undo
    except _Undo:
        clear_caches()


def create_database(url: Any, name: str) -> None:
    engine = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
