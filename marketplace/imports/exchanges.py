"""The worker reads pictures, writes long lists and takes them back, part by part, each a transaction of its own.

Reading a strip may take seconds, so it stands between transactions; what was read stays read when a worker is killed.
"""

import time
from collections.abc import Callable

from marketplace.core.db import session
from marketplace.core.events import after_commit
from marketplace.core.outbox import MESSAGES, PICTURES, Later
from marketplace.core.transactions import transaction
from marketplace.imports.events import ListChecked, PicturesBroughtIn, TakingBackBegan
from marketplace.imports.pictures import cells_of, page_of
from marketplace.imports.queries.pictures import files_of_pictures, find_reading, pictures_of
from marketplace.imports.registries import READERS
from marketplace.imports.services import end_reading, note_lines, take_back_next, write_next
from marketplace.media.exchanges import read_document

TURN = 20.0  # seconds of work before others in the lane have their turn; well below the lease of a row
STRIPS = 8  # read between two transactions: at two seconds each still well below it


@after_commit(ListChecked, own_transactions=True, lane=PICTURES)
def write_list(event: ListChecked) -> None:
    """Write a list to its end; a worker that ended in the middle left whole parts, and another goes on."""
    _go_on(write_next, event.list_id)


@after_commit(TakingBackBegan, own_transactions=True, lane=PICTURES)
def take_list_back(event: TakingBackBegan) -> None:
    """Take a list back to its end."""
    _go_on(take_back_next, event.list_id)


@after_commit(PicturesBroughtIn, own_transactions=True, lane=MESSAGES)  # an officer waits, pictures of shops may not
def read_pictures(event: PicturesBroughtIn) -> None:
    """Read the pictures of a list to their end, and put together what was read."""
    ends = time.monotonic() + TURN
    for position in range(_count_pictures(event.list_id)):
        _read_page(event.list_id, position, ends)
    with transaction():
        end_reading(event.list_id)


def _count_pictures(list_id: int) -> int:
    count = len(pictures_of(list_id)) if find_reading(list_id) else 0
    session.rollback()
    return count


def _read_page(list_id: int, position: int, ends: float) -> None:
    """Read what is left of one picture; Later when others in the lane should have their turn."""
    row = find_reading(list_id)
    reader = READERS.get(row.reader) if row is not None and row.reader in READERS else None
    picture, file = pictures_of(list_id)[position], files_of_pictures(list_id)[position]
    done, data = len(picture.lines), read_document(file)
    session.rollback()  # reading takes long: no snapshot of the database stays open meanwhile
    if reader is None or not reader.is_there():
        return
    page = page_of(data)
    cells = cells_of(page)
    while done < len(cells):
        lines = reader.read([page.strip(cell.box) for cell in cells[done : done + STRIPS]])
        with transaction():
            if not note_lines(list_id, position, page.turn, cells, lines):
                return
        done += len(lines)
        if time.monotonic() > ends:
            raise Later(0)


def _go_on(next_part: Callable[[int], bool], list_id: int) -> None:
    ends = time.monotonic() + TURN
    while _part(next_part, list_id):
        if time.monotonic() > ends:
            raise Later(0)


def _part(next_part: Callable[[int], bool], list_id: int) -> bool:
    with transaction():
        return next_part(list_id)
