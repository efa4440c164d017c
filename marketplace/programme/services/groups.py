"""Saying to which district before, or to which cluster, a commune belongs; what was said before stays as history."""

from marketplace.association.levels import COMMUNE
from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.audit.services import record as remember
from marketplace.core.actors import Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import Invalid, require
from marketplace.places.queries import districts_around
from marketplace.programme.models import UnitGroup
from marketplace.programme.policies import can_group
from marketplace.programme.queries.groups import lock_group

DISTRICT, CLUSTER = "district", "cluster"
SCHEMES = (DISTRICT, CLUSTER)
MOST_NAME = 80


def say_group(scheme: str, unit: Unit, name: str, *, actor: Actor, scope: Scope) -> bool:
    """Put a commune's unit into a group, or with «» take back what was said; returns whether that is new.

    A district before is one that a commune of June 2025 brought in.
    """
    require(can_group(scope, unit))
    if scheme not in SCHEMES or unit.level != COMMUNE:
        raise Invalid(field="unit")
    if len(name) > MOST_NAME or (scheme == DISTRICT and name and name not in possible_districts(unit)):
        raise Invalid(field="name")
    standing = lock_group(scheme, unit.id)
    before = standing.name if standing else ""
    if before == name:
        return False
    if standing is not None:
        standing.ended_at, standing.ended_by = now(), actor.person_id
        session.flush()
    if name:
        session.add(UnitGroup(scheme=scheme, unit_id=unit.id, name=name, said_by=actor.person_id))
        session.flush()
    remember("unit.grouped", "unit", unit.id, by=actor, details={"kind": scheme, "before": before, "after": name})
    return True


def possible_districts(unit: Unit) -> list[str]:
    """The districts of which a commune may have been."""
    return districts_around([unit.area_code])[unit.area_code] if unit.area_code else []
