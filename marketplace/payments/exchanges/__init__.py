"""Calls to and from payment providers and the bank feed: record, commit, call, record, commit."""

from marketplace.payments.exchanges.bank_feed import take_bank_transaction
from marketplace.payments.exchanges.card import begin_card_session, close_session, recheck_payment, recheck_pending
from marketplace.payments.exchanges.card_events import act_on_event, take_notification
from marketplace.payments.exchanges.comparing import compare_with_provider
from marketplace.payments.exchanges.refunding import requery_refunds, send_refund

__all__ = [
    "act_on_event",
    "begin_card_session",
    "close_session",
    "compare_with_provider",
    "recheck_payment",
    "recheck_pending",
    "requery_refunds",
    "send_refund",
    "take_bank_transaction",
    "take_notification",
]
