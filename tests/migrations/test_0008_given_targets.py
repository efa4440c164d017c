"""Targets and baselines of before stay as they were, and do not claim that anybody gave them."""

from tests.migrations.stages import Rows

BEFORE, AFTER = "0007", "0008"
NEW = {"target": {"given_by": "", "given_on": None}, "baseline": {"given_by": ""}}


def test_rows_of_before_stay_and_name_no_giver(rows_at: dict[str, Rows]) -> None:
    for table, new in NEW.items():
        assert rows_at[AFTER][table] == [{**row, **new} for row in rows_at[BEFORE][table]] != []
