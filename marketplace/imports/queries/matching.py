"""Who the rows of a list may mean: asked for all rows together, so that a long list costs what a short one does."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from marketplace.association.scope import Scope
from marketplace.core.db import session
from marketplace.core.folding import name_key
from marketplace.imports.cells import bare_village
from marketplace.imports.drafts import ELSEWHERE, EXACT, LIKE, Draft
from marketplace.imports.fields import BORN, NAME, PHONE, VILLAGE
from marketplace.imports.models import ImportRow
from marketplace.imports.queries.lists import in_pieces
from marketplace.imports.states import WRITTEN
from marketplace.imports.women_rows import AREA, are_like, names_agree
from marketplace.people.models import Person
from marketplace.programme.queries.people import is_one_of

MOST_CHOICES = 8


@dataclass
class Known:
    """The persons whom some rows may mean: by the words of the name, by phone; who is of the territory."""

    by_name: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))
    by_phone: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))
    ours: set[int] = field(default_factory=set)


def known_to(drafts: Sequence[Draft], scope: Scope) -> Known:
    """The persons of a territory with the names of some rows, and everyone with their phones."""
    found = Known()
    names = {(name_key(draft.given[NAME]), draft.given[BORN]) for draft in drafts}
    years = sorted({year for _key, year in names})
    for keys in in_pieces(key for key, _year in names):  # two lists, which an index answers: pairs it does not
        same = (Person.name_key.in_(keys), is_one_of(scope, Person))
        _note_named(found, select(Person).where(*same, Person.birth_year.in_(years)))
        _note_named(found, select(Person).where(*same, Person.birth_year.is_(None)))
    for phones in in_pieces(draft.given[PHONE] for draft in drafts if draft.given[PHONE]):
        rows = select(Person, is_one_of(scope, Person).label("ours"))
        for person, is_ours in session.execute(rows.where(Person.phone.in_(phones), Person.merged_into_id.is_(None))):
            found.by_phone[person.phone].append(person)
            found.ours |= {person.id} if is_ours else set()
    return found


def born_in(years: Iterable[int], scope: Scope) -> dict[int, set[str]]:
    """The names of the persons of a territory who were born in some years, by year."""
    found: dict[int, set[str]] = {}
    rows = select(Person.birth_year, Person.full_name).where(Person.birth_year.in_(sorted(set(years))))
    for year, name in session.execute(rows.where(is_one_of(scope, Person), Person.merged_into_id.is_(None))):
        found.setdefault(year or 0, set()).add(name)
    return found


def choices_of(draft: Draft, known: Known) -> list[tuple[int, str]]:
    """Who a row may mean, the surest first: the same person once, by her surest reason."""
    sure: dict[int, str] = {}
    for person in known.by_phone.get(draft.given[PHONE], []):
        if how := _by_phone(draft, person, person.id in known.ours):
            sure[person.id] = how
    for person in known.by_name.get(name_key(draft.given[NAME]), []):
        if person.birth_year in (None, draft.given[BORN]) and sure.get(person.id) != EXACT:
            sure[person.id] = EXACT if _is_exact(draft, person) else LIKE
    order = (EXACT, LIKE, ELSEWHERE)
    return sorted(sure.items(), key=lambda each: (order.index(each[1]), each[0]))[:MOST_CHOICES]


def people_of(ids: Iterable[int]) -> dict[int, Person]:
    """Persons by key."""
    found: dict[int, Person] = {}
    for keys in in_pieces(ids):
        found |= {person.id: person for person in session.scalars(select(Person).where(Person.id.in_(keys)))}
    return found


def entered_before(fingerprints: Iterable[str]) -> dict[str, int]:
    """Whom rows that said the very same entered, or wrote more of, in lists that stand."""
    found: dict[str, int] = {}
    for pieces in in_pieces(fingerprints):
        rows = select(ImportRow.fingerprint, ImportRow.person_id).where(ImportRow.fingerprint.in_(pieces))
        rows = rows.where(ImportRow.entered_at.is_not(None), ImportRow.undone_at.is_(None))
        rows = rows.where(ImportRow.verdict.in_(WRITTEN))
        known = session.execute(rows.where(ImportRow.person_id.is_not(None)).order_by(ImportRow.id))
        found |= {fingerprint: person_id for fingerprint, person_id in known if person_id is not None}
    return found


def made_by(list_id: int, person_ids: Iterable[int]) -> set[int]:
    """Those of some persons whom a list itself entered."""
    made: set[int] = set()
    for keys in in_pieces(person_ids):
        rows = select(ImportRow.person_id).where(ImportRow.person_id.in_(keys), ImportRow.list_id == list_id)
        made |= set(session.scalars(rows.where(ImportRow.made_person)))
    return made


def _note_named(found: Known, rows: object) -> None:
    for person in session.scalars(rows):  # type: ignore[call-overload]
        found.by_name[person.name_key].append(person)
        found.ours.add(person.id)


def _by_phone(draft: Draft, person: Person, is_ours: bool) -> str:
    """How surely the holder of a row's phone is meant; «» where families share one."""
    is_like = are_like(person.full_name, draft.given[NAME])
    same_year = person.birth_year in (None, draft.given[BORN])
    if not is_ours:
        return ELSEWHERE if is_like and same_year else ""
    if is_like and same_year:
        return EXACT
    return LIKE if is_like or person.birth_year == draft.given[BORN] else ""


def _is_exact(draft: Draft, person: Person) -> bool:
    """The same name, year and village of one commune."""
    village = bare_village(draft.given[VILLAGE])
    same_village = bool(village) and bare_village(person.address_line.partition(",")[0]) == village
    same_commune = person.area_code in (None, draft.given.get(AREA))
    is_named = names_agree(person.full_name, draft.given[NAME])
    return is_named and person.birth_year == draft.given[BORN] and same_village and same_commune
