"""Invariants of admissions (promise A2), of sellers' applications, and of sealed account numbers (P1)."""

from collections.abc import Iterator

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from marketplace.association.models import Officer, Unit
from marketplace.core.db import session
from marketplace.core.promises import promise
from marketplace.core.sealing import SEALED_LIKE
from marketplace.sellers.models import Application, BankAccount, Seller
from marketplace.sellers.states import APPROVED


@promise("A2", "nobody is admitted to sell by herself, or by an officer who did not serve above the seller's unit then")
def admitted_by_the_right_officer() -> Iterator[str]:
    """Sellers admitted by the seller herself, or by somebody who was no officer above the seller's unit on that day."""
    seller_unit, office_unit = aliased(Unit), aliased(Unit)
    served = (
        select(Officer.id)
        .join(office_unit, office_unit.id == Officer.unit_id)
        .where(
            Officer.person_id == Seller.verified_by,
            Officer.appointed_at <= Seller.verified_at,
            or_(Officer.ended_at.is_(None), Officer.ended_at >= Seller.verified_at),
            seller_unit.path.startswith(office_unit.path),
        )
    )
    rows = select(Seller.id).join(seller_unit, seller_unit.id == Seller.unit_id)
    wrong = or_(Seller.verified_by == Seller.person_id, ~served.exists())
    for seller_id in session.scalars(rows.where(wrong).order_by(Seller.id)):
        yield f"seller {seller_id} was not admitted by an officer above that seller's unit"


@promise("A2", "a seller stands on an approved application of the same person")
def sellers_stand_on_applications() -> Iterator[str]:
    """Sellers whose application is not approved or is somebody else's."""
    rows = (
        select(Seller.id)
        .join(Application, Application.id == Seller.application_id)
        .where(or_(Application.status != APPROVED, Application.person_id != Seller.person_id))
    )
    for seller_id in session.scalars(rows.order_by(Seller.id)):
        yield f"seller {seller_id} has no approved application of the same person"


@promise("P1", "bank account numbers are stored sealed")
def account_numbers_are_sealed() -> Iterator[str]:
    """Bank accounts whose number is stored in plain text."""
    rows = select(BankAccount.id).where(BankAccount.number_sealed.not_like(SEALED_LIKE))
    for account_id in session.scalars(rows.order_by(BankAccount.id)):
        yield f"bank account {account_id} is not sealed"
