"""The words of transfers reported and confirmed, of refunds, and of unmatched deposits."""

from datetime import timedelta

from flask_babel import gettext as _

from marketplace.orders.models import ShopOrder
from marketplace.orders.policies import NOT_HER_WORD, TOO_LATE, WITHDRAWN_WITHIN
from marketplace.orders.services.cancelling import UNPAID_IN_TIME
from marketplace.orders.states import (
    DELIVERED,
    GOES_BACK_STATES,
    MONEY_CAME_STATES,
    NOT_COMING_STATES,
    OUT_STATES,
    REFUSED,
    UNPAID,
)
from marketplace.payments import outcomes
from marketplace.payments.models import BankTransaction, Payment, Refund
from marketplace.payments.policies import GOES_BACK, IS_DISPUTED
from marketplace.payments.registries import is_confirmed, provider_words_of
from marketplace.payments.services.made_there import DISPUTE_LOST, MADE_THERE
from marketplace.payments.shape import AT_HANDOVER, ProviderWords
from marketplace.payments.states import DONE, FAILED, PENDING, REQUESTED, SENT, UNCERTAIN
from marketplace.web.plumbing.formats import dong, moment
from marketplace.web.plumbing.wording import in_words
from marketplace.web.words.orders import end_reason_words, method_words

HOURS = WITHDRAWN_WITHIN // timedelta(hours=1)


def refund_badge(refund: Refund) -> tuple[str, str]:
    """A refund's state: (tone, words)."""
    if refund.is_by_provider:
        waiting = ("go", in_words(_provider_words(refund).refund_sending))
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
    """Why a refund was requested."""
    own = {
        "paid_late": _("Tiền tới khi đơn đã kết thúc"),
        "paid_twice": _("Khách trả hai lần"),
        MADE_THERE: _("Hoàn tại cổng thanh toán"),
        DISPUTE_LOST: _("Ngân hàng trả lại khách vì khiếu nại thanh toán"),
    }
    unsaid = _("Đơn đã hủy") if refund.shop_order.ended_undelivered else _("Hoàn một phần đơn hàng")
    return str(own.get(refund.reason) or end_reason_words(refund.reason) or unsaid)


def refund_task_words(refund: Refund) -> str:
    """How much is refunded to a shop order's customer, who sends it, and what the seller does now."""
    amount = dong(refund.amount_dong)
    if refund.status == DONE:
        return str(_("Khách đã nhận lại %(amount)s.", amount=amount))
    if refund.is_by_provider:
        return in_words(_provider_words(refund).refund_to_seller, amount=amount)
    if refund.payment.payee_shop_id is None:
        return str(_("Gian hàng chung chuyển trả khách %(amount)s. Chị không cần làm gì.", amount=amount))
    if refund.status == SENT:
        return str(_("Chị đã chuyển trả %(amount)s. Đang chờ khách xác nhận đã nhận được.", amount=amount))
    if refund.to_account is None:
        return str(
            _(
                "Chị trả lại khách %(amount)s. Khách chưa ghi số tài khoản: có số, chị được nhắn để chuyển.",
                amount=amount,
            )
        )
    if refund.status == FAILED:
        return str(_("Khách chưa nhận được %(amount)s chị chuyển trả. Chị xem lại và chuyển lần nữa.", amount=amount))
    return str(_("Khách đã ghi số tài khoản. Chị chuyển trả %(amount)s rồi ghi mã giao dịch.", amount=amount))


def failure_words(refund: Refund) -> str:
    """Why a refund did not arrive."""
    known = {
        "not_arrived": _("Khách báo chưa nhận được tiền."),
        "charge_already_refunded": _("Cổng thanh toán cho biết khoản này đã được hoàn rồi."),
        "expired_or_canceled_card": _("Thẻ đã hết hạn hoặc bị khoá."),
    }
    if not refund.failure:
        return ""
    return str(known.get(refund.failure) or in_words(_provider_words(refund).refund_refused))


def refund_coming_words(refund: Refund) -> str:
    """How an unfinished refund reaches the customer."""
    amount = dong(refund.amount_dong)
    if refund.is_by_provider:
        return in_words(_provider_words(refund).refund_to_customer, amount=amount)
    if refund.status == SENT:
        return str(
            _(
                "Gian hàng đã gửi trả %(amount)s lúc %(moment)s, chờ quý khách xác nhận đã nhận được.",
                amount=amount,
                moment=moment(refund.sent_at),
            )
        )
    if refund.status == FAILED:
        return str(_("%(amount)s gian hàng gửi trả chưa tới nơi, sẽ được gửi lại.", amount=amount))
    return str(_("Gian hàng sẽ chuyển khoản trả lại %(amount)s.", amount=amount))


def refund_way_words(refund: Refund) -> str:
    """How a refund is made: by transfer, or through the payment's provider."""
    return method_words(refund.payment.method) if refund.is_by_provider else str(_("Chuyển khoản"))


def _provider_words(refund: Refund) -> ProviderWords:
    return provider_words_of(refund.payment.method)


def stands_words(why: str) -> str:
    """Why what was recorded at the door cannot be taken back, and what the seller does then."""
    known = {
        TOO_LATE: _("Đã quá %(hours)d giờ từ lúc ghi nên chị không tự sửa lại được nữa. Mời chị gọi Hội.", hours=HOURS),
        NOT_HER_WORD: _("Việc này do khách hoặc đơn vị giao báo nên chị không sửa lại được. Có gì sai, chị gọi Hội."),
        GOES_BACK: _("Đơn này đã có khoản hoàn tiền cho khách nên không sửa lại được. Có gì sai, chị gọi Hội."),
        IS_DISPUTED: _("Khách đang khiếu nại khoản tiền này qua ngân hàng nên không sửa lại được. Chị gọi Hội."),
    }
    return str(known.get(why) or _("Đơn này vừa thay đổi. Chị xem lại bước hiện tại bên dưới nhé."))


