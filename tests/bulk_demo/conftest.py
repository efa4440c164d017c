"""A demo with many rows beside the small one, loaded once a run; tests read it or undo what they do."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from marketplace.bulk_demo.adding import Size as More
from marketplace.bulk_demo.adding import adds
from marketplace.core.db import db, session
from marketplace.core.versioned_cache import clear_caches
from marketplace.demo.loading import Size, Told, load
from tests.demo.conftest import empty_app

__all__ = ["empty_app"]
PLAYED = Size(orders=12, buyers=10, women=12)
MORE = More(shops=7, products=60, orders=1_400, buyers=500, women=60, copies=700, published=0.02)


@pytest.fixture(scope="session")
def bulk(empty_app: Any) -> tuple[Flask, Told]:
    """The application, and what was said of its loading."""
    app = empty_app("bulk_demo")
    with app.app_context():
        told = load(PLAYED, seed=2, tiny_pictures=True, more=adds(MORE))
        session.remove()
    return app, told


@pytest.fixture
def bulk_app(bulk: tuple[Flask, Told]) -> Iterator[Flask]:
    """The same inside its context."""
    clear_caches()
    with bulk[0].app_context():
        yield bulk[0]
        session.remove()
        db.engine.dispose()
