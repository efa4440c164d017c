"""Who may decide: an officer of the application's unit or one above it, never on her own application (promise A2)."""

from collections.abc import Iterable

from marketplace.accounts.services.lost_phones import Owner
from marketplace.association.models import Officer, Unit
from marketplace.association.queries import list_offices
from marketplace.core.actors import OFFICER, OPERATOR, Actor
from marketplace.sellers.models import Application, Seller


def can_decide(actor: Actor, offices: Iterable[Officer], application: Application) -> bool:
    """Whether an officer with these live offices may decide an application."""
    if actor.kind != OFFICER or actor.person_id is None or actor.person_id == application.person_id:
        return False
    return covering_office(offices, application.unit) is not None


def can_suspend(actor: Actor, offices: Iterable[Officer], seller: Seller) -> bool:
    """Whether an actor may suspend a seller or end the suspension: the operator, or an officer above the seller."""
    if actor.person_id is None or actor.person_id == seller.person_id:
        return False
    return actor.kind == OPERATOR or (actor.kind == OFFICER and covering_office(offices, seller.unit) is not None)


def owner_of_phone(application: Application, actor: Actor) -> Owner:
    """The applicant or seller for recovery of a lost phone: is she in the actor's territory, and an officer herself?"""
    is_in_territory = can_decide(actor, list_offices(actor.person_id or 0), application)
    return Owner(application.person_id, is_in_territory, bool(list_offices(application.person_id)))


def covering_office(offices: Iterable[Officer], unit: Unit | None) -> Officer | None:
    """The office nearest to a unit among those whose territory holds it; None where there is none."""
    if unit is None:
        return None
    above = [office for office in offices if unit.path.startswith(office.unit.path)]
    return max(above, key=lambda office: len(office.unit.path), default=None)
