"""Nothing of before counts for a programme by being said to: what counted goes on as it did."""

from tests.migrations.stages import Rows

BEFORE, AFTER = "0012", "0013"


def test_no_record_of_before_is_said_to_count(rows_at: dict[str, Rows]) -> None:
    assert "counted_record" not in rows_at[BEFORE] and rows_at[AFTER]["counted_record"] == []
    assert rows_at[AFTER]["outcome_fact"] == rows_at[BEFORE]["outcome_fact"] != []
