"""What every change of an enterprise ends with: shares are within the whole, and its tests say what its parts say."""

from marketplace.core.actors import Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.errors import Conflict, Invalid
from marketplace.core.events import publish
from marketplace.core.folding import tidy
from marketplace.enterprises.errors import TooManyShares
from marketplace.enterprises.events import EnterpriseChanged
from marketplace.enterprises.models import Enterprise, Voidable, WomenOwnedTest
from marketplace.enterprises.ownership import WHOLE, Result, largest_total, results
from marketplace.enterprises.queries import held_of, standing_tests


def settle(enterprise: Enterprise, *, actor: Actor, evidence: str = "") -> None:
    """Evaluate the tests anew and tell of the change; TooManyShares when all shares exceed the whole capital."""
    session.flush()
    held = held_of(enterprise.id)
    total = largest_total(enterprise.charter_capital_dong, held)
    if total > WHOLE:
        raise TooManyShares(field="share", over=int(-(-(total - WHOLE) // 1)))
    due = {r.holds_from: r for r in results(enterprise.form, enterprise.charter_capital_dong, held, today())}
    for row in standing_tests([enterprise.id])[enterprise.id]:
        if row.holds_from in due and says(due[row.holds_from]) == says(row):
            del due[row.holds_from]
        else:
            row.superseded_at = now()
    session.flush()  # before others of the same days are added
    session.add_all(_stored(enterprise, result, evidence, actor) for result in due.values())
    enterprise.changed_at = now()
    session.flush()
    publish(EnterpriseChanged(enterprise.id))


def says(result: Result | WomenOwnedTest) -> tuple[str, int, int, str]:
    """What two equal results share."""
    return result.basis, result.women_share, result.women_managers, result.result


def void_row(row: Voidable, why: str) -> None:
    """Let a row count no more, with the reason; Conflict when it is void."""
    why = tidy(why)
    if not why:
        raise Invalid(field="why")
    if row.voided_at is not None:
        raise Conflict(voided_at=row.voided_at)
    row.voided_at, row.voided_why = now(), why


def _stored(enterprise: Enterprise, result: Result, evidence: str, actor: Actor) -> WomenOwnedTest:
    return WomenOwnedTest(
        enterprise_id=enterprise.id,
        holds_from=result.holds_from,
        basis=result.basis,
        women_share=result.women_share,
        women_managers=result.women_managers,
        result=result.result,
        evidence=evidence,
        evaluated_by=actor.person_id,
    )
