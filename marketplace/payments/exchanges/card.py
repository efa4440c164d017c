"""Payments through a provider: opening its checkout session, polling its state, and recording the result.

Nothing that a browser sends back is trusted: the return page, the webhook and the scheduled poll all ask the
provider itself and end in the same `receive`.
"""

import time
from datetime import timedelta

from marketplace.core.actors import PROVIDER, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.runtime import config
from marketplace.core.transactions import in_transaction
from marketplace.orders.services.money import keep_goods
from marketplace.orders.states import AWAITING_PAYMENT
from marketplace.payments import outcomes
from marketplace.payments.errors import PaymentEnded, ProviderAway, ProviderBusy, ProviderRefused
from marketplace.payments.models import Payment
from marketplace.payments.provider import CURRENCY, EXPIRED, OPEN, PaymentProvider, SeenMoney, SeenSession, Wish
from marketplace.payments.provider_tasks import UNKNOWN_PAYMENT
from marketplace.payments.queries.payments import (
    find_payment,
    find_payment_by_provider,
    get_payment,
    list_to_recheck,
    lock_payment,
)
from marketplace.payments.registries import (
    METHODS,
    PROVIDERS,
    configured_providers,
    methods_through,
    provider_behind,
)
from marketplace.payments.services.closing import expire_payment_now
from marketplace.payments.services.lost_payments import recall_payment
from marketplace.payments.services.provider_tasks import end_unknown_payment, raise_task
from marketplace.payments.services.receiving import PROVIDER as BY_PROVIDER
from marketplace.payments.services.receiving import receive
from marketplace.payments.shape import HOLD_OUTLASTS
from marketplace.payments.states import PENDING, SUCCEEDED

RECHECK_AFTER, RECHECK_EVERY, GIVEN_UP_AFTER = timedelta(minutes=15), timedelta(minutes=5), timedelta(days=4)
QUICK_SECONDS = 1.0


def begin_card_session(payment: Payment) -> str:
    """The provider's page for a payment; asked again, it is the same page.

    Record → commit → call with the stored key → record. Raises PaymentEnded, ProviderAway, ProviderBusy and
    ProviderRefused; the payment stays as it was, and the customer may retry or choose another method.
    """
    provider = provider_behind(payment.method)
    if provider is None:
        raise PaymentEnded(status=payment.status)
    wish = in_transaction(lambda: _record_wish(provider, payment.id))
    if isinstance(wish, str):
        return wish
    try:
        seen = _open_twice(provider, wish)
    except ProviderRefused:
        wish = in_transaction(lambda: _record_wish(provider, payment.id, afresh=True))
        if isinstance(wish, str):
            return wish
        seen = provider.open_session(wish)
    settle_session(seen)
    if seen.status != OPEN or not seen.url:
        raise PaymentEnded(status=seen.status)
    return seen.url


def _open_twice(provider: PaymentProvider, wish: Wish) -> SeenSession:
    """Repeat a call that failed at once, with the same key; not a slow one, for the customer is waiting."""
    began = time.monotonic()
    try:
        return provider.open_session(wish)
    except (ProviderAway, ProviderBusy):
        if time.monotonic() - began > QUICK_SECONDS:
            raise
        return provider.open_session(wish)


def _record_wish(provider: PaymentProvider, payment_id: int, *, afresh: bool = False) -> Wish | str:
    payment = lock_payment(payment_id)
    if payment.status != PENDING:
        raise PaymentEnded(status=payment.status)
    if payment.provider_url and payment.provider_closed_at is None:
        return payment.provider_url
    if payment.provider_ref:
        raise PaymentEnded(status=payment.status)
    soonest = now() + provider.shortest_session
    if afresh or payment.provider_ends_at is None or payment.provider_ends_at < soonest:
        _choose_end(payment, afresh)
    return _wish_of(payment)


