"""Who may keep a contest, and who may fill in a judge's sheet."""

from marketplace.association import levels
from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.contests.awards import COMMUNE, LEVELS, NATION
from marketplace.contests.models import Judge
from marketplace.core.actors import Actor


def can_keep_contest(scope: Scope, unit: Unit) -> bool:
    """Whether an officer may hold and record contests of a unit: only within the officer's own territory."""
    return scope.covers(unit)


def levels_of(unit: Unit) -> tuple[str, ...]:
    """The levels at which a unit may hold a contest: its own and those below.

    A province also enters the results of its region and of the nation, to which its ideas went up.
    """
    highest = NATION if unit.level == levels.PROVINCE else COMMUNE
    return LEVELS[: LEVELS.index(highest) + 1]


def can_fill_sheet(judge: Judge, actor: Actor, scope: Scope) -> bool:
    """Whether somebody may fill in a judge's sheets: the judge herself; of one without an account, the keeper."""
    if judge.person_id is not None:
        return judge.person_id == actor.person_id
    return scope.covers(judge.contest.unit)
