"""An order's number is read as people hold it, and what cannot be one is told apart (8.12)."""

import pytest

from marketplace.core.clock import today
from marketplace.core.references import ALPHABET, new_number
from marketplace.orders.numbers import PREFIX, is_misread, read_order_number

NUMBER = "DH261121-7K2M9P"


@pytest.mark.parametrize(
    "typed",
    [
        "DH261121-7K2M9P",
        "dh261121-7k2m9p",
        "  DH261121 - 7K2M9P ",
        "DH2611217K2M9P",
        "DH 261121 7K2M9P",
        "DH261121–7K2M9P",
        "DH261121\u20117K2M9P\u200b",
        "#DH261121-7K2M9P",
        "ĐH261121-7K2M9P",
        "DH261121-7K2M9P-1",
        "dh2611217k2m9p12",
        "261121-7K2M9P",
        "Đơn DH261121-7K2M9P.",
        "Số đơn: DH261121-7K2M9P-2",
    ],
)
def test_what_people_hold_is_read(typed: str) -> None:
    assert read_order_number(typed) == NUMBER and not is_misread(typed)


@pytest.mark.parametrize(
    "typed",
    ["", "DH1", "anything", "0912000111", "DH261121", "7K2M9P", "DH261121-7K2M9", "DH261121-7K2M9P-1234",
     "DH269921-7K2M9P", "DH261131-7K2M9P", "DH261121-7K2M9PX", "HS26112-7K2M9P", "DH２６1121-7K2M9"],
)  # fmt: skip
def test_what_cannot_be_a_number_is_not(typed: str) -> None:
    assert read_order_number(typed) is None


@pytest.mark.parametrize("typed", ["DH261121-7K2M9O", "dh261121-1k2m9p", "DH2611210K2M9P-1", "DH261121-7KI M9P"])
def test_a_misread_sign_is_told(typed: str) -> None:
    assert read_order_number(typed) is None and is_misread(typed)


def test_every_number_that_is_given_out_is_read_again() -> None:
    for place in range(200):
        number = new_number(PREFIX, today())
        written = f"{number}-{place % 20 + 1}".replace("-", "").lower() if place % 2 else number
        assert read_order_number(written) == number
    assert not set(ALPHABET) & set("01IO")
