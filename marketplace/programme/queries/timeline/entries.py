"""What a subject says of a woman: a day, what kind of thing it was, its facts, and the record that shows it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from marketplace.association.scope import Scope
from marketplace.programme.shape import RecordRef


@dataclass(frozen=True)
class Entry:
    """One line of a timeline; the web has the words of each kind (web.words.timeline) and the page of each record."""

    on: date
    kind: str
    facts: dict[str, Any] = field(default_factory=dict)
    ref: RecordRef | None = None


Source = Callable[[int, Scope], Iterable[Entry]]
