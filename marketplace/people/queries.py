"""Reading persons, their consents, and their sealed traits in masked form."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy import text as sql

from marketplace.core.db import db, session
from marketplace.core.errors import NotFound
from marketplace.core.folding import fold_name, identity
from marketplace.people.models import Consent, Person, SealedTrait
from marketplace.people.name_index import OF_WORDS

MOST_NAMESAKES = 20
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
    """Every kept trait of a person: kind → masked form."""
    rows = select(SealedTrait.kind, SealedTrait.masked).where(SealedTrait.person_id == person_id)
    return dict(session.execute(rows.order_by(SealedTrait.kind)).all())


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
