"""The timeline of one shop order: past steps with time and author, the present one, and those to come."""

from flask_babel import gettext as _

from marketplace.core.actors import CUSTOMER, GUEST, OPERATOR, PROVIDER, SELLER, SYSTEM
from marketplace.core.states import StateChange
from marketplace.orders import states as s
from marketplace.orders.models import ShopOrder
from marketplace.web.plumbing.formats import moment
from marketplace.web.words.orders import end_reason_words

Step = tuple[str, str, str | None, str | None]
WAY = (s.NEW, s.ACCEPTED, s.PACKED, s.SHIPPED, s.DELIVERED)


def timeline_of(part: ShopOrder, history: list[StateChange]) -> list[Step]:
    """Steps for the `timeline` macro: past ones with time and author, the present one, those still to come.

    A history is never empty: its first row is the first state.
    """
    *before, last = history
    steps = [_past(change) for change in before]
    ended_badly = part.status in s.NOT_COMING_STATES
    state = "stopped" if ended_badly else "past" if part.status == s.DELIVERED else "now"
    steps.append((state, _title(part.status, last.from_state), moment(last.at), _note(last)))
    return steps + _to_come(part)


def _past(change: StateChange) -> Step:
    return ("past", _title(change.to_state, change.from_state), moment(change.at), _note(change))


def _to_come(part: ShopOrder) -> list[Step]:
    if part.status == s.AWAITING_PAYMENT:
        coming: tuple[str, ...] = WAY
    elif part.status in WAY:
        coming = WAY[WAY.index(part.status) + 1 :]
    else:
        coming = ()
    return [("todo", _title(state), None, None) for state in coming]


def _title(state: str, came_from: str | None = None) -> str:
    if state == s.AWAITING_PAYMENT and came_from is not None:
        return str(_("Đổi cách trả tiền, chờ trả tiền"))
    if (came_from, state) in s.STEPS_BACK:
        return _title_of_step_back(came_from)
    if state == s.DECLINED and came_from in s.IN_PREPARATION_STATES:
        return str(_("Gian hàng hủy đơn"))
    return str(
        {
            s.AWAITING_PAYMENT: _("Đã đặt, chờ trả tiền"),
            s.NEW: _("Đơn tới gian hàng"),
            s.ACCEPTED: _("Gian hàng nhận đơn"),
            s.PACKED: _("Đóng gói xong"),
            s.SHIPPED: _("Gửi hàng đi"),
            s.DELIVERED: _("Giao tới nơi"),
            s.CANCELLED: _("Hủy"),
            s.DECLINED: _("Gian hàng không nhận đơn"),
            s.REFUSED: _("Không nhận hàng ở cửa"),
            s.UNDELIVERED: _("Chưa giao được"),
            s.RETURNED: _("Hàng quay về gian hàng"),
        }[state]
    )


def _title_of_step_back(unsaid: str | None) -> str:
    return str(
        {
            s.PACKED: _("Lùi lại: chưa đóng gói xong"),
            s.SHIPPED: _("Sửa lại: chưa gửi hàng đi"),
            s.REFUSED: _("Sửa lại: hàng vẫn đang giao"),
            s.DELIVERED: _("Sửa lại: chưa giao tới nơi"),
        }[unsaid or ""]
    )


def _note(change: StateChange) -> str:
    who = {
        GUEST: _("Người đặt hàng"),
        CUSTOMER: _("Người đặt hàng"),
        SELLER: _("Gian hàng"),
        OPERATOR: _("Quản trị hệ thống"),
        SYSTEM: _("Tự động"),
        PROVIDER: _("Ngân hàng, đơn vị giao"),
    }.get(change.actor_kind, "")
    is_plain = change.from_state is None or change.to_state in s.TOLD_BY_THEIR_NAME_STATES
    reason = end_reason_words(change.note) if change.note else ""
    return " · ".join(part for part in ("" if is_plain and not reason else str(who), reason) if part)
