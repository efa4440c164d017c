"""Two rolls put together: nobody's tick is lost silently, and who was changed twice is named."""

import pytest

from marketplace.training.services import Met, merge_rolls

P, L, E = "present", "late", "left_early"


@pytest.mark.parametrize(
    ("seen", "mine", "theirs", "kept", "is_named"),
    [
        ("", P, "", P, False),  # only she ticked
        ("", P, P, P, False),  # both ticked
        (P, "", P, "", False),  # only she took it away
        ("", "", P, P, True),  # ticked elsewhere: kept
        (P, P, "", "", True),  # taken away elsewhere, and she left it
        (P, P, L, L, True),  # changed elsewhere
        (P, L, "", L, True),  # taken away there, changed here: the tick stays
        (P, "", L, L, True),  # taken away here, changed there: the tick stays
        ("", L, P, L, True),  # «late» says more than «present»
        ("", P, E, E, True),
        ("", L, E, E, True),  # what stands there stays
    ],
)
def test_one_woman_of_two_rolls(seen: str, mine: str, theirs: str, kept: str, is_named: bool) -> None:
    rolls = [{7: mark} if mark else {} for mark in (seen, mine, theirs)]
    found, met = merge_rolls(*rolls)
    assert found == ({7: kept} if kept else {})
    assert met == ([Met(7, theirs or None, mine or None, kept or None)] if is_named else [])
