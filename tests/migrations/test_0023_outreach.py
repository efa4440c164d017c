"""Outreach begins empty: classes and facts of before stay as they were."""

from tests.migrations.stages import Rows

BEFORE, AFTER = "0022", "0023"
NEW = ("outreach", "outreach_woman", "outreach_photo")


def test_no_outreach_is_made_of_what_was_there(rows_at: dict[str, Rows]) -> None:
    assert not set(NEW) & set(rows_at[BEFORE])
    assert {name: rows_at[AFTER][name] for name in NEW} == {name: [] for name in NEW}
    assert rows_at[AFTER]["outcome_fact"] == rows_at[BEFORE]["outcome_fact"] != []
    assert rows_at[AFTER]["person"] == rows_at[BEFORE]["person"]
