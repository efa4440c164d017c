"""Reading persons, their consents, and their sealed traits in masked form."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy import text as sql

from marketplace.core.db import db, session
from marketplace.core.errors import NotFound
from marketplace.core.folding import fold_name, identity
from marketplace.people.models import Consent, Person, SealedTrait
from marketplace.people.name_index import OF_WORDS
from marketplace.people.traits import KINDS

MOST_NAMESAKES = 20
FEW = 500  # keys that are named one by one in a statement
MOST_WORDS = 8  # of a name that is looked for
_BY_WORDS = {
    "sqlite": sql("SELECT rowid FROM person_words WHERE person_words MATCH :words LIMIT :most"),
    "postgresql": sql(f"SELECT id FROM person WHERE {OF_WORDS} @@ to_tsquery('simple', :words) LIMIT :most"),
}
_ALL, _EITHER = {"sqlite": " AND ", "postgresql": " & "}, {"sqlite": " OR ", "postgresql": " | "}
_BEGINS: dict[str, Callable[[str], str]] = {
    "sqlite": lambda word: f'"{word}"*',
    "postgresql": lambda word: f"'{word}':*",
}


def get_person(person_id: int) -> Person:
    """A person by key; NotFound when there is none."""
    person = session.get(Person, person_id)
    if person is None:
        raise NotFound(person_id=person_id)
    return person


def find_person(public_id: str) -> Person | None:
    """A person by public id."""
    return session.scalar(select(Person).where(Person.public_id == public_id))


def person_now(person: Person) -> Person:
    """Who a person is today: herself, or whom her record was merged into."""
    while person.merged_into_id is not None:
        person = get_person(person.merged_into_id)
    return person


def list_people(person_ids: set[int]) -> dict[int, Person]:
    """Persons by key, for pages that show many names."""
    if not person_ids:
        return {}
    return {p.id: p for p in session.scalars(select(Person).where(Person.id.in_(sorted(person_ids))))}


def find_trait(person_id: int, kind: str) -> str | None:
    """The masked form of a sealed trait, or None when it is not kept."""
    return session.scalar(_trait(person_id, kind).with_only_columns(SealedTrait.masked))


def find_sealed_trait(person_id: int, kind: str) -> SealedTrait | None:
    """The sealed row itself, for the services that may open or erase it."""
    return session.scalar(_trait(person_id, kind))


def list_traits(person_id: int) -> dict[str, str]:
    """Every kept fact of who a person is: kind → masked form; of sensitive ones `list_kept_kinds` tells the kinds."""
    rows = select(SealedTrait.kind, SealedTrait.masked).where(SealedTrait.person_id == person_id)
    rows = rows.where(SealedTrait.kind.not_in(KINDS))
    return dict(session.execute(rows.order_by(SealedTrait.kind)).all())


def list_kept_kinds(person_id: int) -> dict[str, datetime]:
    """The kinds of sensitive facts that are kept of a person, each with the instant of its last writing."""
    rows = select(SealedTrait.kind, SealedTrait.updated_at).where(SealedTrait.person_id == person_id)
    return dict(session.execute(rows.where(SealedTrait.kind.in_(KINDS))).all())


def list_sealed(kind: str, person_ids: Collection[int] | None = None) -> list[tuple[int, str]]:
    """The sealed facts of one kind, by person, in one statement: of all people of today, or of some."""
    rows = select(SealedTrait.person_id, SealedTrait.sealed).join(Person, Person.id == SealedTrait.person_id)
    rows = rows.where(SealedTrait.kind == kind, Person.merged_into_id.is_(None))
    if person_ids is not None and len(person_ids) <= FEW:
        rows = rows.where(SealedTrait.person_id.in_(person_ids))
    found = session.execute(rows.order_by(SealedTrait.person_id)).all()
    return [(row[0], row[1]) for row in found if person_ids is None or row[0] in person_ids]


def women_with_sealed(kinds: Collection[str]) -> Any:
    """A table of the keys (person_id) of those of whom a sealed fact of some kinds is kept; not what it says."""
    rows = select(SealedTrait.person_id).where(SealedTrait.kind.in_(kinds)).distinct()
    return rows.subquery("sealed_of")


def list_kinds_of_both(one_id: int, other_id: int) -> list[str]:
    """The kinds of sealed facts that two records both keep, in order."""
    rows = select(SealedTrait.kind).where(SealedTrait.person_id.in_([one_id, other_id]))
    return list(session.scalars(rows.group_by(SealedTrait.kind).having(func.count() > 1).order_by(SealedTrait.kind)))


def ids_of_records(person_id: int) -> list[int]:
    """The keys of all records of a person: hers, and those that were merged into it."""
    ids = [person_id]
    while found := session.scalars(
        select(Person.id).where(Person.merged_into_id.in_(ids), Person.id.not_in(ids)).order_by(Person.id)
    ).all():
        ids += found
    return ids


def find_consent(person_id: int, purpose: str) -> Consent | None:
    """The live consent of a person to a purpose, or None."""
    return session.scalar(_live(person_id).where(Consent.purpose == purpose).limit(1))


def list_live_consents(person_id: int, purpose: str) -> list[Consent]:
    """Every live consent of a person to a purpose: more than one where two records of her were merged."""
    return list(session.scalars(_live(person_id).where(Consent.purpose == purpose)))


def list_consents(person_id: int) -> list[Consent]:
    """Every consent a person ever gave, newest first, withdrawn ones too."""
    given = select(Consent).where(Consent.person_id == person_id)
    return list(session.scalars(given.order_by(Consent.given_at.desc(), Consent.id.desc())))


def _live(person_id: int) -> Select[Consent]:
    live = select(Consent).where(Consent.person_id == person_id, Consent.withdrawn_at.is_(None))
    return live.order_by(Consent.id.desc())


def _trait(person_id: int, kind: str) -> Select[SealedTrait]:
    return select(SealedTrait).where(SealedTrait.person_id == person_id, SealedTrait.kind == kind)


def list_people_of_phone(phone: str) -> list[Person]:
    """Everyone with exactly this number (E.164), in any territory."""
    same = select(Person).where(Person.phone == phone, Person.merged_into_id.is_(None))
    return list(session.scalars(same.order_by(Person.id).limit(MOST_NAMESAKES)))


def is_called(text: str) -> ColumnElement[bool]:
    """The condition that a person's name holds every word of a text, in any order, tone marks and apostrophes aside."""
    words = fold_name(text).split()[:MOST_WORDS]
    return and_(*(Person.folded_name.contains(word, autoescape=True) for word in words)) if words else false()


