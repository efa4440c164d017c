"""The words of money on its way: refunds, and bank lines that fit nothing."""

from flask_babel import gettext as _

from marketplace.payments import outcomes
from marketplace.payments.models import BankNotice, Refund
from marketplace.payments.states import DONE, FAILED, REQUESTED, SENT, UNCERTAIN
from marketplace.web.order_words import end_reason_words


def refund_badge(refund: Refund) -> tuple[str, str]:
    """Where a refund stands: tone and words."""
    if refund.way == "provider":
        waiting = ("go", _("Đang gửi tới nhà cung cấp thẻ"))
    elif refund.to_account is None:
        waiting = ("plain", _("Chờ khách ghi số tài khoản"))
    else:
        waiting = ("wait", _("Cần chuyển trả"))
    known = {
        REQUESTED: waiting,
        SENT: ("go", _("Đã gửi, chờ xác nhận")),
        DONE: ("done", _("Đã xong")),
        FAILED: ("stop", _("Chưa tới nơi")),
        UNCERTAIN: ("wait", _("Chưa rõ kết quả, đang hỏi lại")),
    }
    tone, text = known[refund.status]
    return tone, str(text)


def refund_reason(refund: Refund) -> str:
    """Why money goes back."""
    own = {"paid_late": _("Tiền tới khi đơn đã kết thúc"), "paid_twice": _("Khách trả hai lần")}
    return str(own.get(refund.reason) or end_reason_words(refund.reason) or _("Đơn đã hủy"))


def failure_words(refund: Refund) -> str:
    """Why a refund did not arrive."""
    known = {
        "not_arrived": _("Khách báo chưa nhận được tiền."),
        "charge_already_refunded": _("Nhà cung cấp thẻ cho biết khoản này đã được hoàn rồi."),
        "expired_or_canceled_card": _("Thẻ đã hết hạn hoặc bị khoá."),
    }
    return str(known.get(refund.failure, _("Nhà cung cấp thẻ từ chối hoàn khoản này."))) if refund.failure else ""


def stray_words(notice: BankNotice) -> str:
    """Why a bank line waits for a person."""
    known = {
        outcomes.UNKNOWN_MEMO: _("Không thấy mã đơn trong nội dung chuyển khoản."),
        outcomes.SEVERAL_MEMOS: _("Nội dung có mã của nhiều đơn."),
        outcomes.OTHER_ACCOUNT: _("Tiền vào tài khoản khác với tài khoản ghi trong đơn."),
        outcomes.TOO_LITTLE: _("Chuyển thiếu tiền."),
        outcomes.TOO_MUCH: _("Chuyển thừa tiền."),
        outcomes.DUPLICATE: _("Đơn này đã nhận đủ tiền từ trước."),
    }
    return str(known.get(notice.outcome, ""))
