"""Nobody of before is a member yet; names of before are found by their words as new ones are."""

from tests.migrations.stages import Rows

BEFORE, AFTER = "0011", "0012"


def test_people_of_before_stay_and_nobody_is_a_member(rows_at: dict[str, Rows]) -> None:
    assert rows_at[AFTER]["person"] == rows_at[BEFORE]["person"] != []
    for table in ("membership", "cadre_post"):
        assert table not in rows_at[BEFORE] and rows_at[AFTER][table] == []
