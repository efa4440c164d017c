"""Marks notices of the demo's people as read, and adds one failed delivery."""

from datetime import timedelta

from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.outbox import MAX_ATTEMPTS, PARKED, OutboxRow
from marketplace.demo.diary import Diary
from marketplace.demo.stage import Stage
from marketplace.notifications.messages import order_moved
from marketplace.notifications.models import Delivery, Notice
from marketplace.notifications.services import DELIVER, mark_read
from marketplace.notifications.shape import GATEWAY
from marketplace.orders.states import SHIPPED

LATELY = timedelta(days=10)
STILL_UNREAD = timedelta(days=1)
GAVE_UP_AFTER = timedelta(hours=2)  # what all tries of one message take, and a little more
NOT_TAKEN = "NotTaken: cổng tin nhắn trả lời 422, số này không nhận được tin"


def write_reading(diary: Diary, stage: Stage) -> None:
    """Schedule the evenings on which sellers and customers read their notices of orders."""
    days = [*range(360, LATELY.days, -30), *range(LATELY.days, 0, -1)]
    for days_ago in days:
        diary.at(stage.past(days_ago, 20, 45), _read_everything, heard=False)
    diary.at(stage.now - STILL_UNREAD, _read_everything, heard=False)


def _read_everything() -> None:
    about_orders = Notice.subject.startswith("shop_order:") | Notice.subject.startswith("order:")
    told = session.query(Notice).filter(Notice.person_id.is_not(None), Notice.read_at.is_(None), about_orders)
    mark_read(told.all())


def let_one_fail(stage: Stage) -> None:
    """Let one delivery to a guest's phone fail, for the operator to see."""
    to_guests = session.query(Notice).filter(Notice.kind == order_moved.plug.code, Notice.person_id.is_(None))
    sent = to_guests.filter(Notice.subject.endswith(f":{SHIPPED}"), Notice.created_at <= now() - GAVE_UP_AFTER)
    notice = sent.order_by(Notice.created_at.desc(), Notice.id).first()
    if notice is not None:
        _give_up(notice)


def _give_up(notice: Notice) -> None:
    facts = {"attempts": MAX_ATTEMPTS, "created_at": notice.created_at, "last_error": NOT_TAKEN}
    delivery = Delivery(notice_id=notice.id, channel=GATEWAY, status="failed", **facts)
    session.add(delivery)
    session.flush()
    session.add(OutboxRow(work=DELIVER, payload={"delivery_id": delivery.id}, state=PARKED, **facts))
