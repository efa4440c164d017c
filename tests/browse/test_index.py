"""The word index is the database's own work: whoever writes a listing, by whatever means, keeps it in step."""

import pytest
from flask import Flask
from sqlalchemy import text

from marketplace.browse import index
from marketplace.browse.queries.search import search
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.core.versioned_cache import clear_caches
from tests.browse.shelf import put


def found(typed: str) -> tuple[int, ...]:
    clear_caches()
    return search(typed, 1).product_ids


def test_rows_written_past_the_models_are_found(app: Flask) -> None:
    with transaction():
        put(1, "Củ sâm")
        put(2, "Mật ong")
        session.execute(text("UPDATE listing SET folded_name = 'cu mai', folded = 'cu mai' WHERE product_id = 1"))
    assert found("cu mai") == (1,) and found("mat ong") == (2,)
    with transaction():
        session.execute(text("DELETE FROM listing WHERE product_id = 1"))
    assert found("cu mai") == ()


def test_a_change_of_price_leaves_the_index_alone(app: Flask) -> None:
    with transaction():
        put(1, "Củ sâm")
        session.execute(text("UPDATE listing SET price_dong = 1, sold = 7 WHERE product_id = 1"))
    assert found("cu sam") == (1,)


@pytest.mark.sqlite_only
def test_the_index_is_sound(app: Flask) -> None:
    with transaction():
        put(1, "Củ sâm")
        session.execute(text("INSERT INTO listing_words(listing_words) VALUES ('integrity-check')"))


def test_what_is_made_is_taken_away_again() -> None:
    for dialect in ("sqlite", "postgresql"):
        made = [statement.split()[2] for statement in index.statements(dialect) if "TRIGGER" in statement]
        taken = " ".join(index.drop_statements(dialect))
        assert all(name in taken for name in made)
