"""Nothing of before is a channel, a course or an honour; units and persons go on as they were."""

from tests.migrations.stages import Rows

BEFORE, AFTER = "0019", "0020"
NEW = ("unit_channel", "channel_sighting", "software_use", "officer_training", "year_theme", "honour")


def test_what_units_keep_begins_empty(rows_at: dict[str, Rows]) -> None:
    assert not set(NEW) & set(rows_at[BEFORE])
    assert {name: rows_at[AFTER][name] for name in NEW} == {name: [] for name in NEW}
    for table in ("unit", "person"):
        assert rows_at[AFTER][table] == rows_at[BEFORE][table] != []