def is_called_somehow(words: list[str], written: str) -> ColumnElement[bool]:
    """The same of words that are folded already, also where blanks divide the name otherwise than a text has them."""
    run_together = func.replace(Person.folded_name, " ", "").in_(_run_together(words, written))
    return or_(is_called(" ".join(words)), run_together) if words else false()


def find_ids_by_words(words: list[str], written: str, most: int) -> list[int]:
    """The keys of so many persons in whose names each of some folded words begins a word, found by the index alone.

    Also of those whose whole names have the letters of the words, or of what was written, otherwise divided.
    """
    dialect = db.engine.dialect.name
    ways = [words, *([together] for together in _run_together(words, written))]
    sought = _EITHER[dialect].join(f"({_ALL[dialect].join(_BEGINS[dialect](w) for w in way)})" for way in ways)
    return list(session.scalars(_BY_WORDS[dialect], {"words": sought, "most": most}))


def _run_together(words: list[str], written: str) -> list[str]:
    return sorted({"".join(words), fold_name(written).replace(" ", "")})


def find_namesake_of_phone(phone: str, full_name: str) -> Person | None:
    """The one person known by exactly this phone (E.164) and this name; None when nobody is, or several."""
    same = [p for p in list_people_of_phone(phone) if identity(p.full_name) == identity(full_name)]
    return same[0] if len(same) == 1 else None
