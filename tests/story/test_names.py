"""Invented people look invented."""

from random import Random

from marketplace.people.phones import normalise_mobile
from marketplace.story.names import MARK, address_line, buyers_name, phone, womans_name


def test_every_name_is_marked_and_reproducible() -> None:
    names = [buyers_name(Random(seed)) for seed in range(50)] + [womans_name(Random(1))]
    assert all(name.endswith(MARK) for name in names)
    assert names[:50] == [buyers_name(Random(seed)) for seed in range(50)]


def test_phones_are_of_one_block_and_can_be_typed() -> None:
    assert phone(7) == "+84912000007"
    assert normalise_mobile("0912000007") == phone(7)


def test_wards_have_streets_and_communes_have_villages() -> None:
    assert address_line(Random(1), "Phường Hạc Thành").startswith("Số ")
    assert address_line(Random(1), "Xã Biện Thượng").startswith("Thôn ")
