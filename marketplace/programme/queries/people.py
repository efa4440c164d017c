"""Finding the women of a territory: who lives, sells, is a member or was supported there; who may be the one named."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from marketplace.association.models import CadrePost, Membership, Officer, Unit
from marketplace.association.scope import Scope
from marketplace.audit.models import AuditEntry
from marketplace.contests.models import Idea
from marketplace.core.db import session
from marketplace.core.folding import fold_name, name_ends, name_words
from marketplace.enterprises.models import Enterprise, EnterprisePart
from marketplace.honours.models import Honour
from marketplace.people.models import Person
from marketplace.people.queries import is_called, list_people_of_phone
from marketplace.programme.likeness import FAR, OFF, SAME, compare_names, compare_years
from marketplace.programme.models import Funding, Mentorship, SupportRecord, SupportVisit
from marketplace.programme.queries.ways import is_named, is_wide
from marketplace.sellers.models import Seller
from marketplace.training.models import Enrolment, OutreachWoman

MOST_NAMESAKES = 20
MOST_OF_A_NAME = 200  # looked through for one woman whose year of birth is known
FULL_NAME = 3  # words: surname, middle name, given name
LOOKED_UP = "person.looked_up"  # the act in the audit trail
TIES: tuple[Any, ...] = (  # what ties a woman to a unit
    Membership,
    CadrePost,
    Officer,
    Seller,
    SupportRecord,
    Enterprise,
    EnterprisePart,
    Idea,
    Funding,
    SupportVisit,
    Mentorship,
    Honour,
    Enrolment,
    OutreachWoman,
)


def search_people(text: str, phone: str | None, scope: Scope) -> list[Person]:
    """People of the territory by phone or by words of the name in any order, in the order of their names."""
    rows = select(Person)
    if phone:
        rows = rows.where(Person.phone == phone, is_one_of(scope, Person))
    elif len(fold_name(text)) < 2:
        return []
    elif is_wide(scope):
        rows = rows.where(is_named(text, of_many=True), is_one_of(scope, Person))
    else:
        rows = rows.where(is_called(text), belongs_to(scope))
    return list(session.scalars(rows.order_by(Person.folded_name, Person.id).limit(MOST_NAMESAKES)))


def is_known_in(person: Person, scope: Scope) -> bool:
    """Whether officers of a territory may see more of a person than the name."""
    return session.scalar(select(Person.id).where(Person.id == person.id, is_one_of(scope, Person))) is not None


def was_looked_up(person: Person, officer_id: int, since: datetime) -> bool:
    """Whether an officer was shown the name of a person of elsewhere, by her exact phone, since an instant."""
    shown = select(AuditEntry.id).where(
        AuditEntry.subject_kind == "person",
        AuditEntry.subject_id == person.id,
        AuditEntry.action == LOOKED_UP,
        AuditEntry.person_id == officer_id,
        AuditEntry.at >= since,
    )
    return session.scalar(shown.limit(1)) is not None


def list_likely_same(full_name: str, birth_year: int | None, phone: str | None, scope: Scope) -> list[Person]:
    """Known people who may be the one an officer is about to enter: those of the same phone (E.164), wherever they
    are, then those of the territory whose names may be hers as lists and scans have them, unless both years of birth
    are known and differ; of exactly the same name also those of whose years one may be miswritten.
    """
    found = {person.id: person for person in (list_people_of_phone(phone) if phone else [])}
    same_year = or_(Person.birth_year == birth_year, Person.birth_year.is_(None))
    named = [_sounds_like(full_name), same_year] if birth_year is not None else [_sounds_like(full_name)]
    for which in (named, [Person.name_ends == name_ends(full_name)]):  # each by an index of its own
        rows = select(Person).where(belongs_to(scope), *which).order_by(Person.folded_name, Person.id)
        for person in session.scalars(rows.limit(MOST_OF_A_NAME)):
            if _may_be_hers(person.full_name, full_name, compare_years(person.birth_year, birth_year)):
                found.setdefault(person.id, person)
    return list(found.values())[:MOST_NAMESAKES]


def _sounds_like(name: str) -> ColumnElement[bool]:
    """The condition that a person has all words of a name, its first ones alone, or its letters otherwise divided."""
    words, written = name_words(name), fold_name(name).split()
    beginnings = [" ".join(written[:count]) for count in range(FULL_NAME, len(written))]
    run_together = func.replace(Person.folded_name, " ", "") == "".join(written)
    return or_(is_called(" ".join(sorted(words))), Person.folded_name.in_(beginnings), run_together)


def _may_be_hers(known: str, named: str, years: str) -> bool:
    if years in (OFF, FAR):
        return years == OFF and compare_names(known, named) == SAME
    return _are_alike(known, named) or compare_names(known, named) is not None


def _are_alike(known: str, named: str) -> bool:
    """Whether two names may be one woman's: the same words in any order, more words behind, or otherwise divided."""
    mine, hers = name_words(known), name_words(named)
    otherwise_divided = fold_name(known).replace(" ", "") == fold_name(named).replace(" ", "")
    return otherwise_divided or set(mine) == set(hers) or (len(mine) >= FULL_NAME - 1 and hers[: len(mine)] == mine)


def belongs_to(scope: Scope, person: Any = Person) -> Any:
    """The person's home, or a unit to which one of `TIES` ties her, lies in the territory.

    `person` may be an alias of the table. A record that was merged into another belongs nowhere any more.
    """
    is_herself = person.merged_into_id.is_(None)
    return is_herself if scope.everything else and_(is_herself, _is_of(scope, person))


def is_one_of(scope: Scope, person: Any) -> Any:
    """The same as `belongs_to`, asked of one person after another: where others say which persons are looked at."""
    is_herself = person.merged_into_id.is_(None)
    if scope.everything:
        return is_herself
    homes = select(Unit.area_code).where(scope.allows(Unit.id), Unit.area_code.is_not(None))
    rows = (ties(model, scope, model.person_id == person.id) for model in TIES)
    is_tied = (each.correlate(person).exists() for each in rows)
    return and_(is_herself, or_(person.area_code.in_(homes), *is_tied))


def _is_of(scope: Scope, person: Any) -> Any:
    homes = select(Unit.area_code).where(scope.allows(Unit.id), Unit.area_code.is_not(None))
    return or_(person.area_code.in_(homes), *(person.id.in_(ties(model, scope)) for model in TIES))


def ties(model: Any, scope: Scope, *which: Any) -> Any:
    """The persons that rows of a table tie to a unit of the territory; void ones tie nobody."""
    rows = select(model.person_id).where(scope.allows(model.unit_id), *which)
    return rows.where(model.voided_at.is_(None)) if hasattr(model, "voided_at") else rows
