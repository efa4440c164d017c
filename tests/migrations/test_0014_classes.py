"""Classes begin empty: what was recorded as support for a woman stays support, and counts as it did."""

from tests.migrations.stages import Rows

BEFORE, AFTER = "0013", "0014"
TABLES = ("training_class", "class_session", "class_trainer", "enrolment", "attendance", "class_certificate")
MORE = ("signed_sheet", "class_question", "class_quiz_sheet")


def test_no_class_is_made_of_what_was_there(rows_at: dict[str, Rows]) -> None:
    for table in (*TABLES, *MORE):
        assert table not in rows_at[BEFORE] and rows_at[AFTER][table] == []
    assert rows_at[AFTER]["outcome_fact"] == rows_at[BEFORE]["outcome_fact"] != []
    assert rows_at[AFTER]["support_record"] == rows_at[BEFORE]["support_record"]
