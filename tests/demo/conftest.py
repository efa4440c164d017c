"""The demo, loaded once a run into a database of its own, with tiny pictures; tests read it or undo what they do."""

import dataclasses
import fcntl
import os
import pickle
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.engine import make_url

import config
from marketplace.app import create_app
from marketplace.core.clock import as_if, now
from marketplace.core.db import db, session
from marketplace.core.transactions import transaction
from marketplace.core.versioned_cache import clear_caches
from marketplace.demo.loading import Told, load
from tests.databases import Database


@pytest.fixture(scope="session")
def empty_app(
    whole_app: Flask, settings: config.Config, database: Database, tmp_path_factory: pytest.TempPathFactory
) -> Any:
    """Makes applications on databases of their own, with reference data and nothing else, on the server under test."""

    def make(name: str) -> Flask:
        folder = tmp_path_factory.mktemp(name)
        own = dataclasses.replace(settings, database_url=database.copy(name), var=folder, uploads=folder / "uploads")
        return create_app(own)

    return make


@pytest.fixture(scope="session")
def loaded(empty_app: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[Flask, Told, datetime]:
    """The application of the loaded demo, what was said of it, and the instant at which it ends.

    The first process of a run that asks for it loads it; the others take copies of what it then put aside.
    """
    app = empty_app("demo")
    settings = app.extensions["config"]
    places = {"uploads": settings.uploads, "demo.db": Path(str(make_url(settings.database_url).database))}
    kept = tmp_path_factory.getbasetemp().parent / f"demo-{os.environ.get('PYTEST_XDIST_TESTRUNUID', os.getpid())}"
    kept.mkdir(exist_ok=True)
    with (kept / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (kept / "told").exists():
            told, ends_at = _load(app)
            _copy({place: kept / name for name, place in places.items()})
            (kept / "told").write_bytes(pickle.dumps((told, ends_at)))
        else:
            _copy({kept / name: place for name, place in places.items()})
    told, ends_at = pickle.loads((kept / "told").read_bytes())
    return app, told, ends_at


def _load(app: Flask) -> tuple[Told, datetime]:
    ends_at = now()
    with app.app_context(), as_if(ends_at):
        told = load(seed=1, tiny_pictures=True)
        session.remove()
        db.engine.dispose()
    return told, ends_at


def _copy(files: dict[Path, Path]) -> None:
    for source, target in files.items():
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        elif source.exists():
            shutil.copyfile(source, target)


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
