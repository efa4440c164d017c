"""Entering ideas: a new one, or one that goes on to the next level; taking one out; what the national level gave it."""

from dataclasses import dataclass
from datetime import date

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.audit.services import record
from marketplace.contests.awards import SECTORS
from marketplace.contests.errors import AlreadyEntered, IsContestant, OutsideContest
from marketplace.contests.events import IdeaStandingChanged
from marketplace.contests.models import Contest, Entry, Idea
from marketplace.contests.policies import can_keep_contest
from marketplace.contests.queries.contests import largest_number, list_judges
from marketplace.contests.queries.ideas import find_entry, find_same_idea
from marketplace.contests.states import OPEN
from marketplace.core.actors import Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.errors import Conflict, Invalid, require
from marketplace.core.events import publish
from marketplace.core.folding import fold, fold_name
from marketplace.people.models import Person
from marketplace.people.queries import person_now


@dataclass(frozen=True)
class Told:
    """What is told of an idea."""

    title: str
    sector: str
    summary: str = ""
    co_authors: str = ""


def enter_idea(
    contest: Contest, woman: Person, unit: Unit, told: Told, *, entered_on: date, actor: Actor, scope: Scope
) -> Entry:
    """Enter a new idea of a woman of the register; AlreadyEntered when she has one of that title, in any contest."""
    require(can_keep_contest(scope, contest.unit))
    _require_open(contest, entered_on)
    if not unit.path.startswith(contest.unit.path):
        raise OutsideContest(field="unit")
    if told.sector not in SECTORS:
        raise Invalid(field="sector")
    author = person_now(woman)
    same = find_same_idea(author.id, told.title)
    if same is not None:
        raise AlreadyEntered(idea=same)
    _require_no_judge(contest, author)
    idea = Idea(person_id=author.id, unit_id=unit.id, submitted_on=entered_on, recorded_by=actor.person_id)
    idea.title, idea.folded_title, idea.sector = told.title, fold(told.title), told.sector
    idea.summary, idea.co_authors = told.summary, told.co_authors
    idea.person, idea.unit = author, unit
    session.add(idea)
    session.flush()
    return _enter(contest, idea, entered_on, None, actor)


def carry_on(entry: Entry, contest: Contest, *, entered_on: date, actor: Actor, scope: Scope) -> Entry:
    """Let an honoured idea go on to a contest of a higher level: the same idea, entered once more."""
    require(can_keep_contest(scope, contest.unit))
    _require_open(contest, entered_on)
    if not entry.idea.unit.path.startswith(contest.unit.path):
        raise OutsideContest(field="unit")
    _require_no_judge(contest, entry.idea.person)
    before = find_entry(contest.id, entry.idea_id)
    if before is not None and before.withdrawn_at is None:
        raise AlreadyEntered(idea=entry.idea)
    if before is not None:
        return _enter_again(before, entered_on, actor)
    return _enter(contest, entry.idea, entered_on, entry.id, actor)


def withdraw_entry(entry: Entry, *, why: str, actor: Actor, scope: Scope) -> None:
    """Take an idea out of a contest that is not decided, with the reason."""
    require(can_keep_contest(scope, entry.contest.unit))
    if not why.strip():
        raise Invalid(field="why")
    if entry.withdrawn_at is not None or entry.contest.decided_on is not None:
        raise Conflict(entry=entry.id)
    entry.withdrawn_at, entry.withdrawn_why = now(), why.strip()
    record("entry.withdrawn", "contest_entry", entry.id, by=actor, details={"why": entry.withdrawn_why})
    _changed(entry.idea)


def note_national_support(idea: Idea, *, on: date, what: str, actor: Actor, scope: Scope) -> None:
    """Record that the national level supports an idea, since when and with what."""
    require(can_keep_contest(scope, idea.unit))
    if not idea.submitted_on <= on <= today():
        raise Invalid(field="on")
    idea.supported_on, idea.supported_with = on, what.strip()
    record("idea.supported", "idea", idea.id, by=actor, details={"on": str(on), "note": idea.supported_with})
    _changed(idea)


def forget_national_support(idea: Idea, *, actor: Actor, scope: Scope) -> None:
    """Take a support back that was entered by mistake; Conflict where there is none."""
    require(can_keep_contest(scope, idea.unit))
    if idea.supported_on is None:
        raise Conflict(idea=idea.id)
    before, idea.supported_on, idea.supported_with = idea.supported_on, None, ""
    record("idea.support_withdrawn", "idea", idea.id, by=actor, details={"on": str(before)})
    _changed(idea)


def _enter(contest: Contest, idea: Idea, entered_on: date, carried_from_id: int | None, actor: Actor) -> Entry:
    entry = Entry(contest_id=contest.id, idea_id=idea.id, number=largest_number(contest.id) + 1, entered_on=entered_on)
    entry.carried_from_id, entry.recorded_by = carried_from_id, actor.person_id
    entry.contest, entry.idea = contest, idea
    session.add(entry)
    session.flush()
    record("entry.recorded", "contest_entry", entry.id, by=actor, details={"on": str(entered_on)})
    _changed(idea)
    return entry


def _enter_again(entry: Entry, entered_on: date, actor: Actor) -> Entry:
    """An idea that was taken out comes back under its number."""
    entry.withdrawn_at, entry.withdrawn_why, entry.entered_on = None, "", entered_on
    record("entry.recorded", "contest_entry", entry.id, by=actor, details={"on": str(entered_on)})
    _changed(entry.idea)
    return entry


def _changed(idea: Idea) -> None:
    idea.changed_at = now()
    session.flush()
    publish(IdeaStandingChanged(idea.id))


def _require_open(contest: Contest, entered_on: date) -> None:
    if contest.status != OPEN:
        raise Conflict(contest=contest.id)
    early = contest.opens_on is not None and entered_on < contest.opens_on
    late = contest.closes_on is not None and entered_on > contest.closes_on
    if early or late or entered_on > today():
        raise OutsideContest(field="entered_on")


def _require_no_judge(contest: Contest, author: Person) -> None:
    for judge in list_judges(contest.id):
        if judge.person_id == author.id or (
            judge.person_id is None and fold_name(judge.name) == fold_name(author.full_name)
        ):
            raise IsContestant(name=judge.name)
