"""The words of what is left to the operator about money at the card provider: what happened, and what to do."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext as _

from marketplace.payments import outcomes
from marketplace.payments import provider_tasks as kinds
from marketplace.payments.models import ProviderTask
from marketplace.payments.services.provider_tasks import BY_ITSELF


@dataclass(frozen=True)
class TaskWords:
    """What happened, and what whoever keeps the platform's money does about it."""

    text: str
    next_text: str


def task_words(task: ProviderTask) -> TaskWords:
    """One task in words."""
    return WORDS[task.kind](task)


def _unknown_payment(task: ProviderTask) -> TaskWords:
    return TaskWords(
        _("Tiền ở cổng thanh toán không khớp đơn nào"),
        _("Tra tên và email khách ở cổng thanh toán, hỏi khách. Không phải tiền mua hàng ở đây thì hoàn tại đó."),
    )


def _unknown_refund(task: ProviderTask) -> TaskWords:
    return TaskWords(
        _("Cổng thanh toán đã hoàn một khoản không có ở đây"),
        _("Xem trên trang cổng thanh toán ai đã hoàn và vì sao, rồi ghi lại."),
    )


def _unsplit_refund(task: ProviderTask) -> TaskWords:
    return TaskWords(
        _("Khoản hoàn tại cổng thanh toán chưa rõ cho món nào"),
        _("Hỏi người đã hoàn, rồi chọn các món bên dưới để ghi vào đơn. Đơn vẫn hiện là đã trả cho tới lúc đó."),
    )


def _returned_refund(task: ProviderTask) -> TaskWords:
    return TaskWords(
        _("Tiền hoàn không tới khách, đã về lại cổng thanh toán"),
        _("Gọi khách hỏi số tài khoản, chuyển khoản trả khách, rồi ghi mã giao dịch."),
    )


def _open_order(task: ProviderTask) -> TaskWords:
    return TaskWords(
        _("Đơn đã hoàn hết tiền mà hàng đang được chuẩn bị hoặc đang đi"),
        _("Gọi gian hàng ngay: chưa gửi thì hủy đơn, đã gửi thì xin hàng quay về."),
    )


def _dispute(task: ProviderTask) -> TaskWords:
    if kinds.is_dispute_running(task.detail):
        return TaskWords(
            _("Khách đòi lại tiền qua ngân hàng (khiếu nại thanh toán)"),
            _("Gọi gian hàng lấy biên lai giao hàng, gửi bằng chứng trên trang cổng thanh toán trước hạn."),
        )
    if task.detail.startswith(kinds.DISPUTE_LOST):
        return TaskWords(
            _("Thua khiếu nại thanh toán: ngân hàng đã trả tiền cho khách"), _("Báo cho gian hàng biết, rồi ghi lại.")
        )
    return TaskWords(_("Thắng khiếu nại thanh toán: tiền đã về"), _("Không còn việc gì."))


def _missing_payment(task: ProviderTask) -> TaskWords:
    return TaskWords(
        _("Đơn đã ghi là trả trên mạng mà cổng thanh toán không có khoản này"),
        _("Tra trên trang cổng thanh toán, báo gian hàng khoan gửi hàng, và gọi người kỹ thuật."),
    )


def _missing_refund(task: ProviderTask) -> TaskWords:
    return TaskWords(
        _("Khoản hoàn đã ghi mà cổng thanh toán không có"),
        _("Tra trên trang cổng thanh toán; chưa hoàn thì hoàn tại đó."),
    )


def _mismatch(task: ProviderTask) -> TaskWords:
    return TaskWords(
        _("Tin của cổng thanh toán không khớp với đơn"),
        _("Tin này không làm đổi đơn nào. Đối chiếu trên trang cổng thanh toán."),
    )


WORDS: dict[str, Callable[[ProviderTask], TaskWords]] = {
    kinds.UNKNOWN_PAYMENT: _unknown_payment,
    kinds.UNKNOWN_REFUND: _unknown_refund,
    kinds.UNSPLIT_REFUND: _unsplit_refund,
    kinds.RETURNED_REFUND: _returned_refund,
    kinds.OPEN_ORDER: _open_order,
    kinds.DISPUTE: _dispute,
    kinds.MISSING_PAYMENT: _missing_payment,
    kinds.MISSING_REFUND: _missing_refund,
    kinds.MISMATCH: _mismatch,
}


def detail_words(task: ProviderTask) -> str:
    """What was different, where the provider's word on it is one we know."""
    known = {
        outcomes.WRONG_AMOUNT: _("Sai số tiền"),
        outcomes.WRONG_CURRENCY: _("Sai loại tiền"),
        outcomes.WRONG_MODE: _("Tin của bản thử"),
        outcomes.WRONG_ORDER: _("Sai đơn hàng"),
        outcomes.DUPLICATE: _("Trả hai lần"),
    }
    return str(known.get(task.detail, ""))


def settled_words(task: ProviderTask) -> str:
    """How a task ended."""
    return str(_("Đã tự khớp, không cần ai làm.")) if task.settled_note == BY_ITSELF else task.settled_note
