"""Cursors survive the trip through an address; foreign ones count as none."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.paging import decode_cursor, decode_moment_cursor, encode_cursor


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


def test_an_instant_and_a_key_come_back_and_no_other_words_do() -> None:
    moment = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    assert decode_moment_cursor(encode_cursor(moment.isoformat(), 7)) == (moment, 7)
    assert decode_moment_cursor(encode_cursor("2026-11-22T16:30:00+07:00", 7)) == (moment, 7)
    for forged in ("hôm qua", "0001-01-01T00:00:00+14:00"):
        assert decode_moment_cursor(encode_cursor(forged, 7)) is None
