"""A refund by transfer is to be sent by the payee: the shop or the operators are told."""

from marketplace.core.events import after_commit
from marketplace.notifications.facts import get_refund, shop_order_facts
from marketplace.notifications.queries import payee_recipients
from marketplace.notifications.services import notify
from marketplace.notifications.shape import Message
from marketplace.payments.events import RefundRequested

plug = Message("refund_task")


@after_commit(RefundRequested)
def tell_the_payee(event: RefundRequested) -> None:
    """Tell the payee, who holds the money."""
    refund = get_refund(event.refund_id)
    if refund.is_by_provider:
        return
    shop_id = refund.payment.payee_shop_id
    recipients = payee_recipients(shop_id)
    path = "/seller/refunds" if shop_id else "/staff/refunds"
    facts = {**shop_order_facts(refund.shop_order), "amount_dong": refund.amount_dong}
    notify(plug.code, f"refund:{refund.id}", recipients, facts, path)
