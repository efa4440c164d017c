"""Applications on databases of their own, and the story of one that was filled at the first migration and upgraded."""

import dataclasses
import itertools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from flask import Flask

import config
from marketplace.app import create_app
from marketplace.core.db import db, session
from tests.migrations.stages import FIRST, Rows, fill_first, new_database, read_rows, revisions, upgrade

NewApp = Callable[[], AbstractContextManager[Flask]]


@pytest.fixture(scope="session")
def new_app(
    whole_app: Flask, settings: config.Config, database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> NewApp:
    """Opens an application on an empty database, in its context."""
    numbers = itertools.count(1)

    @contextmanager
    def open_app() -> Iterator[Flask]:
        name = f"upgraded_{next(numbers)}"
        folder = tmp_path_factory.mktemp(name)
        own = new_database(database_url, folder, name)
        app = create_app(dataclasses.replace(settings, database_url=own, var=folder, uploads=folder / "uploads"))
        with app.app_context():
            yield app
            session.remove()
            db.engine.dispose()

    return open_app


@pytest.fixture(scope="session")
def rows_at(new_app: NewApp) -> dict[str, Rows]:
    """What the database holds after each migration, having been filled at the first."""
    with new_app() as app:
        fill_first(app)
        told = {FIRST: read_rows()}
        for revision in revisions()[1:]:
            upgrade(app, revision)
            told[revision] = read_rows()
    return told
