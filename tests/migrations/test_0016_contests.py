"""An installation of before has held no contest: the tables are there and empty, and nothing else changed."""

from tests.migrations.stages import Rows, revisions

AFTER = "0016"
TABLES = (
    "contest",
    "contest_criterion",
    "contest_decision",
    "contest_entry",
    "contest_judge",
    "contest_sheet",
    "idea",
    "judge_conflict",
    "knowledge_contest",
    "movement_contest",
    "movement_team",
    "quiz_paper",
    "quiz_question",
    "sheet_score",
)


def test_contests_begin_with_none(rows_at: dict[str, Rows]) -> None:
    before = revisions()[revisions().index(AFTER) - 1]  # 0015, or the newest below it
    for table in TABLES:
        assert table not in rows_at[before] and rows_at[AFTER][table] == []
    assert rows_at[AFTER]["outcome_fact"] == rows_at[before]["outcome_fact"] != []
