"""Who may appoint to which unit: the operator anywhere, a province officer below the officer's own unit.

Members and cadre are recorded by every officer, in the officer's own territory.
"""

from collections.abc import Iterable

from marketplace.accounts.policies import may_give
from marketplace.accounts.roles import OPERATOR, PROVINCE_OFFICER
from marketplace.association.models import Officer, Unit
from marketplace.association.scope import Scope
from marketplace.core.actors import SYSTEM, Actor


def can_appoint(actor: Actor, roles: set[str], offices: Iterable[Officer], unit: Unit, role: str) -> bool:
    """Whether an actor with these platform roles and offices may give (or end) a role in a unit."""
    if actor.kind == SYSTEM or OPERATOR in roles:
        return True
    return any(may_give({o.role}, role) and unit.path.startswith(o.unit.path) for o in offices)


def can_edit_unit(actor: Actor, roles: set[str], offices: Iterable[Officer], unit: Unit) -> bool:
    """Whether an actor may change a unit's contact and branches."""
    if actor.kind == SYSTEM or OPERATOR in roles:
        return True
    return any(o.role == PROVINCE_OFFICER and unit.path.startswith(o.unit.path) for o in offices)


def can_keep_register(scope: Scope, unit: Unit) -> bool:
    """Whether an officer may record members and posts of a unit: only within the officer's own territory."""
    return scope.covers(unit)
