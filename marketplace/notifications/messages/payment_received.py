"""A payment was received: the customer is told."""

from marketplace.core.events import after_commit
from marketplace.notifications.facts import buyer_of, get_payment, number_of, order_facts
from marketplace.notifications.services import notify
from marketplace.notifications.shape import Message
from marketplace.orders.links import order_path
from marketplace.payments.events import PaymentReceived

plug = Message("payment_received")


@after_commit(PaymentReceived)
def tell_the_buyer(event: PaymentReceived) -> None:
    """Tell the customer, except of cash, which she handed over herself."""
    payment = get_payment(event.payment_id)
    if payment.confirmed_how == "cash":
        return
    facts = {**order_facts(payment.order), "order_number": number_of(payment), "amount_dong": payment.amount_dong}
    notify(plug.code, f"payment:{payment.id}", [buyer_of(payment.order)], facts, order_path(payment.order))
