"""Readings of before stay as they were frozen; no total and no published figure is made up for those of before."""

from tests.migrations.stages import Rows

BEFORE, AFTER = "0016", "0017"
NEW = ("stated_total", "published_figure", "unit_group", "indicator_definition")


def test_what_was_frozen_stays_and_nothing_is_made_up(rows_at: dict[str, Rows]) -> None:
    before, after = rows_at[BEFORE]["reading"], rows_at[AFTER]["reading"]
    assert [{**row, "base": None} for row in before] == after
    for table in NEW:
        assert table not in rows_at[BEFORE] and rows_at[AFTER][table] == []
