"""Recording movement contests: the event, who took part for which unit, prizes; a wrong one is made void."""

from dataclasses import dataclass
from datetime import date

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.audit.services import record
from marketplace.contests.awards import MOVEMENTS
from marketplace.contests.errors import OutsideContest
from marketplace.contests.models import MovementContest, Team
from marketplace.contests.policies import can_keep_contest
from marketplace.core.actors import Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import Conflict, Invalid, require


@dataclass(frozen=True)
class Event:
    """What is told of a movement contest."""

    name: str
    kind: str
    held_on: date
    place: str = ""
    stream_url: str = ""
    note: str = ""


def record_movement(unit: Unit, event: Event, *, actor: Actor, scope: Scope) -> MovementContest:
    """Record a movement contest of a unit; its stream is a link to a page that is sent securely."""
    require(can_keep_contest(scope, unit))
    if event.kind not in MOVEMENTS:
        raise Invalid(field="kind")
    if event.stream_url and not event.stream_url.startswith("https://"):
        raise Invalid(field="stream_url")
    row = MovementContest(unit_id=unit.id, recorded_by=actor.person_id, **vars(event))
    row.unit, row.teams = unit, []
    session.add(row)
    session.flush()
    record("movement.recorded", "movement_contest", row.id, by=actor, details={"on": str(event.held_on)})
    return row


def add_team(
    movement: MovementContest,
    unit: Unit,
    *,
    people: int,
    women: int,
    actor: Actor,
    scope: Scope,
    name: str = "",
    prize: str = "",
) -> Team:
    """Record who took part for a unit; of the people so many are women."""
    require(can_keep_contest(scope, movement.unit))
    if movement.voided_at is not None:
        raise Conflict(movement=movement.id)
    if not unit.path.startswith(movement.unit.path):
        raise OutsideContest(field="unit")
    if people < 1 or not 0 <= women <= people:
        raise Invalid(field="women")
    team = Team(unit_id=unit.id, name=name, people=people, women=women, prize=prize)
    team.unit = unit
    movement.teams.append(team)
    session.flush()
    record("movement.team_added", "movement_contest", movement.id, by=actor, details={"unit": unit.name})
    return team


def remove_team(movement: MovementContest, team_id: int, *, actor: Actor, scope: Scope) -> None:
    """Take a team out that was entered by mistake; Conflict when it is not there any more."""
    require(can_keep_contest(scope, movement.unit))
    team = next((each for each in movement.teams if each.id == team_id), None)
    if team is None or movement.voided_at is not None:
        raise Conflict(team=team_id)
    details = {"unit": team.unit.name, "before": f"{team.people}/{team.women}"}
    movement.teams.remove(team)
    session.flush()
    record("movement.team_removed", "movement_contest", movement.id, by=actor, details=details)


def void_movement(movement: MovementContest, *, why: str, actor: Actor, scope: Scope) -> None:
    """Make a movement contest void that never was, with the reason."""
    require(can_keep_contest(scope, movement.unit))
    if not why.strip():
        raise Invalid(field="why")
    if movement.voided_at is not None:
        raise Conflict(movement=movement.id)
    movement.voided_at, movement.voided_why = now(), why.strip()
    record("movement.voided", "movement_contest", movement.id, by=actor, details={"why": movement.voided_why})
