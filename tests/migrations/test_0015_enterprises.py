"""No enterprise is there before one is entered, and no outcome of before says otherwise."""

from tests.migrations.stages import Rows

BEFORE, AFTER = "0014", "0015"
TABLES = ("enterprise", "enterprise_part", "enterprise_count", "women_owned_test", "online_presence", "online_product")


def test_the_register_of_enterprises_begins_empty(rows_at: dict[str, Rows]) -> None:
    for table in TABLES:
        assert table not in rows_at[BEFORE] and rows_at[AFTER][table] == []
    assert rows_at[AFTER]["outcome_fact"] == rows_at[BEFORE]["outcome_fact"] != []
    assert rows_at[AFTER]["person"] == rows_at[BEFORE]["person"] != []
