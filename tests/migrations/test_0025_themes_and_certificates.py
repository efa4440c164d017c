"""No activity of before names a theme, and no paper of before has a certificate."""

from tests.migrations.stages import Rows

BEFORE, AFTER = "0024", "0025"
NEW = ("named_theme", "knowledge_certificate")


def test_nothing_names_a_theme_and_no_paper_is_certified_yet(rows_at: dict[str, Rows]) -> None:
    assert not set(NEW) & set(rows_at[BEFORE])
    assert {name: rows_at[AFTER][name] for name in NEW} == {name: [] for name in NEW}
    assert rows_at[AFTER]["unit"] == rows_at[BEFORE]["unit"] != []
