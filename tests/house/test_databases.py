"""What one test writes, the next does not find: neither rows of its own nor changed reference data."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, insert, select, update

from marketplace.catalog.models import Category
from marketplace.core.db import db, session
from marketplace.people.models import Person
from marketplace.places.models import Area
from tests.builders import make_customer
from tests.databases import Database

LAST = select(Category.id).order_by(Category.id.desc()).limit(1)


def rewrite_one() -> None:
    """Change one row of reference data."""
    session.execute(update(Category).where(Category.id == session.scalar(LAST)).values(name="Khác hẳn"))


def replace_one() -> None:
    """Take one row away and add another, so that their number stays."""
    last = session.scalar(LAST)
    session.execute(delete(Category).where(Category.id == last))
    session.execute(insert(Category).values(slug="khac-han", name="Khác hẳn", name_en="Another", label_group="khac"))


def rename_an_area() -> None:
    """Change what no test should: the large table of areas."""
    session.execute(update(Area).where(Area.code == "14797").values(name="Khác hẳn"))


def everything() -> list[Any]:
    """Categories, areas and people as they stand; the connection is given back."""
    tables = (Category.__table__, Area.__table__, Person.__table__)
    rows = [session.execute(select(table).order_by(*table.primary_key)).all() for table in tables]
    db.session.remove()
    db.engine.dispose()
    return rows


@pytest.mark.parametrize("write", [rewrite_one, replace_one, rename_an_area, make_customer])
def test_the_next_test_finds_what_this_one_found(app: Flask, database: Database, write: Callable[[], Any]) -> None:
    before = everything()
    for _ in range(2):  # putting back must work again after it was needed
        write()
        session.commit()
        assert everything() != before
        database.reset()
        assert everything() == before
