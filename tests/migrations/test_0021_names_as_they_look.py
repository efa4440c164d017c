"""Names of before are found by surname and given name as new ones are; nobody changes, and their words stay found."""

from marketplace.core.folding import name_ends
from tests.migrations.stages import Rows

BEFORE, AFTER = "0020", "0021"


def test_people_of_before_get_the_ends_of_their_names(rows_at: dict[str, Rows]) -> None:
    before, after = rows_at[BEFORE]["person"], rows_at[AFTER]["person"]
    assert [{**row, "name_ends": name_ends(str(row["full_name"]))} for row in before] == after != []
