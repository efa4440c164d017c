"""Applications on databases of their own, and the story of one that was filled at the first migration and upgraded."""

import dataclasses
import itertools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, NamedTuple

import pytest
from flask import Flask

import config
from marketplace.app import create_app
from marketplace.core.db import db, session
from tests.migrations.stages import (
    FIRST,
    LAST_STATEMENT,
    Interrupted,
    Rows,
    fill_first,
    interrupted_before,
    new_database,
    read_revision,
    read_rows,
    read_standing,
    revisions,
    upgrade,
)

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


class Walk(NamedTuple):
    """What a database held that was filled at the first migration and then upgraded, stopped once in each step."""

    rows_at: dict[str, Rows]
    stopped: dict[str, tuple[Any, Any]]  # by the migration that was stopped: what stood before, and after the stop


@pytest.fixture(scope="session")
def walk(new_app: NewApp) -> Walk:
    """The way of an installation from the first migration to the newest."""
    with new_app() as app:
        fill_first(app)
        walked = Walk({FIRST: read_rows()}, {})
        for revision in revisions()[1:]:
            stood = read_standing()
            with pytest.raises(Interrupted), interrupted_before(LAST_STATEMENT):
                upgrade(app, revision)
            walked.stopped[revision] = stood, read_standing()
            upgrade(app, revision)
            walked.rows_at[revision] = read_rows()
        assert read_revision() == revisions()[-1]
    return walked


@pytest.fixture(scope="session")
def rows_at(walk: Walk) -> dict[str, Rows]:
    """What the database holds after each migration, having been filled at the first."""
    return walk.rows_at
