"""Nobody is said to have begun a shop from a class of before, and the roll of no session is open for scanning."""

from tests.migrations.stages import Rows

BEFORE, AFTER = "0021", "0022"
NEW = ("class_draft", "class_call")


def test_classes_of_before_go_on_as_they_were(rows_at: dict[str, Rows]) -> None:
    assert not set(NEW) & set(rows_at[BEFORE])
    assert {name: rows_at[AFTER][name] for name in NEW} == {name: [] for name in NEW}
    sessions = [{**row, "scan_opened_at": None} for row in rows_at[BEFORE]["class_session"]]
    assert rows_at[AFTER]["class_session"] == sessions
    for table in ("enrolment", "attendance", "product"):
        assert rows_at[AFTER][table] == rows_at[BEFORE][table]
