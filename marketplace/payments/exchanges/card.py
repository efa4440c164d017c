"""Card payments: opening the provider's checkout session, polling its state, and recording the result.

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
from marketplace.payments.exchanges import stripe_api
from marketplace.payments.exchanges.stripe_api import SeenMoney, SeenSession, Wish
from marketplace.payments.methods.stripe_checkout import MARGIN, SESSION_LASTS, StripeCheckout
from marketplace.payments.models import Payment
from marketplace.payments.provider_tasks import UNKNOWN_PAYMENT
from marketplace.payments.queries.payments import (
    find_payment,
    find_payment_by_provider,
    get_payment,
    list_to_recheck,
    lock_payment,
)
from marketplace.payments.services.closing import expire_payment_now
from marketplace.payments.services.lost_payments import recall_payment
from marketplace.payments.services.provider_tasks import end_unknown_payment, raise_task
from marketplace.payments.services.receiving import PROVIDER as BY_PROVIDER
from marketplace.payments.services.receiving import receive
from marketplace.payments.states import PENDING, SUCCEEDED

PROVIDER_ACTOR = Actor(PROVIDER, label="stripe")
SHORTEST = timedelta(minutes=30)  # the provider opens no session for less
RECHECK_AFTER, RECHECK_EVERY, GIVEN_UP_AFTER = timedelta(minutes=15), timedelta(minutes=5), timedelta(days=4)
QUICK_SECONDS = 1.0


def begin_card_session(payment: Payment) -> str:
    """The provider's page for a payment; asked again, it is the same page.

    Record → commit → call with the stored key → record. Raises PaymentEnded, ProviderAway, ProviderBusy and
    ProviderRefused; the payment stays as it was, and the customer may retry or choose another method.
    """
    wish = in_transaction(lambda: _record_wish(payment.id))
    if isinstance(wish, str):
        return wish
    try:
        seen = _open_twice(wish)
    except ProviderRefused:
        wish = in_transaction(lambda: _record_wish(payment.id, afresh=True))
        if isinstance(wish, str):
            return wish
        seen = stripe_api.open_session(wish)
    settle_session(seen)
    if seen.status != stripe_api.OPEN or not seen.url:
        raise PaymentEnded(status=seen.status)
    return seen.url


def _open_twice(wish: Wish) -> SeenSession:
    """Repeat a call that failed at once, with the same key; not a slow one, for the customer is waiting."""
    began = time.monotonic()
    try:
        return stripe_api.open_session(wish)
    except (ProviderAway, ProviderBusy):
        if time.monotonic() - began > QUICK_SECONDS:
            raise
        return stripe_api.open_session(wish)


def _record_wish(payment_id: int, *, afresh: bool = False) -> Wish | str:
    payment = lock_payment(payment_id)
    if payment.method != StripeCheckout.code or payment.status != PENDING:
        raise PaymentEnded(status=payment.status)
    if payment.provider_url and payment.provider_closed_at is None:
        return payment.provider_url
    if payment.provider_ref:
        raise PaymentEnded(status=payment.status)
    if afresh or payment.provider_ends_at is None or payment.provider_ends_at < now() + SHORTEST:
        _choose_end(payment, afresh)
    return _wish_of(payment)


def _choose_end(payment: Payment, afresh: bool) -> None:
    """A session needs an end at least half an hour away; the goods are held until some minutes after it."""
    number = int((payment.provider_key or ":0").rpartition(":")[2]) + 1
    payment.provider_key = f"{payment.public_id}:{number}"
    payment.provider_ends_at = (now() + SESSION_LASTS).replace(microsecond=0)
    until = payment.provider_ends_at + MARGIN
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
    """Ask the provider for the state of a card payment and record it; returns an outcome. ProviderAway or -Busy."""
    ref, is_wanted = in_transaction(lambda: _note_asked(payment_id))
    if ref is None:
        return outcomes.IGNORED
    seen = stripe_api.see_session(ref)
    if seen.status == stripe_api.OPEN and not is_wanted:
        seen = stripe_api.end_session(ref)
    return settle_session(seen)


def close_session(payment_id: int) -> None:
    """End the session of a closed payment, or record the payment when the customer paid first."""
    payment = get_payment(payment_id)
    ref = payment.provider_ref if payment.method == StripeCheckout.code else None
    session.rollback()
    if ref is not None:
        settle_session(stripe_api.end_session(ref))


def recheck_pending() -> int:
    """Poll every session whose state may have changed without a notification; stops while the provider is away."""
    moment = now()
    asked = 0
    due = list_to_recheck(StripeCheckout.code, moment - GIVEN_UP_AFTER, moment - RECHECK_AFTER, moment - RECHECK_EVERY)
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


def _note_asked(payment_id: int) -> tuple[str | None, bool]:
    payment = get_payment(payment_id)
    payment.provider_asked_at = now()
    return payment.provider_ref, payment.status == PENDING


def settle_session(seen: SeenSession) -> str:
    """Record what the provider says of one session; nothing is recorded unless every fact is as requested."""
    return in_transaction(lambda: count_session(seen))


def count_session(seen: SeenSession) -> str:
    """The same as part of the running transaction."""
    known = find_payment(seen.payment_public_id)
    if known is None or known.method != StripeCheckout.code:
        return _count_lost(seen)
    payment = lock_payment(known.id)
    fault = fault_of(seen.amount_dong, seen.currency, seen.is_live, payment)
    if fault:
        return _leave_to_a_person(seen, fault, payment)
    if payment.provider_ref not in (None, seen.ref):
        return _settle_other_session(payment, seen)
    payment.provider_ref = seen.ref
    if seen.status == stripe_api.OPEN:
        payment.provider_url = seen.url
        return outcomes.NOTED
    return _count(payment, seen)


def _count(payment: Payment, seen: SeenSession) -> str:
    payment.provider_url = None
    if seen.is_paid or seen.status == stripe_api.EXPIRED:
        payment.provider_closed_at = payment.provider_closed_at or now()
    if seen.is_paid and seen.intent:
        payment.provider_payment = seen.intent
        end_unknown_payment(stripe_api.PROVIDER, seen.intent)
        amount_dong = seen.amount_dong
        return receive(payment, amount_dong=amount_dong, how=BY_PROVIDER, reference=seen.intent, by=PROVIDER_ACTOR)
    if seen.status == stripe_api.EXPIRED:
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
    if fault := _foreign(seen.currency, seen.is_live):
        return _leave_to_a_person(seen, fault)
    if find_payment_by_provider(StripeCheckout.code, session_ref=seen.ref) is not None:
        return _leave_to_a_person(seen, outcomes.UNKNOWN_OBJECT)  # it goes by another name than we gave it
    code = StripeCheckout.code
    payment = recall_payment(seen.order_number, code, seen.amount_dong, seen.payment_public_id)
    if payment is None:
        return _leave_to_a_person(seen, outcomes.TASK)
    payment.provider_ref = seen.ref
    _count(payment, seen)
    return outcomes.BROUGHT_BACK


def _leave_to_a_person(seen: SeenSession, outcome: str, payment: Payment | None = None) -> str:
    """Money that was paid and that we did not ask for like that; what was not paid is only noted."""
    if seen.is_paid and seen.intent:
        money = SeenMoney(
            seen.intent, seen.amount_dong, seen.currency, seen.is_live, seen.payment_public_id, seen.order_number
        )
        hold_unknown(money, outcome, payment)
    return outcome


def hold_unknown(money: SeenMoney, outcome: str, payment: Payment | None = None) -> None:
    """Captured money that fits no payment: an operator's task. Of another account, or in another currency, it is
    not in our book.
    """
    is_ours = not _foreign(money.currency, money.is_live)
    amount_dong = money.amount_dong if is_ours else 0
    raise_task(
        stripe_api.PROVIDER,
        UNKNOWN_PAYMENT,
        money.ref,
        amount_dong=amount_dong,
        held_dong=amount_dong,
        payment=payment,
        order_number=money.order_number,
        detail="" if outcome == outcomes.TASK else outcome,
    )


def count_captured(money: SeenMoney) -> str:
    """Captured money found by itself: of a session of ours (then that is counted), or of nothing we know."""
    if find_payment_by_provider(StripeCheckout.code, intent=money.ref) is not None:
        return outcomes.ALREADY
    seen = stripe_api.find_session_of(money.ref) if money.ref.startswith("pi_") else None
    if seen is not None:
        return settle_session(seen)
    if money.amount_dong <= 0:
        return outcomes.NOTED
    return in_transaction(lambda: _hold_stray(money))


def _hold_stray(money: SeenMoney) -> str:
    hold_unknown(money, _foreign(money.currency, money.is_live) or outcomes.TASK)
    return outcomes.TASK


def _foreign(currency: str, is_live: bool) -> str:
    if is_live != stripe_api.is_live():
        return outcomes.WRONG_MODE
    return outcomes.WRONG_CURRENCY if currency != stripe_api.CURRENCY else ""


def fault_of(amount_dong: int, currency: str, is_live: bool, payment: Payment) -> str:
    """What the provider says differently from what we asked for, or an empty text."""
    if fault := _foreign(currency, is_live):
        return fault
    return "" if amount_dong == payment.amount_dong else outcomes.WRONG_AMOUNT
