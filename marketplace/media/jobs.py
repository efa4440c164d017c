"""Scheduled clean-up: files without a row are deleted within a day (promise U5)."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from marketplace.core.db import session
from marketplace.core.jobs import every
from marketplace.core.outbox import PICTURES
from marketplace.media import queries, storage

ORPHANED_AFTER = 23 * 3600  # with a run each hour: gone within 24
_BATCH = 400


@every(3600, own_transactions=True, lane=PICTURES)
def remove_orphans() -> None:
    """Delete files without a row, and files whose writing was interrupted."""
    for kind, known in (
        (storage.ORIGINALS, queries.known_photos),
        (storage.RENDITIONS, queries.known_photos),
        (storage.PRIVATE, queries.known_documents),
    ):
        _remove_unknown(kind, known)
    storage.remove_unfinished(ORPHANED_AFTER)


def _remove_unknown(kind: str, known: Callable[[Sequence[str]], set[str]]) -> None:
    for public_ids in _batches(storage.ids_older_than(kind, ORPHANED_AFTER)):
        for orphan in set(public_ids) - known(public_ids):
            storage.remove(kind, orphan)
        session.rollback()


def _batches(public_ids: Iterable[str]) -> Iterable[list[str]]:
    remaining = iter(public_ids)
    while batch := list(islice(remaining, _BATCH)):
        yield batch
