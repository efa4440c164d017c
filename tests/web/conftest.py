"""Pages are asked on SQLite alone; each different read they send is planned on PostgreSQL as well (docs/adr/0011)."""

from collections.abc import Iterator

import pytest
from flask import Flask

from marketplace.core.db import db
from tests.created import watching_what_forms_create
from tests.plans import Planner
from tests.postgres import running_server


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
    if "app" not in request.fixturenames or request.config.getoption("--database") != "sqlite":
        yield
        return
    planner = request.getfixturevalue("planner")
    request.getfixturevalue("app")
    with planner.watching(db.engine):
        yield


@pytest.fixture(autouse=True)
def created_once(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever a form of staff or sellers creates, its route says `once`, and a page's own form carries the key."""
    if "app" not in request.fixturenames:
        yield
        return
    with watching_what_forms_create() as faults:
        yield
    assert faults == set()
