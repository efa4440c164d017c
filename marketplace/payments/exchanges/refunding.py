"""Refunds through a provider: requested with a stored idempotency key, the answer recorded, unknown outcomes polled.

A call whose answer was lost leaves the refund «uncertain». It is then looked up by our own name for it, and
only while the provider still remembers the key is it asked for again; after that a person decides.
"""

from collections.abc import Sequence
from datetime import timedelta

from marketplace.core.actors import PROVIDER, SYSTEM_ACTOR, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.outbox import Later
from marketplace.core.transactions import in_transaction
from marketplace.payments import outcomes
from marketplace.payments.errors import ProviderAway, ProviderBusy, ProviderRefused
from marketplace.payments.exchanges.card import count_behind
from marketplace.payments.models import Refund
from marketplace.payments.provider import CURRENCY, DEAD, GIVEN_BACK, PaymentProvider, SeenRefund
from marketplace.payments.provider_tasks import RETURNED_REFUND
from marketplace.payments.queries.payments import find_payment_by_provider, lock_payment
from marketplace.payments.queries.refunds import (
    find_refund,
    get_refund,
    list_refunds_by_provider,
    list_refunds_to_requery,
    lock_refund,
)
from marketplace.payments.registries import configured_providers, methods_through, provider_behind
from marketplace.payments.services.made_there import (
    RefundThere,
    follow_refund,
    let_go_of_refund,
    take_refund_made_there,
    take_refund_of_unknown,
)
from marketplace.payments.services.provider_tasks import raise_task
from marketplace.payments.services.refunds import fail_refund, take_up_refund
from marketplace.payments.states import DONE, FAILED, REQUESTED, UNCERTAIN, UNTOLD_STATES

KEY_IS_REMEMBERED = timedelta(hours=23)
AGAIN_SECONDS = 20


def send_refund(refund_id: int) -> None:
    """Request the refund from the provider, once; raises Later while the provider is away or has not answered."""
    wish = in_transaction(lambda: _record_try(refund_id))
    if wish is None:
        return
    provider, intent, amount_dong, public_id, key, is_uncertain, may_ask = wish
    try:
        seen = provider.find_refund(intent, public_id) if is_uncertain else None
        if seen is None and not may_ask:
            return  # the provider knows of none, and has forgotten the key: the operators' page shows it
        seen = seen or provider.create_refund(
            intent=intent, amount_dong=amount_dong, refund_public_id=public_id, key=key
        )
    except ProviderBusy:
        raise Later(AGAIN_SECONDS) from None
    except ProviderAway:
        in_transaction(lambda: _doubt(refund_id))
        raise Later(AGAIN_SECONDS) from None
    except ProviderRefused as refusal:
        code = str(refusal.facts["code"])
        in_transaction(lambda: _fail(refund_id, code, _by(provider.code)))
        return
    settle_refund(refund_id, seen)


def requery_refunds() -> int:
    """Poll refunds of unknown outcome, at each provider until it is away."""
    return sum(_requery_refunds_at(provider) for provider in configured_providers())


def _requery_refunds_at(provider: PaymentProvider) -> int:
    asked = 0
    due = list_refunds_to_requery(provider.code, now() - timedelta(minutes=15))
    session.rollback()
    for refund_id in due:
        try:
            _requery(provider, refund_id)
        except (ProviderAway, ProviderBusy, Later):
            break
        except ProviderRefused:
            continue
        asked += 1
    return asked


def _requery(provider: PaymentProvider, refund_id: int) -> None:
    refund = get_refund(refund_id)
    ref = refund.provider_ref
    session.rollback()
    if ref is None:
        send_refund(refund_id)
    else:
        settle_seen_refund(provider.see_refund(ref))


def settle_refund(refund_id: int, seen: SeenRefund) -> str:
    """Record what the provider says of a refund; another amount or reference than ours changes nothing."""
    return in_transaction(lambda: _settle(refund_id, seen))


def settle_seen_refund(seen: SeenRefund) -> str:
    """Count any refund the provider shows: one of ours, or one that somebody made there. ProviderAway, ProviderBusy."""
    payment = find_payment_by_provider(seen.provider, intent=seen.intent)
    is_here, is_asked = payment is not None, find_refund(seen.refund_public_id) is not None
    session.rollback()
    if not is_here and not is_asked:
        count_behind(seen.provider, seen.intent)  # the money itself may have been lost here
    return in_transaction(lambda: _count(seen))