def _choose_end(payment: Payment, afresh: bool) -> None:
    """A session needs an end far enough away for its provider; the goods are held until some minutes after it."""
    number = int((payment.provider_key or ":0").rpartition(":")[2]) + 1
    payment.provider_key = f"{payment.public_id}:{number}"
    holds_for = METHODS.get(payment.method).holds_for
    assert holds_for is not None
    payment.provider_ends_at = (now() + holds_for - HOLD_OUTLASTS).replace(microsecond=0)
    until = payment.provider_ends_at + HOLD_OUTLASTS
    if payment.expires_at is None or payment.expires_at < until:
        payment.expires_at = until
        for part in payment.parts:
            if part.shop_order.status == AWAITING_PAYMENT:
                keep_goods(part.shop_order, until=until)


def _wish_of(payment: Payment) -> Wish:
    order = payment.order
    assert payment.provider_ends_at is not None and payment.provider_key is not None
    page = f"{config().public_url}/orders/{order.number}/pay"
    return Wish(
        payment_public_id=payment.public_id,
        order_number=order.number,
        lines=[(f"{part.shop_order.shop_name} · {part.shop_order.number}", part.amount_dong) for part in payment.parts],
        ends_at=payment.provider_ends_at,
        locale=order.locale,
        success_url=f"{page}/return",
        cancel_url=page,
        key=payment.provider_key,
    )


def recheck_payment(payment_id: int) -> str:
    """Ask its provider for the state of a payment and record it; returns an outcome. ProviderAway or -Busy."""
    provider, ref, is_wanted = in_transaction(lambda: _note_asked(payment_id))
    if provider is None or ref is None:
        return outcomes.IGNORED
    seen = provider.see_session(ref)
    if seen.status == OPEN and not is_wanted:
        seen = provider.end_session(ref)
    return settle_session(seen)


def close_session(payment_id: int) -> None:
    """End the session of a closed payment, or record the payment when the customer paid first."""
    payment = get_payment(payment_id)
    provider, ref = provider_behind(payment.method), payment.provider_ref
    session.rollback()
    if provider is not None and ref is not None:
        settle_session(provider.end_session(ref))


def recheck_pending() -> int:
    """Poll every session whose state may have changed without a notification, at each provider until it is away."""
    return sum(_recheck_pending_at(provider.code) for provider in configured_providers())


def _recheck_pending_at(provider: str) -> int:
    moment = now()
    asked = 0
    due = list_to_recheck(provider, moment - GIVEN_UP_AFTER, moment - RECHECK_AFTER, moment - RECHECK_EVERY)
    session.rollback()
    for payment_id in due:
        try:
            recheck_payment(payment_id)
        except (ProviderAway, ProviderBusy):
            break
        except ProviderRefused:
            continue
        asked += 1
    return asked


def _note_asked(payment_id: int) -> tuple[PaymentProvider | None, str | None, bool]:
    payment = get_payment(payment_id)
    payment.provider_asked_at = now()
    return provider_behind(payment.method), payment.provider_ref, payment.status == PENDING


def settle_session(seen: SeenSession) -> str:
    """Record what the provider says of one session; nothing is recorded unless every fact is as requested."""
    return in_transaction(lambda: count_session(seen))


def count_session(seen: SeenSession) -> str:
    """The same as part of the running transaction."""
    known = find_payment(seen.payment_public_id)
    if known is None or known.method not in methods_through(seen.provider):
        return _count_lost(seen)
    payment = lock_payment(known.id)
    fault = fault_of(seen, payment)
    if fault:
        return _leave_to_a_person(seen, fault, payment)
    if payment.provider_ref not in (None, seen.ref):
        return _settle_other_session(payment, seen)
    payment.provider_ref = seen.ref
    if seen.status == OPEN:
        payment.provider_url = seen.url
        return outcomes.NOTED
    return _count(payment, seen)


def _count(payment: Payment, seen: SeenSession) -> str:
    payment.provider_url = None
    if seen.is_paid or seen.status == EXPIRED:
        payment.provider_closed_at = payment.provider_closed_at or now()
    if seen.is_paid and seen.intent:
        payment.provider_payment = seen.intent
        end_unknown_payment(seen.provider, seen.intent)
        by = Actor(PROVIDER, label=seen.provider)
        paid, at = seen.amount_dong, seen.paid_at
        return receive(payment, amount_dong=paid, how=BY_PROVIDER, reference=seen.intent, by=by, at=at)
    if seen.status == EXPIRED:
        return outcomes.ENDED if expire_payment_now(payment) else outcomes.ALREADY
    return outcomes.NOTED


