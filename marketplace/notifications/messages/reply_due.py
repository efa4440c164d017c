"""An order still waits for the seller's answer: she is reminded before the time to answer is up."""

from marketplace.core.events import after_commit
from marketplace.notifications.facts import get_shop_order, shop_order_facts
from marketplace.notifications.queries import shop_recipients
from marketplace.notifications.services import notify
from marketplace.notifications.shape import Message
from marketplace.orders.events import ReplyDueSoon
from marketplace.orders.states import NEW

plug = Message("reply_due")


@after_commit(ReplyDueSoon)
def remind_the_shop(event: ReplyDueSoon) -> None:
    """Remind the shop's team, unless somebody of it has answered meanwhile."""
    part = get_shop_order(event.shop_order_id)
    if part.status != NEW or part.reply_due_at is None:
        return
    subject = f"shop_order:{part.id}:{part.reply_due_at:%Y%m%d%H%M%S}"
    path = f"/seller/orders/{part.number}"
    notify(plug.code, subject, shop_recipients(part.shop_id), shop_order_facts(part), path)
