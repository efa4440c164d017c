"""The judges of a contest: who they are, to whom they are related, and what they give each entry."""

from collections.abc import Mapping

from marketplace.association.scope import Scope
from marketplace.audit.services import record
from marketplace.contests.awards import RELATIONS, TENTHS
from marketplace.contests.errors import AlreadyJudge, BadPoints, IsContestant, KnowsNames, SheetLocked
from marketplace.contests.models import Contest, Entry, Judge, JudgeConflict, Sheet, SheetScore
from marketplace.contests.policies import can_fill_sheet, can_keep_contest
from marketplace.contests.queries.contests import (
    find_conflict,
    find_judge_of,
    find_sheet,
    list_decisions,
    list_entries,
    list_judges,
)
from marketplace.contests.states import JUDGING, UNDECIDED
from marketplace.core.actors import Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import Conflict, Invalid, require
from marketplace.core.folding import fold_name
from marketplace.people.models import Person

Points = Mapping[int, int | None]  # criterion's key → tenths


def add_judge(
    contest: Contest,
    person: Person | None,
    *,
    name: str = "",
    title: str = "",
    is_chair: bool = False,
    actor: Actor,
    scope: Scope,
) -> Judge:
    """Let an officer, or somebody named who has no account, judge. IsContestant of an author in this contest.

    AlreadyJudge of the same person or the same name with the same title; KnowsNames of an officer in a blind contest
    who saw whose the ideas are.

    A contest has one chair: a new one takes the place of the one before.
    """
    require(can_keep_contest(scope, contest.unit))
    if contest.status not in UNDECIDED:
        raise Conflict(contest=contest.id)
    called = person.full_name if person else name.strip()
    if not called:
        raise Invalid(field="name")
    _require_no_author(contest, person, called)
    if (person and find_judge_of(contest.id, person.id)) or _sits(contest, called, title):
        raise AlreadyJudge()
    if person and _knows_names(contest, person, actor):
        raise KnowsNames()
    if is_chair:
        for other in list_judges(contest.id):
            other.is_chair = False
    judge = Judge(contest_id=contest.id, person_id=person.id if person else None, name=called, title=title.strip())
    judge.contest, judge.is_chair, judge.recorded_by = contest, is_chair, actor.person_id
    session.add(judge)
    session.flush()
    record("judge.added", "contest_judge", judge.id, by=actor)
    return judge


def remove_judge(judge: Judge, *, why: str, actor: Actor, scope: Scope) -> None:
    """Let a judge sit no more, with the reason; what she gave counts no more."""
    require(can_keep_contest(scope, judge.contest.unit))
    if not why.strip():
        raise Invalid(field="why")
    if judge.removed_at is not None or judge.contest.status not in UNDECIDED:
        raise Conflict(judge=judge.id)
    judge.removed_at, judge.removed_why, judge.is_chair = now(), why.strip(), False
    record("judge.removed", "contest_judge", judge.id, by=actor, details={"why": judge.removed_why})


def declare_relation(
    judge: Judge, entry: Entry, relation: str, *, note: str = "", actor: Actor, scope: Scope
) -> JudgeConflict:
    """Declare how a judge is related to an author: her sheet for that entry is locked from now on."""
    require(can_fill_sheet(judge, actor, scope) or can_keep_contest(scope, judge.contest.unit))
    if relation not in RELATIONS:
        raise Invalid(field="relation")
    if entry.contest_id != judge.contest_id or judge.contest.status not in UNDECIDED:
        raise Conflict(judge=judge.id)
    before = find_conflict(judge.id, entry.id)
    if before is not None:
        before.relation = relation
        return before
    row = JudgeConflict(judge_id=judge.id, entry_id=entry.id, relation=relation, note=note.strip())
    row.declared_by = actor.person_id
    session.add(row)
    session.flush()
    record("judge.relation_declared", "contest_judge", judge.id, by=actor, details={"relation": relation})
    return row


def withdraw_relation(row: JudgeConflict, judge: Judge, *, why: str, actor: Actor, scope: Scope) -> None:
    """Take a declared relation back that is none, with the reason; by who keeps the contest, not by the judge."""
    require(can_keep_contest(scope, judge.contest.unit) and judge.person_id != actor.person_id)
    if not why.strip():
        raise Invalid(field="why")
    if row.withdrawn_at is not None or judge.contest.status not in UNDECIDED:
        raise Conflict(judge=judge.id)
    row.withdrawn_at, row.withdrawn_why = now(), why.strip()
    record("judge.relation_withdrawn", "contest_judge", judge.id, by=actor, details={"why": row.withdrawn_why})


def fill_sheet(judge: Judge, entry: Entry, points: Points, *, note: str = "", actor: Actor, scope: Scope) -> Sheet:
    """Give an entry points for every criterion, in tenths; again while it is judged.

    SheetLocked after a relation was declared, BadPoints where some are missing or more than the criterion has.
    """
    require(can_fill_sheet(judge, actor, scope))
    contest = judge.contest
    if contest.status != JUDGING or entry.contest_id != contest.id or entry.withdrawn_at is not None:
        raise Conflict(contest=contest.id)
    if find_conflict(judge.id, entry.id) is not None:
        raise SheetLocked()
    bad = [row.id for row in contest.criteria if not _is_sound(points.get(row.id), row.weight)]
    if bad:
        raise BadPoints(criteria=bad)
    given = {row.id: points[row.id] or 0 for row in contest.criteria}
    sheet = find_sheet(judge.id, entry.id) or Sheet(judge_id=judge.id, entry_id=entry.id)
    standing = {score.criterion_id: score for score in sheet.scores}
    for criterion_id, tenths in given.items():
        score = standing.get(criterion_id)
        if score is None:
            sheet.scores.append(SheetScore(criterion_id=criterion_id, tenths=tenths))
        else:
            score.tenths = tenths
    sheet.total_tenths, sheet.note = sum(given.values()), note.strip()
    sheet.entered_at, sheet.entered_by = now(), actor.person_id
    session.add(sheet)
    session.flush()
    if judge.person_id is None:
        record("sheet.entered", "contest_judge", judge.id, by=actor, details={"entry": entry.number})
    return sheet


def _is_sound(tenths: int | None, weight: int) -> bool:
    return tenths is not None and 0 <= tenths <= weight * TENTHS


def _sits(contest: Contest, called: str, title: str) -> bool:
    """Whether a judge of that name and title sits already."""
    same = fold_name(called), fold_name(title)
    return any((fold_name(judge.name), fold_name(judge.title)) == same for judge in list_judges(contest.id))


def _knows_names(contest: Contest, person: Person, actor: Actor) -> bool:
    """In a blind contest: after a decision every officer does, while it is judged who keeps it does."""
    keeps = contest.status == JUDGING and person.id == actor.person_id
    return contest.is_blind and (keeps or bool(list_decisions(contest.id)))


def _require_no_author(contest: Contest, person: Person | None, called: str) -> None:
    for entry in list_entries(contest.id):
        author = entry.idea.person
        same_name = person is None and fold_name(called) == fold_name(author.full_name)
        if same_name or (person is not None and author.id == person.id):
            raise IsContestant(name=author.full_name)
