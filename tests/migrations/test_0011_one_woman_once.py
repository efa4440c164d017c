"""Names of before get the key by which two records of one woman are found; nobody was merged or told apart."""

from marketplace.core.folding import name_key
from tests.migrations.stages import Rows

BEFORE, AFTER = "0010", "0011"
NEW = ("name_key", "merged_into_id")


def test_people_of_before_are_found_as_new_ones_are(rows_at: dict[str, Rows]) -> None:
    after = rows_at[AFTER]["person"]
    assert [row["name_key"] for row in after] == [name_key(row["full_name"]) for row in after] != []
    assert all(row["merged_into_id"] is None for row in after)
    bare = [{name: value for name, value in row.items() if name not in NEW} for row in after]
    assert bare == rows_at[BEFORE]["person"]


def test_nothing_was_judged_yet(rows_at: dict[str, Rows]) -> None:
    for table in ("person_merge", "moved_reference", "told_apart"):
        assert table not in rows_at[BEFORE] and rows_at[AFTER][table] == []
