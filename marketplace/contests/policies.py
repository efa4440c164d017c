"""Who may keep a contest, and who may fill in a judge's sheet."""

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.contests.models import Judge
from marketplace.core.actors import Actor


def can_keep_contest(scope: Scope, unit: Unit) -> bool:
    """Whether an officer may hold and record contests of a unit: only within the officer's own territory."""
    return scope.covers(unit)


def can_fill_sheet(judge: Judge, actor: Actor, scope: Scope) -> bool:
    """Whether somebody may fill in a judge's sheets: the judge herself; of one without an account, the keeper."""
    if judge.person_id is not None:
        return judge.person_id == actor.person_id
    return scope.covers(judge.contest.unit)
