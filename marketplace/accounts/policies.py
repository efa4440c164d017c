"""Who may give which role: only one the giver holds, and never to oneself (promise A5)."""

from marketplace.accounts.roles import GIVES
from marketplace.core.actors import SYSTEM, Actor


def may_give(held_roles: set[str], role: str) -> bool:
    """Whether someone holding these roles may give (or end) a role."""
    return any(role in GIVES.get(held, ()) for held in held_roles)


def can_change_roles_of(actor: Actor, person_id: int | None, held_roles: set[str], role: str) -> bool:
    """Whether an actor may give or end a role of a person: the system may; nobody may for oneself."""
    if actor.kind == SYSTEM:
        return True
    return actor.person_id is not None and actor.person_id != person_id and may_give(held_roles, role)
