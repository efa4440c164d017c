"""One application a run, a fresh copy of a prepared database for each test, on SQLite or PostgreSQL."""

import dataclasses
import gc
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import text
from sqlalchemy.engine import make_url

import config
from marketplace.app import create_app
from marketplace.cli.database import load_reference_data
from marketplace.core.db import db, session
from marketplace.core.schema import newest_revision
from marketplace.core.transactions import transaction
from marketplace.core.versioned_cache import clear_caches
from marketplace.places.lookup import Lookup
from marketplace.places.queries import Place, _directory, _lookup, _read_lookup, directory, places_version
from tests.browser.serving import launch_chromium
from tests.databases import Database, database_at
from tests.plans import Planner
from tests.postgres import running_server
from tests.visitors import Visitor

IN_MEMORY = "/dev/shm"
TESTS = config.ROOT / "tests"
# Tests of pages: on SQLite alone, each read they send is planned on PostgreSQL as well (docs/adr/0011).
PAGES = (TESTS / "web", *(TESTS / "house" / f"test_{name}.py" for name in ("foreign", "routes", "toy_plugs")))
# What make check leaves to make test on PostgreSQL: whole stories but for the main job, exchanges with who is outside.
WHOLE_STORIES = [TESTS / "bulk_demo", TESTS / "demo", TESTS / "house"]
WHOLE_STORIES += [path for path in (TESTS / "journeys").glob("test_*.py") if path.name != "test_main_job.py"]
WHOLE_STORIES += [TESTS / "payments" / "exchanges", TESTS / "accounts" / "test_exchanges.py"]
PLANNED = (*PAGES, TESTS / "journeys")  # whose reads are planned on PostgreSQL as well
MOST_CASES = 3  # of a function that make check runs on SQLite


class Areas(NamedTuple):
    """What a process keeps of the areas at one version."""

    version: int
    directory: dict[str, Place]
    lookup: Lookup


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.addoption("--brief", action="store_true", help="what make check runs of the suite (docs/adr/0011)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what docs/adr/0011 lets run elsewhere: on the other database, or in `make test` alone."""
    second_run, brief = config.getoption("--database") == "postgres", config.getoption("--brief")
    other = "sqlite_only" if second_run else "postgres_only"

    def runs(item: pytest.Item) -> bool:
        if item.get_closest_marker(other) or (brief and item.get_closest_marker("thorough")):
            return False
        left = [*PAGES, *WHOLE_STORIES] if brief else PAGES
        return not (second_run and (_is_pure(item) or _lies_in(left, item)))

    kept = [item for item in items if runs(item)]
    if brief:
        kept = _few_cases(kept, most=1 if second_run else MOST_CASES)
    chosen = set(kept)
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = kept


def _few_cases(items: list[pytest.Item], most: int) -> list[pytest.Item]:
    """Of a function with more cases on a database than `most` the first and the last, or the first; of others all."""
    cases: dict[str, list[pytest.Item]] = {}
    for item in items:
        cases.setdefault(item.nodeid if _is_pure(item) else item.nodeid.partition("[")[0], []).append(item)
    few = {item for these in cases.values() for item in (these if len(these) <= most else (these[0], these[-1])[:most])}
    return [item for item in items if item in few]


def _is_pure(item: pytest.Item) -> bool:
    """Whether it touches no database."""
    return "whole_app" not in getattr(item, "fixturenames", ())


def _lies_in(places: Iterable[Path], item: pytest.Item) -> bool:
    return any(item.path.is_relative_to(place) for place in places)


@pytest.fixture(scope="session")
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address under which every test finds its own fresh copy; in memory where the system offers that."""
    if request.config.getoption("--database") == "sqlite":
        with tempfile.TemporaryDirectory(dir=IN_MEMORY if os.access(IN_MEMORY, os.W_OK) else None) as folder:
            yield f"sqlite:///{folder}/test.db"
        return
    with running_server() as server:
        yield make_url(server).set(database="test").render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def settings(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> config.Config:
    """The configuration of the tested application."""
    var, uploads = tmp_path_factory.mktemp("var"), tmp_path_factory.mktemp("uploads")
    environ = {
        "ENVIRONMENT": "test",
        "DATABASE_URL": database_url,
        "PUBLIC_URL": "http://localhost",
        "VAR_DIR": str(var),
        "UPLOADS_DIR": str(uploads),
        "STRIPE_SECRET_KEY": "sk_test_ours",
        "STRIPE_WEBHOOK_SECRET": "whsec_test",
        "BANK_FEED_SECRET": "feed-secret-for-tests",
    }
    return dataclasses.replace(config.load(environ))


@pytest.fixture(scope="session")
def database(database_url: str) -> Database:
    """The database under test, which each test gets fresh."""
    return database_at(database_url)


@pytest.fixture(scope="session")
def whole_app(settings: config.Config, database: Database) -> Flask:
    """The application, and the prepared database that every test starts from."""
    database.begin()
    app = create_app(settings)
    with app.app_context():
        db.create_all()
        with transaction():
            load_reference_data()
            note_revision()
        db.engine.dispose()
    database.keep()
    spare_the_garbage_collector()
    return app


def spare_the_garbage_collector() -> None:
    """Look for garbage rarely, and never again in what is loaded by now: a tenth of the time of page tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def note_revision() -> None:
    """Write down, as migrations do, that the schema is of this version."""
    session.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    session.execute(text("INSERT INTO alembic_version VALUES (:newest)"), {"newest": newest_revision()})


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests of this process that look at pages in a browser."""
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def areas(whole_app: Flask, database: Database) -> Areas:
    """The areas as every test finds them: 3,300 of today and all names they had, so read once a run."""
    database.reset()
    with whole_app.app_context():
        found = Areas(places_version(), dict(directory()), _read_lookup(directory()))
        db.session.remove()
        db.engine.dispose()
    return found


@pytest.fixture
def app(whole_app: Flask, database: Database, settings: config.Config, areas: Areas) -> Iterator[Flask]:
    """The application inside its context, on a fresh database; of all it keeps, it knows the areas at most."""
    database.reset()
    (settings.var / "audit-heads").unlink(missing_ok=True)
    clear_caches()
    with whole_app.app_context():
        _directory.get(areas.version, lambda: dict(areas.directory))
        _lookup.get(areas.version, lambda: areas.lookup)
        yield whole_app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def planner(whole_app: Flask) -> Iterator[Planner]:
    """Plans what the tests of this process read, until the last of them."""
    with running_server() as address, whole_app.app_context():
        planner = Planner(address)
        yield planner
        planner.close()


@pytest.fixture(autouse=True)
def planned_on_postgres(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every read of a test of pages can run on PostgreSQL."""
    on_sqlite = request.config.getoption("--database") == "sqlite"
    if not (on_sqlite and _lies_in(PLANNED, request.node) and "app" in request.fixturenames):
        yield
        return
    planner = request.getfixturevalue("planner")
    request.getfixturevalue("app")
    with planner.watching(db.engine):
        yield


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """A visitor who is not signed in; `visitor.sign_in(person)` signs that person in."""
    return Visitor(app)


@pytest.fixture
def new_visitor(app: Flask) -> Any:
    """Makes further visitors, each with its own browser."""
    return lambda: Visitor(app)
