"""What people read is the same on both databases: sums, order, search, words; page by page, for each sign-in."""

import dataclasses
import difflib
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

import config
from marketplace.app import create_app
from marketplace.cli.database import load_reference_data
from marketplace.core.clock import as_if, now
from marketplace.core.db import db, session
from marketplace.core.promises import violations
from marketplace.core.transactions import transaction
from marketplace.core.versioned_cache import clear_caches
from marketplace.demo.loading import Size, load
from tests.demo.crawling import read_pages
from tests.demo.test_loading import SIGN_INS

SIZE = Size(orders=30, buyers=15, women=15)


@pytest.fixture
def on_sqlite(settings: config.Config, tmp_path: Path) -> Flask:
    """An application on an empty SQLite beside the server under test."""
    own = {"database_url": f"sqlite:///{tmp_path}/beside.db", "var": tmp_path, "uploads": tmp_path / "uploads"}
    app = create_app(dataclasses.replace(settings, **own))
    with app.app_context():
        db.create_all()
        with transaction():
            load_reference_data()
    return app


@pytest.mark.postgres_only
def test_every_page_reads_the_same_on_both_databases(empty_app: Any, on_sqlite: Flask) -> None:
    moment = now()
    with as_if(moment):
        here, there = read_demo(empty_app("demo_compared")), read_demo(on_sqlite)
    differing = [
        "\n".join(difflib.unified_diff(there.get(address, "").splitlines(), page.splitlines(), address, n=0))
        for address, page in here.items()
        if page != there.get(address)
    ]
    assert differing == []
    assert len(here) > 300


def read_demo(app: Flask) -> dict[str, str]:
    """Load a small demo, see that it is sound, and read the pages of everyone whose sign-in is printed."""
    clear_caches()
    with app.app_context():
        load(SIZE, seed=1, tiny_pictures=True)
        assert [f"{promise.id}: {line}" for promise, line in violations()] == []
        pages = {}
        for phone in (None, *SIGN_INS):
            pages |= {f"{phone or 'nobody'} {address}": page for address, page in read_pages(app, phone).items()}
        session.remove()
    return pages
