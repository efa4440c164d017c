"""Taking a whole list back: everything it entered on which nothing else rests; what stays is said, with the reason."""

from collections import Counter
from collections.abc import Mapping, Sequence

from marketplace.association.scope import Scope
from marketplace.audit.services import record
from marketplace.core.actors import OFFICER, SYSTEM_ACTOR, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import require
from marketplace.core.events import publish
from marketplace.core.rows import execute_update
from marketplace.core.words import N_
from marketplace.imports.events import TakingBackBegan
from marketplace.imports.models import ImportList, ImportRow
from marketplace.imports.policies import can_bring_in
from marketplace.imports.queries import lock_list, territory_of
from marketplace.imports.queries.lists import count_entered, next_to_take_back, open_rows_naming, rows_resting_on
from marketplace.imports.queries.matching import people_of
from marketplace.imports.queries.ties import forget_apart, rows_naming, ties_of
from marketplace.imports.registries import KINDS
from marketplace.imports.services.checking import judge_again
from marketplace.imports.services.writing import AT_ONCE, CHUNK
from marketplace.imports.states import TAKING_BACK, UNDONE
from marketplace.people.models import Person
from marketplace.people.services import forget_person

WHY = N_("Rút lại cả danh sách đã nhập")
HELD = N_("Một danh sách ghi sau cũng có chị ấy và dựa vào điều này, nên giữ lại.")
HAS_MORE = N_("Hồ sơ của chị ấy nay có thêm việc khác, nên giữ lại hồ sơ.")


def begin_taking_back(row: ImportList, *, actor: Actor, scope: Scope) -> None:
    """Take back what a list entered: of a short one at once, of a long one by the worker, part by part."""
    require(can_bring_in(scope, row.unit))
    row.to_do, row.done = count_entered(row.id), 0
    row.move_to(TAKING_BACK, by=actor)
    record("import_list.taken_back", "import_list", row.id, by=actor, details={"records": row.to_do})
    if row.to_do <= AT_ONCE:
        take_back_next(row.id, AT_ONCE)
        take_back_next(row.id)
    else:
        publish(TakingBackBegan(row.id))


def take_back_next(list_id: int, most: int = CHUNK) -> bool:
    """Take the next part of a list back; whether there may be more."""
    row = lock_list(list_id)
    if row.status != TAKING_BACK:
        return False
    lines = next_to_take_back(list_id, most)
    if not lines:
        row.done = row.to_do
        row.move_to(UNDONE, by=SYSTEM_ACTOR)
        return False
    kind, scope, actor = KINDS.get(row.kind), territory_of(row.unit).scope, Actor(OFFICER, row.brought_by)
    people = people_of(line.person_id for line in lines if line.person_id is not None)
    may_change = open_rows_naming(people)
    free = _note_held(row, lines)
    stays = kind.take_back([line.entered for line in free], why=WHY, actor=actor, scope=scope)
    for line, why in zip(free, stays, strict=True):
        line.kept_why = why
    gone = _who_goes(lines, people)
    kind.erase([record for line in lines if line.person_id in gone for record in line.entered], scope=scope)
    for line in lines:
        if line.person_id not in gone and line.kept_why != HELD:
            line.kept_why = line.kept_why or (HAS_MORE if line.made_person else "")
            _empty_again(line, people.get(line.person_id or 0))
        line.undone_at = now()
    _forget(gone, people)
    session.flush()
    judge_again(may_change)
    row.done += len(lines)
    session.flush()
    return True


def _note_held(row: ImportList, lines: Sequence[ImportRow]) -> list[ImportRow]:
    """Say of rows that a later list rests on them, of many of one woman by a row of the same act; the others."""
    kind, free = KINDS.get(row.kind), []
    resting = rows_resting_on(row, {line.person_id for line in lines if line.person_id is not None})
    for line in lines:
        assert line.entered_at is not None
        later = [each for each in resting.get(line.person_id or 0, []) if (each.entered_at or now()) > line.entered_at]
        if kind.has_many_of_one:
            later = [each for each in later if kind.says(each.given) == kind.says(line.given)]
        if later:
            line.kept_why = HELD
        else:
            free.append(line)
    return free


def _who_goes(lines: Sequence[ImportRow], people: Mapping[int, Person]) -> set[int]:
    """The women whom the list entered and on whom nothing rests but what these rows entered."""
    stays = {line.person_id for line in lines if line.kept_why}
    made = {line.person_id for line in lines if line.made_person and line.person_id in people} - stays
    if not made:
        return set()
    own: dict[int, Counter[str]] = {key: Counter() for key in made if key is not None}
    for line in lines:
        if line.person_id in own:
            own[line.person_id] += Counter([table for table, _key in line.entered])
    named = rows_naming(own)
    ties = ties_of(own)
    return {key for key, tables in own.items() if _rests(ties[key], tables + Counter(import_row=named[key]))}


def _rests(ties: Mapping[str, int], own: Mapping[str, int]) -> bool:
    return all(count <= own.get(table, 0) for table, count in ties.items() if table != "told_apart")


def _empty_again(line: ImportRow, her: Person | None) -> None:
    """What the row filled in and nobody changed since is empty again."""
    for name, value in line.filled.items():
        if her is not None and getattr(her, name) == value:
            setattr(her, name, "" if name == "address_line" else None)


def _forget(gone: set[int], people: Mapping[int, Person]) -> None:
    if not gone:
        return
    session.flush()
    for statement in forget_apart(gone):
        execute_update(statement, {})
    session.expire_all()
    for key in sorted(gone):
        forget_person(people[key])
    session.flush()
