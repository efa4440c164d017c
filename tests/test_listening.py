"""A listener of a test hears while it lasts, and is gone afterwards whatever happened."""

from dataclasses import dataclass

import pytest

from marketplace.core.events import listeners_of, publish
from tests.listening import listening


@dataclass(frozen=True)
class Knocked:
    """Somebody knocked."""

    times: int


def test_it_hears_only_inside_the_block() -> None:
    with listening(Knocked) as heard:
        publish(Knocked(2))
    publish(Knocked(3))
    assert heard == [Knocked(2)]
    assert listeners_of(Knocked) == ([], [])


def test_it_is_gone_after_a_failure_too() -> None:
    with pytest.raises(ValueError, match="door"), listening(Knocked):
        raise ValueError("door")
    assert listeners_of(Knocked) == ([], [])
