"""What payments do when orders end, and what is sent to the provider after a commit."""

from marketplace.core.actors import Actor
from marketplace.core.events import after_commit, on
from marketplace.core.outbox import MONEY, Later
from marketplace.orders.events import ShopOrderMoved
from marketplace.orders.states import UNDELIVERED_END_STATES
from marketplace.payments import exchanges
from marketplace.payments.events import BankTransactionStored, PaymentClosed, ProviderEventStored, RefundRequested
from marketplace.payments.services.closing import settle_ended
from marketplace.payments.services.deposits import match_bank_transaction

AGAIN_SECONDS = 20


@on(ShopOrderMoved)
def settle_money_of_ended_order(event: ShopOrderMoved) -> None:
    """Stop asking for money, or give it back, in the same transaction in which the order ends."""
    if event.to_status in UNDELIVERED_END_STATES:
        settle_ended(event.shop_order_id, reason=event.reason, by=Actor(event.actor_kind))


@after_commit(PaymentClosed, own_transactions=True, lane=MONEY)
def end_session_at_provider(event: PaymentClosed) -> None:
    """Nobody is to pay what is not wanted any more."""
    exchanges.close_session(event.payment_id)


@after_commit(RefundRequested, own_transactions=True, lane=MONEY)
def send_refund_to_provider(event: RefundRequested) -> None:
    """A card is refunded by the provider; a transfer is a person's task."""
    exchanges.send_refund(event.refund_id)


@after_commit(ProviderEventStored, own_transactions=True, lane=MONEY)
def act_on_card_event(event: ProviderEventStored) -> None:
    """Usually done before; else the provider was away, or the process that took the event died."""
    if not exchanges.act_on_event(event.event_id):
        raise Later(AGAIN_SECONDS)


@after_commit(BankTransactionStored, lane=MONEY)
def match_stored_transaction(event: BankTransactionStored) -> None:
    """Usually done before; else the process that took the line died."""
    match_bank_transaction(event.notice_id)
