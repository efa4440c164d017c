"""A payment expired: the customer is told that nothing was charged."""

from marketplace.core.events import after_commit
from marketplace.notifications.facts import buyer_of, get_payment, number_of, order_facts
from marketplace.notifications.services import notify
from marketplace.notifications.shape import Message
from marketplace.orders.links import order_path
from marketplace.payments.events import PaymentExpired

plug = Message("payment_expired")


@after_commit(PaymentExpired)
def tell_the_buyer(event: PaymentExpired) -> None:
    """Tell the customer."""
    payment = get_payment(event.payment_id)
    facts = {**order_facts(payment.order), "order_number": number_of(payment)}
    notify(plug.code, f"payment:{payment.id}", [buyer_of(payment.order)], facts, order_path(payment.order))
