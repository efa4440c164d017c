"""Cursors survive the trip through an address; foreign ones count as none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.paging import decode_cursor, encode_cursor


@given(st.text(max_size=40), st.integers(0, 2**61))
def test_what_was_encoded_comes_back(text: str, number: int) -> None:
    assert decode_cursor(encode_cursor(text, number), (str, int)) == (text, number)


@given(st.text(max_size=500))
def test_anything_else_is_no_cursor_or_a_fitting_one(text: str) -> None:
    found = decode_cursor(text, (int,))
    assert found is None or isinstance(found[0], int)


@pytest.mark.parametrize(
    "text", ["", None, "x" * 401, "e30", "W10", "WzEsMl0", "W3RydWVd", "Wzk5OTk5OTk5OTk5OTk5OTk5OTk5OTld"]
)
def test_forged_cursors_are_ignored(text: str | None) -> None:
    assert decode_cursor(text, (int,)) is None
