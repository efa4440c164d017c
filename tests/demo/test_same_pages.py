"""What people read is the same on both databases: sums, order, search, texts, page by page, for every kind of person."""

import difflib
from typing import Any

import pytest

from marketplace.core.clock import as_if, now
from marketplace.core.db import session
from marketplace.core.versioned_cache import clear_caches
from marketplace.demo.loading import Size, load
from tests.demo.crawling import read_pages
from tests.demo.test_loading import SIGN_INS


def read_all(app: Any) -> dict[str, str]:
    clear_caches()
    with app.app_context():
        pages = {}
        for phone in (None, *SIGN_INS):
            pages |= {f"{phone or 'nobody'} {address}": page for address, page in read_pages(app, phone).items()}
        session.remove()
    return pages


@pytest.mark.postgres_only
def test_every_page_reads_the_same_on_both_databases(empty_app: Any) -> None:
    moment, read = now(), {}
    for name, on_sqlite in (("PostgreSQL", False), ("SQLite", True)):
        app = empty_app("demo_compared", sqlite=on_sqlite)
        with app.app_context(), as_if(moment):
            load(Size(orders=40, buyers=20, women=20), seed=1, tiny_pictures=True)
            session.remove()
            read[name] = read_all(app)
    here, there = read["PostgreSQL"], read["SQLite"]
    differing = [
        "\n".join(difflib.unified_diff(there.get(address, "").splitlines(), page.splitlines(), address, n=0))
        for address, page in here.items()
        if page != there.get(address)
    ]
    assert differing == []
    assert len(here) > 300
