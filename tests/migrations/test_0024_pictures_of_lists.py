"""No list of before was read in a picture: its rows hold nothing doubtful, and nobody had to look at them."""

from tests.migrations.stages import Rows

BEFORE, AFTER = "0023", "0024"


def test_lists_of_before_came_by_no_picture(rows_at: dict[str, Rows]) -> None:
    assert "import_picture" not in rows_at[BEFORE] and rows_at[AFTER]["import_picture"] == []
    for name in ("import_list", "person", "private_file"):
        assert rows_at[AFTER][name] == rows_at[BEFORE][name]
    for name in ("import_sheet", "import_row"):
        assert all(row["doubts"] in ("{}", {}) for row in rows_at[AFTER][name])
