"""What would become of rows: read, matched with the women who are known, settled; nothing is written here."""

from collections.abc import Mapping, Sequence
from typing import Any

from marketplace.core.words import N_
from marketplace.imports.cells import bare_village
from marketplace.imports.drafts import ANOTHER, EXACT, OUT, TWICE, Draft, Territory
from marketplace.imports.fields import BORN, NAME, PHONE, VILLAGE, Problem
from marketplace.imports.models import ImportRow
from marketplace.imports.queries.matching import Known, choices_of, entered_before, known_to, made_by, people_of
from marketplace.imports.shape import Kind
from marketplace.imports.states import ADDS, DOUBTFUL, KNOWN, LEFT_OUT, NEW, REFUSED, UNSEEN
from marketplace.imports.women_rows import AREA, fingerprint_of, read_woman
from marketplace.people.models import Person
from marketplace.people.queries import person_now

Firsts = dict[tuple[Any, ...], int]  # who a row says she is → the first row that says so


def drafted(rows: Sequence[ImportRow]) -> list[Draft]:
    """Stored rows as drafts, to be judged anew."""
    return [
        Draft(row.position, row.typed, answer=row.answer, doubts=row.doubts, is_seen=row.seen_at is not None)
        for row in rows
    ]


def who(given: Mapping[str, Any]) -> tuple[Any, ...]:
    """What two rows of one list share if they mean one woman."""
    return given[NAME].casefold(), given[BORN], bare_village(given[VILLAGE]), given.get(AREA)


def judge(
    drafts: Sequence[Draft], kind: Kind, territory: Territory, *, list_id: int | None, firsts: Firsts | None = None
) -> None:
    """Read rows and say of each what would become of it; `firsts` are the other rows of the same list."""
    for draft in drafts:
        read_woman(draft, territory)
        kind.read(draft, territory)
    sound = [draft for draft in drafts if not draft.problems and draft.answer != OUT]
    _print(sound, kind)
    _match(sound, kind, territory, list_id, firsts if firsts is not None else {})
    decided = [draft for draft in sound if draft.person or not _in_doubt(draft)]
    kind.settle(decided, territory)
    for draft in decided:
        _note_fills(draft)
    for draft in drafts:
        draft.verdict = _verdict(draft)


def _print(drafts: Sequence[Draft], kind: Kind) -> None:
    for draft in drafts:
        draft.fingerprint = fingerprint_of(kind.code, draft.given, kind.says(draft.given))


def _match(drafts: Sequence[Draft], kind: Kind, territory: Territory, list_id: int | None, firsts: Firsts) -> None:
    before = entered_before(draft.fingerprint for draft in drafts)
    said = people_of([int(d.answer) for d in drafts if d.answer.isdigit()] + list(before.values()))
    known = known_to(drafts, territory.scope)
    mine = made_by(list_id, known.ours) if list_id is not None else set()
    used: set[int] = set()
    for draft in drafts:
        draft.choices = _choices(draft, kind, known, mine, firsts)
        person = said.get(int(draft.answer)) if draft.answer.isdigit() else _certain(draft, before, said, used)
        if person is None:
            person = _told_by_records(draft, kind, known, mine)
        draft.person = person_now(person) if person else None
        draft.person_id = draft.person.id if draft.person else None
        draft.is_ours = draft.person is None or draft.person.id in known.ours
        used |= {draft.person.id} if draft.person else set()


def _choices(draft: Draft, kind: Kind, known: Known, mine: set[int], firsts: Firsts) -> list[tuple[int, str]]:
    """Who she may be; of those whom this very list entered, no choice is made for a second woman of one name."""
    found = choices_of(draft, known)
    first = firsts.setdefault(who(draft.given), draft.position)
    if kind.has_many_of_one:
        return found
    found = [(key, how) for key, how in found if key not in mine]
    return found if first == draft.position else [(first, TWICE), *found]


def _certain(draft: Draft, before: Mapping[str, int], said: Mapping[int, Person], used: set[int]) -> Person | None:
    """Whom a row entered that said the very same, in a list that stands; a second row alike is not hers."""
    person = said.get(before.get(draft.fingerprint, 0))
    return person if person is not None and person.id not in used else None


def _told_by_records(draft: Draft, kind: Kind, known: Known, mine: set[int]) -> Person | None:
    """The one woman whom this list entered by an earlier row of hers."""
    exact = [key for key, how in draft.choices if how == EXACT and key in mine]
    return people_of(exact)[exact[0]] if kind.has_many_of_one and len(exact) == 1 else None


def settle_known(drafts: Sequence[Draft], kind: Kind, territory: Territory) -> None:
    """Rows in doubt that mean exactly one woman of whom all is recorded: there is nothing to ask."""
    alone = [d for d in drafts if d.verdict == DOUBTFUL and [how for _key, how in d.choices] == [EXACT]]
    people = people_of(draft.choices[0][0] for draft in alone)
    for draft in alone:
        draft.person = people[draft.choices[0][0]]
    kind.settle(alone, territory)
    for draft in alone:
        _note_fills(draft)
        if draft.adds or draft.fills or draft.problems:
            draft.person, draft.adds, draft.fills, draft.problems = None, [], {}, []
        else:
            draft.verdict, draft.person_id = KNOWN, draft.choices[0][0]


def _note_fills(draft: Draft) -> None:
    """What is empty of her and said here; of a woman of elsewhere nothing is touched."""
    if draft.person is None or not draft.is_ours:
        return
    her, given = draft.person, draft.given
    draft.fills = {}
    if not her.phone and given[PHONE]:
        draft.fills["phone"] = given[PHONE]
    if her.birth_year is None:
        draft.fills["birth_year"] = given[BORN]
    if not her.area_code and not her.address_line and given[VILLAGE]:
        draft.fills |= {"area_code": given[AREA], "address_line": given[VILLAGE]}


def _in_doubt(draft: Draft) -> bool:
    return bool(draft.choices) and draft.answer != ANOTHER


def _verdict(draft: Draft) -> str:
    if draft.answer == OUT:
        return LEFT_OUT
    if draft.doubts and not draft.is_seen:
        return UNSEEN
    if draft.problems:
        return REFUSED
    if draft.person is None:
        return DOUBTFUL if _in_doubt(draft) else NEW
    if not draft.adds and not draft.fills:
        if not draft.notes:
            draft.tell(Problem("", N_("Đã ghi đủ từ trước, không ghi thêm.")))
        return KNOWN
    return ADDS
