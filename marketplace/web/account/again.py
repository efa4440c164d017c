"""After a fresh sign-in: the form that the visitor had filled in is shown again, for the visitor to send."""

from dataclasses import dataclass

from flask import Response, make_response, render_template
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.accounts.services.saved_forms import saved_form_of
from marketplace.web.account.entering import home_of
from marketplace.web.account.proving import never_store
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.visitor import current_sign_in

TYPED = {  # by field: what people type, and may look through once more; all else goes along unseen
    "note": _l("Lý do"),
    "purpose": _l("Mục đích"),
    "reference": _l("Mã giao dịch"),
    "words": _l("Lý do"),
    "reason": _l("Lý do"),
    "phone": _l("Số điện thoại"),
    "email": _l("Email"),
    "number": _l("Số tài khoản"),
    "holder": _l("Chủ tài khoản"),
}
ACTS = {
    "staff.applications.suspend": _l("Tạm dừng bán hàng"),
    "staff.applications.restore": _l("Cho bán lại"),
    "staff.phone_changes.ask": _l("Gửi yêu cầu đổi số"),
    "staff.phone_changes.withdraw": _l("Rút lại"),
    "staff.applications.reveal_fact": _l("Xem thông tin được che"),
    "seller.transfers.refund_sent": _l("Ghi là đã chuyển trả"),
    "seller.transfers.confirm": _l("Xác nhận tiền đã vào"),
    "seller.transfers.unmatched": _l("Ghi lại"),
    "seller.shop.save_bank": _l("Lưu số tài khoản"),
}
LONG = 60


@dataclass(frozen=True)
class TypedField:
    """One field as the visitor filled it in: shown where it has a label, else sent as a hidden field."""

    name: str
    label: str
    value: str
    is_long: bool


def show() -> Response:
    """Show the saved form; nothing is sent until the visitor submits it."""
    never_store()
    sign_in = current_sign_in()
    assert sign_in is not None  # the route demands it
    kept = saved_form_of(sign_in)
    if kept is None:
        return see_other(home_of(sign_in.account))
    fields = [_field(name, value) for name, value in kept.fields]
    act = ACTS.get(kept.endpoint, _("Gửi"))
    return make_response(render_template("account/prove/again.html", kept=kept, fields=fields, act=act))


def _field(name: str, value: str) -> TypedField:
    return TypedField(name, str(TYPED.get(name, "")), value, len(value) > LONG or "\n" in value)
