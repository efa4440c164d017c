"""Holding a contest of ideas: entered as a draft with its criteria, opened for ideas, judged, or cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.audit.services import record
from marketplace.contests.awards import FULL_MARKS, LEAST_SHEETS, SHARED, TIE_RULES
from marketplace.contests.errors import NotReady, WeightsDoNotAddUp
from marketplace.contests.events import IdeaStandingChanged
from marketplace.contests.models import Contest, Criterion
from marketplace.contests.policies import can_keep_contest, levels_of
from marketplace.contests.queries.contests import has_sheets, list_entries, list_judges
from marketplace.contests.queries.ideas import ideas_in
from marketplace.contests.states import CANCELLED, DRAFT, JUDGING, OPEN
from marketplace.core.actors import Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import Conflict, Invalid, require
from marketplace.core.events import publish

FIRST_YEAR = 2010


@dataclass(frozen=True)
class Terms:
    """What is said of a contest while it is a draft."""

    name: str
    year: int
    level: str
    theme: str = ""
    opens_on: date | None = None
    closes_on: date | None = None
    is_blind: bool = False
    is_on_paper: bool = False
    tie_rule: str = SHARED
    spread_limit: int = 20


Weights = Sequence[tuple[str, int]]  # name and points of each criterion


def create_contest(unit: Unit, terms: Terms, weights: Weights = (), *, actor: Actor, scope: Scope) -> Contest:
    """Enter a contest as a draft; its weights need not add up yet. Invalid names what is wrong: a level too high."""
    require(can_keep_contest(scope, unit))
    _require_sound(terms, unit)
    contest = Contest(unit_id=unit.id, recorded_by=actor.person_id, **vars(terms))
    contest.unit, contest.criteria = unit, _criteria(weights)
    contest.begin_at(DRAFT, by=actor)
    return contest


def change_contest(contest: Contest, terms: Terms, weights: Weights, *, actor: Actor, scope: Scope) -> None:
    """Say something else of a draft; Conflict once it was opened."""
    require(can_keep_contest(scope, contest.unit))
    if contest.status != DRAFT:
        raise Conflict(contest=contest.id)
    _require_sound(terms, contest.unit)
    for name, value in vars(terms).items():
        setattr(contest, name, value)
    contest.criteria = _criteria(weights)
    session.flush()
    record("contest.changed", "contest", contest.id, by=actor)


def open_contest(contest: Contest, *, actor: Actor, scope: Scope) -> None:
    """Take ideas from now on; WeightsDoNotAddUp while the criteria are not of 100 points in all."""
    require(can_keep_contest(scope, contest.unit))
    total = sum(criterion.weight for criterion in contest.criteria)
    if not contest.is_on_paper and total != FULL_MARKS:
        raise WeightsDoNotAddUp(total=total)
    contest.move_to(OPEN, by=actor)


def back_to_draft(contest: Contest, *, actor: Actor, scope: Scope) -> None:
    """Make a contest a draft again; NotReady once an idea was entered."""
    require(can_keep_contest(scope, contest.unit))
    if ideas_in(contest.id):
        raise NotReady(why="has_ideas", entries=[])
    contest.move_to(DRAFT, by=actor)


def begin_judging(contest: Contest, *, actor: Actor, scope: Scope) -> None:
    """Close the list and let the judges begin; NotReady without ideas, or with fewer than three judges."""
    require(can_keep_contest(scope, contest.unit))
    entries = list_entries(contest.id)
    if not entries:
        raise NotReady(why="no_ideas", entries=[])
    if len(list_judges(contest.id)) < LEAST_SHEETS:
        raise NotReady(why="few_judges", entries=[])
    contest.move_to(JUDGING, by=actor)


def back_to_open(contest: Contest, *, actor: Actor, scope: Scope) -> None:
    """Take ideas again; NotReady once a sheet was filled in."""
    require(can_keep_contest(scope, contest.unit))
    if has_sheets(contest.id):
        raise NotReady(why="has_sheets", entries=[])
    contest.move_to(OPEN, by=actor)


def cancel_contest(contest: Contest, *, why: str, actor: Actor, scope: Scope) -> None:
    """Cancel a contest with the reason: its entries count no more."""
    require(can_keep_contest(scope, contest.unit))
    if not why.strip():
        raise Invalid(field="why")
    contest.move_to(CANCELLED, by=actor, note=why.strip())
    for entry in list_entries(contest.id):
        entry.idea.changed_at = now()
        session.flush()
        publish(IdeaStandingChanged(entry.idea_id))


def _criteria(weights: Weights) -> list[Criterion]:
    return [Criterion(name=name, weight=weight, position=place) for place, (name, weight) in enumerate(weights)]


def _require_sound(terms: Terms, unit: Unit) -> None:
    if terms.level not in levels_of(unit):
        raise Invalid(field="level")
    if terms.tie_rule not in TIE_RULES:
        raise Invalid(field="tie_rule")
    if terms.year < FIRST_YEAR:
        raise Invalid(field="year")
    if terms.opens_on and terms.closes_on and terms.closes_on < terms.opens_on:
        raise Invalid(field="closes_on")
