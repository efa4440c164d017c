"""Money is split and rounded without losing a đồng."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.money import share_of, split


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(0, 10**9), min_size=1, max_size=30))
def test_parts_sum_to_the_whole(amount: int, weights: list[int]) -> None:
    parts = split(amount, weights)
    assert sum(parts) == amount
    assert len(parts) == len(weights)
    assert all(part * amount >= 0 for part in parts)


@given(st.integers(0, 10**12), st.lists(st.integers(1, 10**6), min_size=1, max_size=20))
def test_no_part_is_off_by_a_whole_dong(amount: int, weights: list[int]) -> None:
    total = sum(weights)
    assert all(abs(part * total - amount * w) < total for part, w in zip(split(amount, weights), weights, strict=True))


def test_equal_split_gives_the_rest_to_the_first() -> None:
    assert split(100, [0, 0, 0]) == [34, 33, 33]
    assert split(-100, [1, 1, 1]) == [-34, -33, -33]


@pytest.mark.parametrize("weights", [[], [1, -1]])
def test_unusable_weights_are_refused(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        split(10, weights)


def test_rates_round_half_up() -> None:
    assert share_of(850_000, 100) == 8_500
    assert share_of(850_000, 50) == 4_250
    assert share_of(50, 100) == 1  # 0.5 đồng becomes 1
    assert share_of(49, 100) == 0
    assert share_of(-50, 100) == -1
