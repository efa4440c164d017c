"""Nobody of before is a member yet; names of before are found by their words as new ones are."""

from sqlalchemy import text

from marketplace.core.db import session
from marketplace.core.folding import name_words
from marketplace.people.queries import find_ids_by_words
from tests.migrations.conftest import NewApp
from tests.migrations.stages import Rows, fill_first, upgrade

BEFORE, AFTER = "0011", "0012"


def test_people_of_before_stay_and_nobody_is_a_member(rows_at: dict[str, Rows]) -> None:
    assert rows_at[AFTER]["person"] == rows_at[BEFORE]["person"] != []
    for table in ("membership", "cadre_post"):
        assert table not in rows_at[BEFORE] and rows_at[AFTER][table] == []


def test_names_of_before_are_found_by_their_words(new_app: NewApp) -> None:
    with new_app() as app:
        fill_first(app)
        upgrade(app, AFTER)
        people = session.execute(text("SELECT id, full_name FROM person")).all()
        assert len(people) > 3
        for person_id, name in people:
            assert person_id in find_ids_by_words(name_words(name), name, 1000), name
            together = "".join(name.split())
            assert person_id in find_ids_by_words(name_words(together), together, 1000), name
