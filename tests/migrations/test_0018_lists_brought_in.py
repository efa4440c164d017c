"""Nothing of before was brought in by a list: people, members and support stay as they were."""

from tests.migrations.stages import Rows

BEFORE, AFTER = "0017", "0018"


def test_what_was_there_came_by_no_list(rows_at: dict[str, Rows]) -> None:
    assert "import_list" not in rows_at[BEFORE] and rows_at[AFTER]["import_list"] == []
    for table in ("person", "membership", "support_record"):
        assert rows_at[AFTER][table] == rows_at[BEFORE][table]
