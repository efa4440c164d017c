"""The customer gave a bank account for a refund: the payee, who holds the money, can transfer it now."""

from marketplace.core.events import after_commit
from marketplace.notifications.facts import get_refund, shop_order_facts, time_of_sending
from marketplace.notifications.queries import payee_recipients
from marketplace.notifications.services import notify
from marketplace.notifications.shape import Message
from marketplace.payments.events import RefundAccountGiven
from marketplace.payments.states import REQUESTED

plug = Message("refund_ready")


@after_commit(RefundAccountGiven)
def tell_the_payee(event: RefundAccountGiven) -> None:
    """Tell the payee, unless the refund was sent already."""
    refund = get_refund(event.refund_id)
    if refund.status != REQUESTED:
        return
    shop_id = refund.payment.payee_shop_id
    recipients = payee_recipients(shop_id)
    path = f"/seller/transfers/refunds/{refund.public_id}" if shop_id else f"/staff/refunds/{refund.public_id}"
    facts = {**shop_order_facts(refund.shop_order), "amount_dong": refund.amount_dong}
    subject = f"refund:{refund.id}:{time_of_sending(refund)}"  # told anew when the first account did not take it
    notify(plug.code, subject, recipients, facts, path)
