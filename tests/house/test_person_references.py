"""Every column that names a person is said to go with her when two records of her are merged, or to stay, and why."""

from marketplace.core.db import db
from marketplace.programme.queries.references import MOVES, STAYS


def _columns_of_persons() -> set[str]:
    """Every foreign key to person, and what is called a person's key without being one."""
    return {
        f"{table.name}.{column.name}"
        for table in db.metadata.tables.values()
        for column in table.columns
        if column.name.endswith("person_id") or any(key.column.table.name == "person" for key in column.foreign_keys)
    }


def test_every_reference_to_a_person_goes_with_her_or_stays() -> None:
    assert sorted(_columns_of_persons()) == sorted([*MOVES, *STAYS])
