"""Writing a list that was looked at, part by part: each part whole or not at all, and a row never twice."""

from collections.abc import Sequence

from marketplace.association.scope import Scope
from marketplace.audit.services import record
from marketplace.core.actors import OFFICER, SYSTEM_ACTOR, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import require
from marketplace.core.events import publish
from marketplace.imports.drafts import ANOTHER, TWICE, Draft
from marketplace.imports.errors import NothingToWrite, NotSeen
from marketplace.imports.events import ListChecked
from marketplace.imports.fields import BORN, NAME, PHONE, VILLAGE
from marketplace.imports.models import ImportList, ImportRow
from marketplace.imports.policies import can_bring_in
from marketplace.imports.queries import count_verdicts, lock_list, territory_of
from marketplace.imports.queries.lists import count_entered, next_to_write
from marketplace.imports.queries.matching import people_of
from marketplace.imports.registries import KINDS
from marketplace.imports.services.checking import note, readings_of
from marketplace.imports.services.drafting import who
from marketplace.imports.services.reading import forget_read
from marketplace.imports.states import APPLIED, CHECKED, KNOWN, LOOKED_AT, NEW, UNSEEN, WRITTEN
from marketplace.imports.women_rows import AREA
from marketplace.people.models import Person
from marketplace.people.services import NewPerson, create_people
from marketplace.programme.services.judging import note_apart

CHUNK = 500  # rows in one transaction
AT_ONCE = 200  # a list of so many rows is written while its officer waits


def check_list(row: ImportList, *, actor: Actor, scope: Scope) -> None:
    """Say that a list be written as it was shown: a short one at once, a long one by the worker, part by part.

    NotSeen while a row of which a cell was not surely read waits to be looked at.
    """
    require(can_bring_in(scope, row.unit))
    counts = count_verdicts(row.id)
    if unseen := counts.get(UNSEEN, 0):
        raise NotSeen(rows=unseen)
    written = sum(counts.get(verdict, 0) for verdict in WRITTEN)
    if not written:
        raise NothingToWrite()
    row.to_do, row.done = sum(counts.get(verdict, 0) for verdict in LOOKED_AT), 0
    row.move_to(CHECKED, by=actor)
    record("import_list.checked", "import_list", row.id, by=actor, details={"records": written})
    if row.to_do <= AT_ONCE:
        write_next(row.id, AT_ONCE)
        write_next(row.id)
    else:
        publish(ListChecked(row.id))


def write_next(list_id: int, most: int = CHUNK) -> bool:
    """Write the next part of a list that was looked at; whether there may be more. What is done already stays done."""
    row = lock_list(list_id)
    if row.status != CHECKED:
        return False
    lines = next_to_write(list_id, most)
    if not lines:
        _finish(row)
        return False
    drafts = readings_of(row, lines)
    actor = Actor(OFFICER, row.brought_by)
    pairs = [(line, draft) for line, draft in zip(lines, drafts, strict=True) if draft.verdict in WRITTEN]
    made = _enter_people([draft for _line, draft in pairs if draft.verdict == NEW], row, actor)
    for line, draft in zip(lines, drafts, strict=True):
        note(line, draft)
        if draft.verdict == KNOWN:
            line.entered_at = now()
    entered = KINDS.get(row.kind).write([draft for _line, draft in pairs], territory_of(row.unit), actor)
    for (line, draft), records in zip(pairs, entered, strict=True):
        line.entered, line.entered_at, line.made_person = records, now(), draft.position in made
        _fill(line, draft)
    row.done += len(lines)
    session.flush()
    return True


def _enter_people(drafts: Sequence[Draft], row: ImportList, actor: Actor) -> set[int]:
    """Enter the women whom nobody knew, each once; the rows that entered one."""
    first: dict[object, Draft] = {}
    for draft in drafts:
        key = who(draft.given) if KINDS.get(row.kind).has_many_of_one else draft.position
        first.setdefault(key, draft)
    people = create_people([_new_person(draft) for draft in first.values()])
    hers: dict[object, Person] = dict(zip(first, people, strict=True))
    for draft in drafts:
        draft.person = hers[who(draft.given) if KINDS.get(row.kind).has_many_of_one else draft.position]
        draft.person_id = draft.person.id
    for draft in first.values():
        _tell_apart(draft, actor)
    return {draft.position for draft in first.values()}


def _tell_apart(draft: Draft, actor: Actor) -> None:
    """Whom she was said not to be, the officer having been shown them, she is told apart from."""
    shown = [key for key, how in draft.choices if how != TWICE]
    if draft.answer == ANOTHER and shown and draft.person is not None:
        for other in people_of(shown).values():
            note_apart(draft.person, other, actor=actor)


def _new_person(draft: Draft) -> NewPerson:
    given = draft.given
    return NewPerson(given[NAME], given[BORN], given[PHONE], given[AREA], given[VILLAGE])


def _fill(line: ImportRow, draft: Draft) -> None:
    """Fill in what is empty of a woman who was known."""
    for name, value in draft.fills.items():
        setattr(draft.person, name, value)
    line.filled = dict(draft.fills)


def _finish(row: ImportList) -> None:
    row.counts = count_verdicts(row.id)
    row.done = row.to_do
    row.move_to(APPLIED, by=SYSTEM_ACTOR)
    forget_read(row)
    by = Actor(OFFICER, row.brought_by)
    record("import_list.written", "import_list", row.id, by=by, details={"records": count_entered(row.id)})
