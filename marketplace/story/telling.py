"""Saying how far the loading of a demo is: a line for what is done, a count for what takes long."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Count = Callable[[int], None]  # so many more are done


class Teller:
    """Says nothing; whoever shows it says what it is told in a way of its own."""

    def __call__(self, line: str) -> None:
        """Say that something is done."""

    @contextmanager
    def counting(self, label: str, total: int) -> Iterator[Count]:
        """Count what is done of a total, which is named, inside the block."""
        yield lambda done: None


def uncounted(done: int) -> None:
    """Count nothing."""


NOBODY = Teller()  # nobody listens
