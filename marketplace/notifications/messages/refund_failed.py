"""A refund failed or did not arrive: the operators are told, and the shop if it had to send the refund."""

from marketplace.core.events import after_commit
from marketplace.notifications.facts import get_refund, shop_order_facts, time_of_sending
from marketplace.notifications.queries import operator_recipients, payee_recipients
from marketplace.notifications.services import notify
from marketplace.notifications.shape import Message
from marketplace.payments.events import RefundFailed
from marketplace.payments.states import FAILED

plug = Message("refund_failed")


@after_commit(RefundFailed)
def tell_who_must_look(event: RefundFailed) -> None:
    """Tell the operators and, for a transfer, the payee; unless the refund was requested again meanwhile."""
    refund = get_refund(event.refund_id)
    if refund.status != FAILED:
        return
    facts = {**shop_order_facts(refund.shop_order), "amount_dong": refund.amount_dong}
    subject = f"refund:{refund.id}:{refund.idempotency_key}:{time_of_sending(refund)}"  # each try, by card or by hand
    notify(plug.code, subject, operator_recipients(), facts, f"/staff/refunds/{refund.public_id}")
    shop_id = refund.payment.payee_shop_id
    if shop_id and not refund.is_by_provider:
        to_shop = payee_recipients(shop_id)
        notify(plug.code, subject, to_shop, facts, f"/seller/transfers/refunds/{refund.public_id}")
