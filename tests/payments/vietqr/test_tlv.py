"""Field form and checksum: the check values of the specification hold, broken fields are refused."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.payments.vietqr.refusals import DuplicateRefused, LengthRefused
from marketplace.payments.vietqr.tlv import crc, read_fields, write_field, write_fields

ABOUT = json.loads(Path(__file__).with_name("vietqr_vectors.json").read_text(encoding="utf-8"))["_about"]

fields = st.lists(
    st.tuples(st.from_regex(r"[0-9]{2}", fullmatch=True), st.text(max_size=99)), unique_by=lambda field: field[0]
)


@pytest.mark.parametrize(("text", "expected"), sorted(ABOUT["crc_check_values"].items()))
def test_the_check_values_of_the_checksum_hold(text: str, expected: str) -> None:
    assert crc(text) == expected


def test_a_small_checksum_keeps_its_leading_zeros() -> None:
    assert {len(crc(str(number))) for number in range(5000)} == {4}
    assert any(crc(str(number)).startswith("00") for number in range(5000))


def test_any_text_has_a_checksum_even_a_broken_one() -> None:
    assert len(crc("\ud800 phở")) == 4


@given(fields)
def test_what_is_written_is_read_back_in_the_same_order(written: list[tuple[str, str]]) -> None:
    assert read_fields(write_fields(written)) == written


@pytest.mark.parametrize("text", ["0", "00", "0003", "000301", "0001", "0x0201", "٠١٠٢01", "00-101", "000201\n"])
def test_a_field_that_does_not_add_up_is_refused(text: str) -> None:
    with pytest.raises(LengthRefused):
        read_fields(text)


def test_a_value_of_a_hundred_characters_cannot_be_written() -> None:
    assert len(write_field("62", "x" * 99)) == 103
    with pytest.raises(LengthRefused):
        write_field("62", "x" * 100)


def test_a_field_that_stands_twice_is_refused() -> None:
    with pytest.raises(DuplicateRefused):
        read_fields("54011" + "54019")
