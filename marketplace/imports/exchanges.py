"""The worker writes long lists, and takes them back, part by part: each part is a transaction of its own."""

import time
from collections.abc import Callable

from marketplace.core.events import after_commit
from marketplace.core.outbox import PICTURES, Later
from marketplace.core.transactions import transaction
from marketplace.imports.events import ListChecked, TakingBackBegan
from marketplace.imports.services import take_back_next, write_next

TURN = 20.0  # seconds of work before others in the lane have their turn; well below the lease of a row


@after_commit(ListChecked, own_transactions=True, lane=PICTURES)
def write_list(event: ListChecked) -> None:
    """Write a list to its end; a worker that ended in the middle left whole parts, and another goes on."""
    _go_on(write_next, event.list_id)


@after_commit(TakingBackBegan, own_transactions=True, lane=PICTURES)
def take_list_back(event: TakingBackBegan) -> None:
    """Take a list back to its end."""
    _go_on(take_back_next, event.list_id)


def _go_on(next_part: Callable[[int], bool], list_id: int) -> None:
    ends = time.monotonic() + TURN
    while _part(next_part, list_id):
        if time.monotonic() > ends:
            raise Later(0)


def _part(next_part: Callable[[int], bool], list_id: int) -> bool:
    with transaction():
        return next_part(list_id)
