"""Rows under way, and where they may belong: what is known of them before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.imports.fields import Problem
from marketplace.people.models import Person

ANOTHER, OUT = "another", "out"  # answers: somebody new; this row is not to be written
EXACT, LIKE, ELSEWHERE, TWICE = "exact", "like", "elsewhere", "twice"  # how surely a row means somebody


@dataclass
class Area:
    """A commune of the list's unit: its unit, and its branches by what their names share with villages."""

    unit: Unit
    branches: dict[str, Unit]


@dataclass
class Territory:
    """Where a list's rows may belong: communes by code; `only` where the unit is one commune or a branch of it."""

    unit: Unit
    scope: Scope
    areas: dict[str, Area]
    only: str | None
    known_names: dict[str, str | None] = field(default_factory=dict)  # a commune as written → its code
    noted: dict[str, Any] = field(default_factory=dict)  # what a kind looked up once for all rows


@dataclass(slots=True)
class Draft:
    """A row under way: what stands in it, what it says, who she may be, and what would become of it."""

    position: int
    typed: Mapping[str, str]
    given: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    doubts: Mapping[str, str] = field(default_factory=dict)  # field → as it was read in a picture, not surely
    is_seen: bool = False
    choices: list[tuple[int, str]] = field(default_factory=list)  # person or, for TWICE, position; how sure
    answer: str = ""
    fingerprint: str = ""
    person: Person | None = None  # who she is, when that is known
    person_id: int | None = None
    is_ours: bool = True  # whether the officers may see more of her than the name
    fills: dict[str, Any] = field(default_factory=dict)  # what is empty of her and said here
    adds: list[str] = field(default_factory=list)  # codes of what would be recorded
    verdict: str = ""

    def refuse(self, problem: Problem | None) -> None:
        """Note what stands against the row; the first of each field."""
        if problem is not None and problem.field not in {each.field for each in self.problems}:
            self.problems.append(problem)

    def tell(self, problem: Problem | None) -> None:
        """Note what is to be known of the row, once."""
        if problem is not None and problem not in self.notes:
            self.notes.append(problem)
