"""A customer reported a transfer: the payee is asked to check for it."""

from marketplace.core.events import after_commit
from marketplace.notifications.facts import get_payment, order_facts
from marketplace.notifications.queries import payee_recipients
from marketplace.notifications.services import notify
from marketplace.notifications.shape import Message
from marketplace.payments.events import TransferSaid
from marketplace.payments.services.transfers import is_waited_for

plug = Message("transfer_said")


@after_commit(TransferSaid)
def tell_the_payee(event: TransferSaid) -> None:
    """Tell the shop's owner and accountant, or the operators where the platform collects."""
    payment = get_payment(event.payment_id)
    shop_id = payment.payee_shop_id
    recipients = payee_recipients(shop_id)
    path = f"/seller/transfers/{payment.public_id}" if shop_id else "/staff/money/stray"
    facts = {**order_facts(payment.order), "amount_dong": payment.amount_dong, "memo": payment.memo}
    facts["is_over"] = not is_waited_for(payment)
    notify(plug.code, f"payment:{payment.id}", recipients, facts, path)
