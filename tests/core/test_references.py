"""Numbers that people read out, and how a demo's follow from its seed while keys never do."""

from datetime import date
from random import Random

from marketplace.core.references import drawn_by, new_number, new_public_id, new_token
from marketplace.payments.vietqr.memo import new_memo

DAY = date(2026, 11, 21)


def drawn(seed: int) -> list[str]:
    with drawn_by(Random(seed)):
        return [new_number("DH", DAY), new_number("DH", DAY), new_memo()]


def test_the_same_seed_gives_the_same_numbers_and_memos() -> None:
    assert drawn(1) == drawn(1)
    assert drawn(1) != drawn(2)


def test_keys_and_tokens_never_follow_from_a_seed() -> None:
    with drawn_by(Random(1)):
        first = (new_public_id(), new_token())
    with drawn_by(Random(1)):
        again = (new_public_id(), new_token())
    assert first[0] != again[0] and first[1] != again[1]


def test_outside_the_block_numbers_are_drawn_by_chance_again() -> None:
    told = drawn(1)
    assert new_number("DH", DAY) != told[0]
    assert new_number("DH", DAY).startswith("DH261121-")
