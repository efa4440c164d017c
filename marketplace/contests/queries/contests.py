"""Reading contests of ideas, their entries, judges, sheets and decisions; lists are narrowed to a territory."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, func, select, tuple_

from marketplace.association.scope import Scope
from marketplace.contests.awards import FULL_MARKS, LEAST_SHEETS
from marketplace.contests.models import Contest, Criterion, Decision, Entry, Judge, JudgeConflict, Sheet
from marketplace.contests.states import DECIDED, DRAFT, JUDGING, TAKEN_PART, UNDECIDED
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.core.paging import Page, decode_cursor, encode_cursor

PAGE = 25


def list_contests(scope: Scope, cursor: str | None = None) -> Page[Contest]:
    """The contests held in a territory, the latest first."""
    rows = select(Contest).where(scope.allows(Contest.unit_id))
    if keys := decode_cursor(cursor, (int, int)):
        rows = rows.where(tuple_(Contest.year, Contest.id) < tuple_(*keys))
    found = list(session.scalars(rows.order_by(Contest.year.desc(), Contest.id.desc()).limit(PAGE + 1)))
    after = encode_cursor(found[PAGE - 1].year, found[PAGE - 1].id) if len(found) > PAGE else None
    return Page(found[:PAGE], after)


def count_entries(contest_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """How many ideas stand in each contest, and how many of them have an award."""
    rows = select(Entry.contest_id, func.count(), func.count(Entry.award)).where(Entry.withdrawn_at.is_(None))
    rows = rows.where(Entry.contest_id.in_(list(contest_ids))).group_by(Entry.contest_id)
    return {contest_id: (entered, honoured) for contest_id, entered, honoured in session.execute(rows)}


def get_contest(contest_id: int, scope: Scope) -> Contest:
    """A contest held in a territory; NotFound outside it."""
    contest = session.scalar(select(Contest).where(Contest.id == contest_id, scope.allows(Contest.unit_id)))
    if contest is None:
        raise NotFound(contest=contest_id)
    return contest


def lock_contest(contest_id: int, scope: Scope) -> Contest:
    """A contest held in a territory, locked for a change; NotFound outside it."""
    contest = get_contest(contest_id, scope)
    session.execute(select(Contest.id).where(Contest.id == contest.id).with_for_update())
    session.refresh(contest)
    return contest


def list_entries(contest_id: int, *, with_withdrawn: bool = False) -> list[Entry]:
    """The entries of a contest in the order of their numbers."""
    rows = select(Entry).where(Entry.contest_id == contest_id)
    if not with_withdrawn:
        rows = rows.where(Entry.withdrawn_at.is_(None))
    return list(session.scalars(rows.order_by(Entry.number)))


def get_entry(contest_id: int, number: int) -> Entry:
    """A standing entry of a contest by its number; NotFound otherwise."""
    rows = select(Entry).where(Entry.contest_id == contest_id, Entry.number == number, Entry.withdrawn_at.is_(None))
    entry = session.scalar(rows)
    if entry is None:
        raise NotFound(entry=number)
    return entry


def list_entries_of(contest_id: int, public_id: str) -> list[Entry]:
    """The standing entries of one author in a contest; NotFound where she has none."""
    found = [entry for entry in list_entries(contest_id) if entry.idea.person.public_id == public_id]
    if not found:
        raise NotFound(author=public_id)
    return found


def largest_number(contest_id: int) -> int:
    """The largest number given in a contest, to withdrawn entries too; 0 where none was."""
    return session.scalar(select(func.max(Entry.number)).where(Entry.contest_id == contest_id)) or 0


def list_judges(contest_id: int, *, with_removed: bool = False) -> list[Judge]:
    """The judges of a contest, the chair first."""
    rows = select(Judge).where(Judge.contest_id == contest_id)
    if not with_removed:
        rows = rows.where(Judge.removed_at.is_(None))
    return list(session.scalars(rows.order_by(Judge.is_chair.desc(), Judge.id)))


def get_judge(contest_id: int, judge_id: int) -> Judge:
    """A judge who sits in a contest; NotFound otherwise."""
    rows = select(Judge).where(Judge.contest_id == contest_id, Judge.id == judge_id, Judge.removed_at.is_(None))
    judge = session.scalar(rows)
    if judge is None:
        raise NotFound(judge=judge_id)
    return judge


def find_judge_of(contest_id: int, person_id: int) -> Judge | None:
    """Somebody as judge of a contest, or None."""
    rows = select(Judge).where(Judge.contest_id == contest_id, Judge.person_id == person_id, Judge.removed_at.is_(None))
    return session.scalar(rows)


def ever_judged(contest_id: int, person_id: int) -> bool:
    """Whether somebody is a judge of a contest, or was one before she left."""
    rows = select(Judge.id).where(Judge.contest_id == contest_id, Judge.person_id == person_id)
    return session.scalar(rows.limit(1)) is not None


def list_veiled_ideas(person_id: int) -> set[int]:
    """The ideas whose authors somebody must not see: of blind contests without a result that she judges or judged."""
    rows = select(Entry.idea_id).join(Contest, Contest.id == Entry.contest_id)
    rows = rows.join(Judge, Judge.contest_id == Contest.id).where(Judge.person_id == person_id)
    rows = rows.where(Contest.is_blind.is_(True), Contest.status.in_(UNDECIDED), Entry.withdrawn_at.is_(None))
    return set(session.scalars(rows))


def get_judge_of(contest_id: int, person_id: int) -> Judge:
    """Somebody as judge of a contest that is not a draft; NotFound otherwise."""
    judge = find_judge_of(contest_id, person_id)
    if judge is None or judge.contest.status == DRAFT:
        raise NotFound(contest=contest_id)
    return judge


def list_judging(person_id: int) -> list[Judge]:
    """Where somebody judges now: contests that are being judged, in any territory."""
    rows = select(Judge).join(Contest, Contest.id == Judge.contest_id)
    rows = rows.where(Judge.person_id == person_id, Judge.removed_at.is_(None), Contest.status == JUDGING)
    return list(session.scalars(rows.order_by(Judge.id.desc())))


def list_conflicts(contest_id: int) -> list[JudgeConflict]:
    """The relations that judges of a contest declared and that stand."""
    rows = select(JudgeConflict).join(Judge, Judge.id == JudgeConflict.judge_id)
    rows = rows.where(Judge.contest_id == contest_id, JudgeConflict.withdrawn_at.is_(None))
    return list(session.scalars(rows.order_by(JudgeConflict.id)))


def get_conflict(judge_id: int, conflict_id: int) -> JudgeConflict:
    """A relation a judge declared, withdrawn or not; NotFound otherwise."""
    rows = select(JudgeConflict).where(JudgeConflict.id == conflict_id, JudgeConflict.judge_id == judge_id)
    row = session.scalar(rows)
    if row is None:
        raise NotFound(conflict=conflict_id)
    return row


def find_conflict(judge_id: int, entry_id: int) -> JudgeConflict | None:
    """The relation a judge declared to the author of an entry, where it stands."""
    rows = select(JudgeConflict).where(JudgeConflict.judge_id == judge_id, JudgeConflict.entry_id == entry_id)
    return session.scalar(rows.where(JudgeConflict.withdrawn_at.is_(None)).limit(1))


def find_sheet(judge_id: int, entry_id: int) -> Sheet | None:
    """What a judge gave an entry, or None."""
    return session.scalar(select(Sheet).where(Sheet.judge_id == judge_id, Sheet.entry_id == entry_id))


def list_sheets(contest_id: int) -> list[Sheet]:
    """The sheets that count in a contest: of judges who sit, for entries that stand, without a declared relation."""
    rows = select(Sheet).join(Judge, Judge.id == Sheet.judge_id).join(Entry, Entry.id == Sheet.entry_id)
    rows = rows.where(Judge.contest_id == contest_id, *_counts())
    return list(session.scalars(rows.order_by(Sheet.entry_id, Sheet.judge_id)))


def has_sheets(contest_id: int) -> bool:
    """Whether any sheet was filled in for a contest."""
    rows = select(Sheet.id).join(Judge, Judge.id == Sheet.judge_id).where(Judge.contest_id == contest_id)
    return session.scalar(rows.limit(1)) is not None


def list_decisions(contest_id: int) -> list[Decision]:
    """What was decided in a contest, the latest first; those that were reopened too."""
    return list(session.scalars(select(Decision).where(Decision.contest_id == contest_id).order_by(Decision.id.desc())))


def _counts() -> tuple[ColumnElement[bool], ...]:
    locked = select(JudgeConflict.id).where(
        JudgeConflict.judge_id == Sheet.judge_id,
        JudgeConflict.entry_id == Sheet.entry_id,
        JudgeConflict.withdrawn_at.is_(None),
    )
    return Judge.removed_at.is_(None), Entry.withdrawn_at.is_(None), ~locked.exists()


def faults_of_awards() -> Iterator[str]:
    """Awards without a decided contest, or of a contest judged here with fewer than three sheets that count."""
    given: Any = (Entry.award.is_not(None), Entry.withdrawn_at.is_(None))
    undecided = select(Entry.id).join(Contest, Contest.id == Entry.contest_id).where(*given, Contest.status != DECIDED)
    for entry_id in session.scalars(undecided.order_by(Entry.id)):
        yield f"contest entry {entry_id} has an award, but its contest is not decided"
    counting = select(func.count(Sheet.id)).join(Judge, Judge.id == Sheet.judge_id)
    sheets = counting.where(Sheet.entry_id == Entry.id, *_counts()).correlate(Entry).scalar_subquery()
    few = select(Entry.id, sheets).join(Contest, Contest.id == Entry.contest_id)
    few = few.where(*given, Contest.is_on_paper.is_(False), sheets < LEAST_SHEETS)
    for entry_id, found in session.execute(few.order_by(Entry.id)):
        yield f"contest entry {entry_id} has an award and {found} sheets"
    gone = select(Entry.id).where(Entry.award.is_not(None), Entry.withdrawn_at.is_not(None))
    for entry_id in session.scalars(gone.order_by(Entry.id)):
        yield f"contest entry {entry_id} was withdrawn and has an award"


def faults_of_weights() -> Iterator[str]:
    """Contests past their draft, judged here, whose weights are not 100 in all."""
    total = select(func.coalesce(func.sum(Criterion.weight), 0)).where(Criterion.contest_id == Contest.id)
    weights = total.correlate(Contest).scalar_subquery()
    rows = select(Contest.id, weights).where(
        Contest.status.in_(TAKEN_PART), Contest.is_on_paper.is_(False), weights != FULL_MARKS
    )
    for contest_id, found in session.execute(rows.order_by(Contest.id)):
        yield f"contest {contest_id} has criteria of {found} points"
