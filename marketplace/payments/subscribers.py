"""Closes payments and refunds money when orders end; calls the provider after the commit."""

from marketplace.core.actors import Actor
from marketplace.core.events import after_commit, on
from marketplace.core.outbox import MONEY, Later
from marketplace.orders.events import OrderProven, ShopOrderMoved
from marketplace.orders.states import UNDELIVERED_END_STATES
from marketplace.payments import exchanges
from marketplace.payments.events import BankTransactionStored, PaymentClosed, ProviderEventStored, RefundRequested
from marketplace.payments.services.closing import settle_ended
from marketplace.payments.services.deposits import match_bank_transaction
from marketplace.payments.services.opening import hold_longer

AGAIN_SECONDS = 20


@on(ShopOrderMoved)
def settle_money_of_ended_order(event: ShopOrderMoved) -> None:
    """Close open payments and request refunds in the transaction in which the order ends."""
    if event.to_status in UNDELIVERED_END_STATES:
        settle_ended(event.shop_order_id, reason=event.reason, by=Actor(event.actor_kind))


@on(OrderProven)
def wait_as_for_anybody(event: OrderProven) -> None:
    """Prolong payments and holds of an order whose phone is proven now."""
    hold_longer(event.order_id)


@after_commit(PaymentClosed, own_transactions=True, lane=MONEY)
def end_session_at_provider(event: PaymentClosed) -> None:
    """End the session of a closed payment at the provider, so that it cannot be paid."""
    exchanges.close_session(event.payment_id)


@after_commit(RefundRequested, own_transactions=True, lane=MONEY)
def send_refund_to_provider(event: RefundRequested) -> None:
    """Send a refund to the payment's provider; transfers are done by a person."""
    exchanges.send_refund(event.refund_id)


@after_commit(ProviderEventStored, own_transactions=True, lane=MONEY)
def act_on_card_event(event: ProviderEventStored) -> None:
    """Process a stored event that the webhook could not: the provider was away, or the process was killed."""
    if not exchanges.act_on_event(event.provider, event.event_id):
        raise Later(AGAIN_SECONDS)


@after_commit(BankTransactionStored, lane=MONEY)
def match_stored_transaction(event: BankTransactionStored) -> None:
    """Match a stored transaction that the webhook did not, because its process was killed."""
    match_bank_transaction(event.notice_id)
