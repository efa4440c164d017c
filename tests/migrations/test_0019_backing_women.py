"""Support of before does not say what it was for; it counts as it did, and no file for money stands behind it."""

from tests.migrations.stages import Rows

BEFORE, AFTER = "0018", "0019"
NEW = ("funding", "funding_tranche", "funding_condition", "repayment", "mentorship", "support_visit")


def test_support_of_before_is_unclear(rows_at: dict[str, Rows]) -> None:
    after = rows_at[AFTER]["support_record"]
    assert {row["aim"] for row in after} == {"unknown"}
    bare = [{name: value for name, value in row.items() if name != "aim"} for row in after]
    assert bare == rows_at[BEFORE]["support_record"]
    assert rows_at[AFTER]["outcome_fact"] == rows_at[BEFORE]["outcome_fact"]


def test_no_file_visit_or_mentor_is_made_up(rows_at: dict[str, Rows]) -> None:
    assert all(table not in rows_at[BEFORE] and rows_at[AFTER][table] == [] for table in NEW)