def order_now_words(part: ShopOrder, method: str) -> str:
    """The present state of an order, for the payee of a closed transfer."""
    if part.money_status in GOES_BACK_STATES and part.ended_undelivered:
        return str(_("Đơn này đã kết thúc và tiền đang được hoàn. Nếu khoản này cũng vào, chị trả lại khách."))
    if part.money_status in MONEY_CAME_STATES:
        return str(_("Đơn này đã trả tiền bằng cách khác. Nếu khoản này cũng vào thì là tiền thừa, cần trả lại khách."))
    if part.money_status == UNPAID and part.status in OUT_STATES:
        return str(_("Đơn này nay trả tiền khi nhận hàng và đã gửi đi. Tiền đã vào thì chị xác nhận, đừng thu nữa."))
    if part.money_status == UNPAID and is_confirmed(method, AT_HANDOVER):
        return str(_("Đơn này nay trả tiền khi nhận hàng. Tiền đã vào thì chị xác nhận, đừng thu nữa."))
    if part.money_status == UNPAID:
        return str(_("Khách đang trả đơn này bằng cách khác. Tiền đã vào thì chị xác nhận để khách khỏi trả lần nữa."))
    if part.end_reason == UNPAID_IN_TIME:
        return str(
            _(
                "Đơn này đã hết hạn chờ tiền. Nếu tiền vẫn vào tài khoản, chị xác nhận để đơn được nối lại, "
                "hoặc để trả lại khách."
            )
        )
    return str(_("Đơn này đã hủy. Nếu tiền vẫn vào tài khoản, chị xác nhận để trả lại khách."))


def said_late_words(payment: Payment, part: ShopOrder, method: str) -> str:
    """To the customer, who reported a transfer after its time or its end: what the order is now, and what follows."""
    if part.money_status in MONEY_CAME_STATES:
        return str(
            _(
                "Đơn này đã được trả tiền từ trước. Gian hàng đã được báo để xem tài khoản: khoản này cũng vào thì "
                "gian hàng trả lại quý khách."
            )
        )
    if payment.status == PENDING or part.end_reason == UNPAID_IN_TIME:
        return str(
            _(
                "Đã quá hạn giữ hàng. Gian hàng đã được báo để xem tài khoản: tiền đã vào thì đơn được nối lại nếu "
                "còn hàng, không thì trả lại quý khách."
            )
        )
    if part.money_status == UNPAID and is_confirmed(method, AT_HANDOVER):
        return str(
            _(
                "Đơn này đã đổi sang trả tiền khi nhận hàng. Gian hàng đã được báo để xem tài khoản trước khi thu "
                "tiền: tiền đã vào thì quý khách không phải trả lần nữa."
            )
        )
    if part.money_status == UNPAID:
        return str(
            _(
                "Đơn này đã đổi sang cách trả tiền khác. Gian hàng đã được báo để xem tài khoản: tiền đã vào thì "
                "quý khách không phải trả lần nữa."
            )
        )
    return str(_("Đơn này đã hủy. Gian hàng đã được báo để xem tài khoản: tiền đã vào thì trả lại quý khách."))


def came_words(said: str, part: ShopOrder, *, was_cash: bool) -> tuple[str, str]:
    """What the payee's confirmation of a transfer has done, and what she does next: (sentence, tone)."""
    if said == outcomes.ALREADY:
        return str(_("Khoản này đã được ghi nhận từ trước.")), "info"
    if said == outcomes.LATE:
        return _late_words(part), "warning"
    if part.status == REFUSED:
        return str(_("Đã ghi nhận tiền. Hàng đang về: khi chị bấm “Hàng đã về”, tiền được hoàn cho khách.")), "warning"
    if was_cash and part.status in OUT_STATES:
        text = _("Đã ghi nhận tiền. Phiếu gửi đã in thu hộ: chị báo bưu điện hoặc người giao bỏ thu hộ.")
        return str(text), "warning"
    if was_cash and part.is_in_preparation:
        text = _("Đã ghi nhận tiền. Nếu chị đã in phiếu gửi thì in lại: phiếu cũ còn ghi thu hộ.")
        return str(text), "success"
    if part.status == DELIVERED:
        return str(_("Đã ghi nhận tiền. Đơn hàng này xong rồi.")), "success"
    return str(_("Đã ghi nhận tiền. Đơn hàng đang chờ chị nhận.")), "success"


def _late_words(part: ShopOrder) -> str:
    if part.status in NOT_COMING_STATES:
        return str(_("Đã ghi nhận tiền, nhưng đơn không còn nữa: chị cần chuyển trả khách."))
    return str(_("Đã ghi nhận tiền, nhưng đơn đã được trả từ trước: chị cần chuyển trả khách khoản này."))


def unmatched_words(deposit: BankTransaction) -> str:
    """Why a deposit is unmatched."""
    known = {
        outcomes.UNKNOWN_MEMO: _("Không thấy mã đơn trong nội dung chuyển khoản."),
        outcomes.SEVERAL_MEMOS: _("Nội dung có mã của nhiều đơn."),
        outcomes.OTHER_ACCOUNT: _("Tiền vào tài khoản khác với tài khoản ghi trong đơn."),
        outcomes.TOO_LITTLE: _("Chuyển thiếu tiền."),
        outcomes.TOO_MUCH: _("Chuyển thừa tiền."),
        outcomes.DUPLICATE: _("Đơn này đã nhận đủ tiền từ trước."),
    }
    return str(known.get(deposit.outcome, ""))