def _settle_other_session(payment: Payment, seen: SeenSession) -> str:
    """Record a second session of one payment, opened because the answer about the first was lost."""
    if not seen.is_paid or not seen.intent:
        return outcomes.NOTED
    if payment.status == SUCCEEDED and payment.provider_payment != seen.intent:
        return _leave_to_a_person(seen, outcomes.DUPLICATE, payment)
    if payment.status == SUCCEEDED:
        return outcomes.ALREADY
    payment.provider_ref = seen.ref
    return _count(payment, seen)


def _count_lost(seen: SeenSession) -> str:
    """A session of a payment that is not here: paid, it comes back to its order, or a person finds out whose it is."""
    if not seen.is_paid or not seen.intent:
        return outcomes.UNKNOWN_OBJECT
    if fault := _foreign(seen):
        return _leave_to_a_person(seen, fault)
    if find_payment_by_provider(seen.provider, session_ref=seen.ref) is not None:
        return _leave_to_a_person(seen, outcomes.UNKNOWN_OBJECT)  # it goes by another name than we gave it
    methods = methods_through(seen.provider)
    if not methods:
        return _leave_to_a_person(seen, outcomes.TASK)
    payment = recall_payment(seen.order_number, methods[0], seen.amount_dong, seen.payment_public_id)
    if payment is None:
        return _leave_to_a_person(seen, outcomes.TASK)
    payment.provider_ref = seen.ref
    _count(payment, seen)
    return outcomes.BROUGHT_BACK


def _leave_to_a_person(seen: SeenSession, outcome: str, payment: Payment | None = None) -> str:
    """Money that was paid and that we did not ask for like that; what was not paid is only noted."""
    if seen.is_paid and seen.intent:
        money = SeenMoney(
            seen.provider,
            seen.intent,
            seen.amount_dong,
            seen.currency,
            seen.is_live,
            seen.payment_public_id,
            seen.order_number,
        )
        hold_unknown(money, outcome, payment)
    return outcome


def hold_unknown(money: SeenMoney, outcome: str, payment: Payment | None = None) -> None:
    """Captured money that fits no payment: an operator's task. Of another account, or in another currency, it is
    not in our book.
    """
    is_ours = not _foreign(money)
    amount_dong = money.amount_dong if is_ours else 0
    raise_task(
        money.provider,
        UNKNOWN_PAYMENT,
        money.ref,
        amount_dong=amount_dong,
        held_dong=amount_dong,
        payment=payment,
        order_number=money.order_number,
        detail="" if outcome == outcomes.TASK else outcome,
    )


def count_behind(provider_code: str, intent: str) -> None:
    """Count the money behind a refund or dispute that tells of a payment we do not know."""
    money = PROVIDERS.get(provider_code).find_captured(intent)
    if money is not None:
        count_captured(money)


def count_captured(money: SeenMoney) -> str:
    """Captured money found by itself: of a session of ours (then that is counted), or of nothing we know."""
    if find_payment_by_provider(money.provider, intent=money.ref) is not None:
        return outcomes.ALREADY
    seen = PROVIDERS.get(money.provider).find_session_of(money.ref)
    if seen is not None:
        return settle_session(seen)
    if money.amount_dong <= 0:
        return outcomes.NOTED
    return in_transaction(lambda: _hold_stray(money))


def _hold_stray(money: SeenMoney) -> str:
    hold_unknown(money, _foreign(money) or outcomes.TASK)
    return outcomes.TASK


def _foreign(seen: SeenSession | SeenMoney) -> str:
    if seen.is_live != PROVIDERS.get(seen.provider).is_live():
        return outcomes.WRONG_MODE
    return outcomes.WRONG_CURRENCY if seen.currency != CURRENCY else ""


def fault_of(seen: SeenSession | SeenMoney, payment: Payment) -> str:
    """What the provider says differently from what we asked for, or an empty text."""
    if fault := _foreign(seen):
        return fault
    return "" if seen.amount_dong == payment.amount_dong else outcomes.WRONG_AMOUNT
