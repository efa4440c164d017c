"""Which way a search for women goes: a commune's own rows say who is looked at, in a province the words of names do."""

from typing import Any

from sqlalchemy import any_, func, union

from marketplace.association.scope import Scope
from marketplace.core.db import db
from marketplace.core.folding import name_words
from marketplace.people.models import Person
from marketplace.people.queries import find_ids_by_words, is_called_somehow

FEW_ENOUGH = 2000  # persons of some words that are looked at one by one; of more the first in order of names are
WIDE = 2  # slashes in the path of the highest unit: its territory holds most of the persons there are


def is_wide(scope: Scope) -> bool:
    """Whether a territory holds so many persons that they are not all looked at."""
    return scope.everything or any(path.count("/") <= WIDE for path in scope.paths)


def is_named(name: str, *, of_many: bool) -> Any:
    """The condition that a person has the words of a name as somebody typed it; by an index where there are many."""
    words = name_words(name)
    ids = find_ids_by_words(words, name, FEW_ENOUGH + 1) if of_many and words else []
    is_rare = of_many and len(ids) <= FEW_ENOUGH
    return Person.id.in_(ids) if is_rare else is_called_somehow(words, name)


def is_among(rows: list[Any]) -> Any:
    """The condition that a person is one of those whose keys are read first, however many PostgreSQL takes them for."""
    keys: Any = union(*rows) if len(rows) > 1 else rows[0]
    if db.engine.dialect.name == "postgresql":
        read_first: Any = func.array(keys.scalar_subquery())
        return Person.id == any_(read_first)
    return Person.id.in_(keys)
