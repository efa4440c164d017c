"""The bank list: complete, keyed by number, offering only banks that can receive a transfer."""

import json
from importlib import resources

import pytest

from marketplace.core.errors import NotFound
from marketplace.rules.banks import UnknownBank, get_bank, list_banks

SHIPPED = json.loads(resources.files("marketplace.rules").joinpath("banks.json").read_text(encoding="utf-8"))


def test_the_banks_offered_are_those_known_to_receive_transfers() -> None:
    offered = {bank.bin for bank in list_banks()}
    assert offered == {row["bin"] for row in SHIPPED["banks"] if row["vietqr"] in ("transfer", "receive_only")}
    assert len(offered) == 58


def test_the_banks_are_in_the_order_of_their_short_names() -> None:
    names = [bank.short_name.casefold() for bank in list_banks()]
    assert names == sorted(names)


def test_each_number_has_six_digits_and_stands_once() -> None:
    numbers = [row["bin"] for row in SHIPPED["banks"]]
    assert len(set(numbers)) == len(numbers) == 66
    assert all(len(number) == 6 and number.isdigit() for number in numbers)


def test_a_bank_is_found_by_its_number() -> None:
    bank = get_bank("970405")
    assert (bank.short_name, bank.can_receive) == ("Agribank", True)


def test_a_bank_that_cannot_receive_is_known_but_not_offered() -> None:
    assert not get_bank("970468").can_receive


@pytest.mark.parametrize("number", ["", "000000", "97040", "AGRIBANK"])
def test_an_unknown_number_is_refused(number: str) -> None:
    with pytest.raises(UnknownBank) as refused:
        get_bank(number)
    assert isinstance(refused.value, NotFound)


def test_the_list_says_where_it_comes_from() -> None:
    assert SHIPPED["_about"]["retrieved"] == "2026-11-21"
    assert all(row["source"] for row in SHIPPED["banks"])
