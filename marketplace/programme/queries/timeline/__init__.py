"""One woman's timeline: every subject that knows something of her says it in a file of its own, listed in `sources`."""

from marketplace.association.scope import Scope
from marketplace.programme.queries.timeline.entries import Entry
from marketplace.programme.queries.timeline.sources import SOURCES

__all__ = ["Entry", "timeline_of"]


def timeline_of(person_id: int, scope: Scope) -> list[Entry]:
    """All that is known of a woman within a territory, the earliest first; of one day in the order of the subjects."""
    return sorted((entry for source in SOURCES for entry in source(person_id, scope)), key=lambda entry: entry.on)
