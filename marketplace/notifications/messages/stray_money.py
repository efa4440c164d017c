"""A deposit matches no open payment: the operators are told, and the shop on whose account it is."""

from marketplace.core.events import after_commit
from marketplace.notifications.facts import get_bank_transaction
from marketplace.notifications.queries import operator_recipients, payee_recipients
from marketplace.notifications.services import notify
from marketplace.notifications.shape import Message
from marketplace.payments.events import UnmatchedDepositCame

plug = Message("stray_money")


@after_commit(UnmatchedDepositCame)
def tell_who_can_settle_it(event: UnmatchedDepositCame) -> None:
    """Tell the operators, and the shop's owner and accountant."""
    deposit = get_bank_transaction(event.bank_transaction_id)
    subject, facts = f"bank_notice:{deposit.id}", {"amount_dong": deposit.amount_dong}
    notify(plug.code, subject, operator_recipients(), facts, f"/staff/money/stray/{deposit.id}")
    if deposit.payee_shop_id is not None:
        to_shop = payee_recipients(deposit.payee_shop_id)
        notify(plug.code, subject, to_shop, facts, f"/seller/transfers/stray/{deposit.id}")
