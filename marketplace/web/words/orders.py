"""The words of orders: state, next step, why it ended, how it is paid."""

from dataclasses import dataclass

from flask_babel import gettext as _

from marketplace.orders import states as s
from marketplace.orders.models import Shipment, ShopOrder
from marketplace.orders.services.cancelling import RELEASED_BY_SHOP
from marketplace.payments.registries import METHODS, is_confirmed
from marketplace.payments.services.made_there import GIVEN_BACK
from marketplace.payments.shape import AT_HANDOVER
from marketplace.shipping.registries import CARRIERS
from marketplace.web.plumbing.wording import in_words

BEFORE_THE_DOOR = (s.NEW, s.ACCEPTED, s.PACKED, s.SHIPPED, s.UNDELIVERED)


@dataclass(frozen=True)
class StateWords:
    """A state as a badge, and the plain sentence that follows it for the customer."""

    tone: str  # wait | go | done | stop | plain
    text: str
    next_text: str


def customer_words(part: ShopOrder, *, is_said: bool = False) -> StateWords:
    """The state of a shop order, for the customer; `is_said`: she reported a transfer that nobody has confirmed."""
    if is_said and part.status == s.AWAITING_PAYMENT:
        return StateWords(
            "wait", _("Đang kiểm tra tiền"), _("Thấy tiền quý khách báo chuyển, gian hàng chuẩn bị hàng.")
        )
    words = {
        s.AWAITING_PAYMENT: StateWords("wait", _("Chờ trả tiền"), _("Trả tiền xong, gian hàng sẽ chuẩn bị hàng.")),
        s.NEW: StateWords(
            "wait", _("Chờ gian hàng nhận đơn"), _("Gian hàng sẽ trả lời sớm và thông báo tới quý khách.")
        ),
        s.ACCEPTED: StateWords("go", _("Đang chuẩn bị hàng"), _("Gian hàng đã nhận đơn và đang chuẩn bị hàng.")),
        s.PACKED: StateWords("go", _("Đã đóng gói"), _("Hàng đã đóng gói, sắp gửi đi.")),
        s.SHIPPED: StateWords("go", _("Đang giao"), _("Hàng đang trên đường. Xin để ý điện thoại khi người giao gọi.")),
        s.DELIVERED: StateWords("done", _("Đã giao"), _("Cảm ơn quý khách đã mua hàng của chị em.")),
        s.CANCELLED: StateWords("stop", _("Đã hủy"), _cancelled(part)),
        s.DECLINED: StateWords("stop", _declined(part), _("Gian hàng xin lỗi quý khách.")),
        s.REFUSED: StateWords("stop", _("Không nhận hàng"), _("Hàng đang quay về gian hàng.")),
        s.UNDELIVERED: StateWords("wait", _("Chưa giao được"), _("Gian hàng sẽ liên hệ để giao lại.")),
        s.RETURNED: StateWords("stop", _("Hàng đã quay về"), _("Phần hàng này đã kết thúc.")),
    }
    return words[part.status]


def _declined(part: ShopOrder) -> str:
    """The words of a decline, which differ once the order had been accepted."""
    return str(_("Gian hàng đã hủy đơn") if part.accepted_at else _("Gian hàng không nhận đơn"))


def _cancelled(part: ShopOrder) -> str:
    if part.end_reason == RELEASED_BY_SHOP and part.money_status == s.VOID:
        return str(_("Gian hàng đã hủy phần hàng này. Nếu quý khách đã chuyển tiền, tiền sẽ được trả lại."))
    return str(_("Phần hàng này đã hủy."))


def seller_words(part: ShopOrder, *, is_said: bool = False) -> StateWords:
    """The state of a shop order, and what the seller does next; `is_said`: the customer reported a transfer."""
    if is_said and part.status == s.AWAITING_PAYMENT:
        return StateWords("wait", _("Khách báo đã chuyển tiền"), _("Thấy tiền trong tài khoản rồi mới gói hàng."))
    words = {
        s.AWAITING_PAYMENT: StateWords("plain", _("Chờ khách trả tiền"), _("Khách trả tiền rồi chị hãy gói hàng.")),
        s.NEW: StateWords("wait", _("Đơn mới, chờ chị trả lời"), _("Chị nhận đơn hay không nhận?")),
        s.ACCEPTED: StateWords("wait", _("Cần đóng gói"), _("Chị đóng gói xong thì bấm “Đã đóng gói xong”.")),
        s.PACKED: StateWords("wait", _("Cần gửi đi"), _("Chị gửi hàng rồi ghi mã gửi hàng.")),
        s.SHIPPED: StateWords("go", _("Đang giao"), _("Khách nhận hàng rồi thì chị bấm “Đã giao”.")),
        s.DELIVERED: _delivered(part),
        s.CANCELLED: StateWords("stop", _("Đã hủy"), _stopped(part)),
        s.DECLINED: StateWords(
            "stop", _("Chị đã hủy đơn") if part.accepted_at else _("Chị đã không nhận"), _("Khách đã được báo lý do.")
        ),
        s.REFUSED: StateWords(
            "wait", _("Khách không nhận, hàng đang về"), _("Hàng về tới nơi thì chị bấm “Hàng đã về”.")
        ),
        s.UNDELIVERED: StateWords("wait", _("Chưa giao được"), _("Chị gửi lại, hoặc bấm “Hàng đã về”.")),
        s.RETURNED: StateWords("stop", _("Hàng đã về kho"), _("Hàng đã được cộng lại vào kho.")),
    }
    return words[part.status]