def _count(seen: SeenRefund) -> str:
    if seen.currency != CURRENCY:
        return outcomes.WRONG_CURRENCY
    payment = find_payment_by_provider(seen.provider, intent=seen.intent)
    if payment is not None:  # from here on nobody else books what goes back of it: what is known is read after this
        payment = lock_payment(payment.id)
    known = list_refunds_by_provider(seen.provider, seen.ref)
    if known:
        return _settle_all(known, seen)
    if seen.status in DEAD:
        return let_go_of_refund(seen.provider, seen.ref)
    named = find_refund(seen.refund_public_id)
    if named is not None and named.provider_ref is None:
        return _settle(named.id, seen)
    there = RefundThere(seen.provider, seen.ref, seen.amount_dong, is_done=seen.status == GIVEN_BACK)
    if payment is None:
        return take_refund_of_unknown(there, seen.intent)
    return take_refund_made_there(payment, there)


def _settle_all(known: Sequence[Refund], seen: SeenRefund) -> str:
    """What one refund at the provider is here, in one part for each shop."""
    if sum(refund.amount_dong for refund in known) != seen.amount_dong:
        return outcomes.WRONG_AMOUNT
    return [_follow(lock_refund(refund.id), seen) for refund in known][-1]


def _record_try(refund_id: int) -> tuple[PaymentProvider, str, int, str, str, bool, bool] | None:
    refund = lock_refund(refund_id)
    provider = provider_behind(refund.payment.method)
    if provider is None or not refund.is_by_provider or refund.status not in UNTOLD_STATES:
        return None
    assert refund.payment.provider_payment is not None
    refund.tried_at = refund.tried_at or now()
    may_ask = refund.tried_at > now() - KEY_IS_REMEMBERED
    is_uncertain = refund.status == UNCERTAIN
    payment_ref, key = refund.payment.provider_payment, refund.idempotency_key
    return provider, payment_ref, refund.amount_dong, refund.public_id, key, is_uncertain, may_ask


def _doubt(refund_id: int) -> None:
    refund = lock_refund(refund_id)
    if refund.status == REQUESTED:
        refund.move_to(UNCERTAIN, by=SYSTEM_ACTOR)


def _fail(refund_id: int, code: str, by: Actor) -> None:
    fail_refund(lock_refund(refund_id), code, by=by)


def _settle(refund_id: int, seen: SeenRefund) -> str:
    refund = lock_refund(refund_id)
    if seen.refund_public_id != refund.public_id or refund.payment.method not in methods_through(seen.provider):
        return outcomes.WRONG_ORDER
    if seen.amount_dong != refund.amount_dong:
        return outcomes.WRONG_AMOUNT
    if refund.provider_ref not in (None, seen.ref):
        return outcomes.ALREADY  # tried again since
    refund.provider_ref = seen.ref
    return _follow(refund, seen)


def _follow(refund: Refund, seen: SeenRefund) -> str:
    if seen.status in DEAD:
        return _let_fail(refund, seen)
    if refund.status == DONE:
        return outcomes.ALREADY
    take_up_refund(refund)
    follow_refund(refund, is_done=seen.status == GIVEN_BACK, by=_by(seen.provider))
    return outcomes.NOTED


def _let_fail(refund: Refund, seen: SeenRefund) -> str:
    """A refund that had arrived by the provider's own word may still come back: then its money is there again."""
    if refund.status == FAILED:
        return outcomes.ALREADY
    if refund.status != DONE:
        fail_refund(refund, seen.failure or seen.status, by=_by(seen.provider))
        return outcomes.NOTED
    raise_task(
        seen.provider,
        RETURNED_REFUND,
        refund.public_id,
        amount_dong=refund.amount_dong,
        held_dong=refund.amount_dong,
        payment=refund.payment,
        order_number=refund.shop_order.number,
        detail=seen.failure,
    )
    return outcomes.TASK


def _by(provider: str) -> Actor:
    return Actor(PROVIDER, label=provider)
