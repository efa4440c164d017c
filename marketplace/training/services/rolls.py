"""Two rolls of one session put together: what each changed since she saw the list stands, no tick is lost silently."""

from collections.abc import Mapping
from dataclasses import dataclass

from marketplace.training.topics import PRESENT

Marks = Mapping[int, str]  # enrolment's key → how she was there; who has none was absent


@dataclass(frozen=True)
class Met:
    """Somebody whose mark was changed elsewhere meanwhile: how it stands there, how here, and what is kept."""

    enrolment_id: int
    theirs: str | None
    mine: str | None
    kept: str | None


def merge_rolls(seen: Marks, mine: Marks, theirs: Marks) -> tuple[dict[int, str], list[Met]]:
    """What an officer sends, put together with what stands there by now; `seen` is what she began with.

    What she left as it was follows what stands there, what only she changed follows her. Where both changed it a tick
    outlives none, «late» or «left early» outlives «present», and else what stands there stays. Each such is named.
    """
    kept: dict[int, str] = {}
    met: list[Met] = []
    for key in sorted({*seen, *mine, *theirs}):
        before, here, there = seen.get(key), mine.get(key), theirs.get(key)
        found = _one_of(before, here, there)
        if found is not None:
            kept[key] = found
        if there not in (before, here):
            met.append(Met(key, there, here, found))
    return kept, met


def _one_of(before: str | None, here: str | None, there: str | None) -> str | None:
    if here in (before, there):
        return there
    if there == before:
        return here
    ticks = [mark for mark in (there, here) if mark is not None]
    return next((mark for mark in ticks if mark != PRESENT), ticks[0] if ticks else None)