def _stopped(part: ShopOrder) -> str:
    if part.end_reason == RELEASED_BY_SHOP:
        return str(_("Chị không chờ đơn này nữa. Nếu tiền tới sau, tiền được trả lại khách."))
    return str(_("Chị dừng chuẩn bị hàng nhé."))


def _delivered(part: ShopOrder) -> StateWords:
    if part.money_status == s.UNPAID:
        return StateWords("wait", _("Đã giao, chưa thu tiền"), _("Chị thu tiền của khách rồi bấm “Đã thu”."))
    return StateWords("done", _("Đã giao"), _("Xong rồi, chị không cần làm gì nữa."))


def is_paid_at_door(part: ShopOrder, method: str) -> bool:
    """Whether it is still to be paid on delivery, so that nothing is owed now."""
    is_to_come = part.money_status == s.UNPAID and part.status in BEFORE_THE_DOOR
    return is_to_come and is_confirmed(method, AT_HANDOVER)


def money_words(part: ShopOrder, method: str, *, is_said: bool = False) -> str:
    """The payment state of a shop order; payment on delivery is no debt before the parcel arrives.

    A transfer that the customer reported (`is_said`) is not called unpaid: nobody has looked yet.
    """
    if is_paid_at_door(part, method):
        return in_words(METHODS.get(method).words.next_step)
    if is_said and part.money_status == s.UNPAID:
        return str(_("Đã báo chuyển khoản, đang kiểm tra"))
    return str(
        {
            s.UNPAID: _("Chưa trả tiền"),
            s.PAID: _("Đã trả tiền"),
            s.REFUND_DUE: _("Đang hoàn tiền"),
            s.PARTLY_REFUNDED: _("Đã trả tiền, đã hoàn một phần"),
            s.REFUNDED: _("Đã hoàn tiền"),
            s.VOID: _("Không phải trả"),
        }[part.money_status]
    )


def method_words(code: str) -> str:
    """The name of a payment method."""
    return in_words(METHODS.get(code).words.label) if code in METHODS else code


def carrier_words(code: str, *, to_customer: bool = False) -> str:
    """The name of a carrier, as the seller or as the customer reads it."""
    if code not in CARRIERS:
        return code
    words = CARRIERS.get(code).words
    return in_words((to_customer and words.to_customer) or words.label)


def tracking_url(shipment: Shipment) -> str:
    """The carrier's tracking page of a shipment; «» where there is none."""
    if not shipment.tracking_number:
        return ""
    if shipment.carrier not in CARRIERS:
        return ""
    return CARRIERS.get(shipment.carrier).tracking_url(shipment.tracking_number)


def decline_reasons() -> dict[str, str]:
    """Reasons a seller may give for declining an order."""
    return {
        "sold_out": _("Hết hàng"),
        "too_far": _("Chưa giao được tới nơi này"),
        "not_in_time": _("Không kịp chuẩn bị"),
        "price_wrong": _("Giá trên gian hàng ghi nhầm"),
        "other": _("Lý do khác"),
    }


def cancel_reasons() -> dict[str, str]:
    """Reasons a customer may give for cancelling."""
    return {
        "changed_mind": _("Tôi đổi ý"),
        "wrong_details": _("Tôi ghi nhầm thông tin"),
        "too_slow": _("Chờ lâu quá"),
        "found_elsewhere": _("Tôi đã mua nơi khác"),
        "other": _("Lý do khác"),
    }


def refusal_reasons() -> dict[str, str]:
    """Why a customer refused a parcel at the door."""
    return {
        "did_not_want": _("Khách không muốn nhận nữa"),
        "not_as_ordered": _("Khách thấy hàng không đúng"),
        "other": _("Lý do khác"),
    }


def failure_reasons() -> dict[str, str]:
    """Why a parcel did not reach its customer."""
    return {
        "not_reached": _("Gọi không được"),
        "wrong_address": _("Không tìm thấy địa chỉ"),
        "asked_later": _("Khách hẹn ngày khác"),
        "other": _("Lý do khác"),
    }


def end_reason_words(code: str) -> str:
    """A reason in words: a known code, or what a person wrote."""
    system = {
        "unpaid_in_time": _("Quá hạn trả tiền"),
        "sold_out_meanwhile": _("Hàng đã hết trong lúc chờ tiền"),
        "unanswered_in_time": _("Gian hàng chưa trả lời kịp"),
        RELEASED_BY_SHOP: _("Gian hàng không chờ tiền nữa"),
        GIVEN_BACK: _("Đã hoàn tiền tại cổng thanh toán"),
    }
    known = {**decline_reasons(), **cancel_reasons(), **refusal_reasons(), **failure_reasons(), **system}
    return str(known.get(code, code))
