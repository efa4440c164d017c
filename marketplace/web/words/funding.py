"""Plain words for grants, loans and equipment, for visits and mentors, and for what a support is for."""

from flask_babel import gettext as _

from marketplace.programme import aims, states
from marketplace.programme.errors import BadFunding
from marketplace.programme.services import CALL, FUNDED, VISIT
from marketplace.web.plumbing.formats import dong
from marketplace.web.words.programme import support_kinds


def aim_words() -> dict[str, str]:
    """What a support is for, by code."""
    return {
        aims.START_UP: _("Khởi nghiệp"),
        aims.TRADE: _("Khởi sự kinh doanh"),
        aims.UNKNOWN: _("Chưa rõ"),
    }


def aim_examples() -> dict[str, tuple[str, None]]:
    """An example under each choice, as the cards of a form take it."""
    return {
        aims.START_UP: (_("Lập doanh nghiệp, hợp tác xã, tổ hợp tác, hoặc làm một ý tưởng mới, sáng tạo."), None),
        aims.TRADE: (_("Bắt đầu buôn bán, làm nghề nhỏ: mở quầy tạp hóa, nấu chè lam bán chợ, may tại nhà."), None),
    }


def funded_kinds() -> dict[str, str]:
    """The kinds of support that get a file."""
    return {code: support_kinds()[code] for code in FUNDED}


def funding_states() -> dict[str, tuple[str, str]]:
    """The tone and the words of each state of a file."""
    return {
        states.APPLIED: ("wait", _("Chờ quyết định")),
        states.GRANTED: ("go", _("Đã duyệt, đang thực hiện")),
        states.REFUSED: ("stop", _("Chưa được duyệt")),
        states.CLOSED: ("done", _("Đã kết thúc")),
        states.VOIDED: ("stop", _("Ghi nhầm, đã hủy")),
    }


def way_words() -> dict[str, str]:
    """How somebody was in touch with a woman."""
    return {VISIT: _("Đến thăm"), CALL: _("Gọi điện, nhắn tin")}


def refusal_words(refused: BadFunding) -> str:
    """What to do about what a file cannot take."""
    known = {
        "not_yet": _("Ngày này chưa tới. Mời xem lại."),
        "outside_programme": _("Ngày này nằm ngoài thời gian của Đề án. Mời xem lại ngày."),
        "before_applied": _("Ngày này trước ngày chị ấy nộp đơn. Mời xem lại."),
        "before_decided": _("Ngày này trước ngày quyết định. Mời xem lại."),
        "before_paid": _("Ngày này trước ngày trao đợt vốn đầu tiên. Mời xem lại."),
        "before_last": _("Ngày kết thúc không thể trước lần trao hay trả tiền gần nhất, cũng không sau hôm nay."),
        "nothing": _("Vui lòng nhập số tiền hoặc giá trị được duyệt, ví dụ 10.000.000."),
        "repay_by": _("Vui lòng nhập hạn trả hết, sau ngày quyết định, ví dụ 21/11/2028."),
        "two_files": _("Ngày này chị ấy đã có một hồ sơ cùng hình thức. Mời mở hồ sơ ấy, hoặc xem lại ngày."),
        "needs_reason": _("Vui lòng ghi lý do."),
        "needs_result": _("Vui lòng ghi kết quả, ví dụ: đã mua máy, đang bán hàng đều."),
        "open_tranches": _("Còn đợt chưa trao. Vui lòng ghi đã trao, hoặc bỏ đợt ấy khỏi kế hoạch, rồi kết thúc."),
        "was_paid": _("Đã có đợt trao tiền. Mời rút lại việc ghi đã trao trước."),
        "is_applied": _("Hồ sơ này đang chờ quyết định. Vui lòng ghi quyết định trước."),
        "is_granted": _("Hồ sơ này đã được duyệt và đang thực hiện. Mời xem lại hồ sơ."),
        "is_refused": _("Hồ sơ này chưa được duyệt. Nếu nay làm tiếp, mời mở lại hồ sơ trước."),
        "is_closed": _("Hồ sơ này đã kết thúc. Nếu còn việc, mời mở lại hồ sơ trước."),
        "is_voided": _("Hồ sơ này đã hủy vì ghi nhầm, nên không ghi thêm được."),
        "no_loan": _("Chỉ vốn vay mới có lần trả vốn; hồ sơ này không phải vốn vay."),
        "tranche_paid": _("Đợt này đã trao nên không bỏ được. Nếu ghi nhầm, mời rút lại việc ghi đã trao trước."),
        "condition_done": _("Điều kiện này đã xong nên không bỏ được. Nếu ghi nhầm, mời bấm “Chưa xong” trước."),
        "was_repaid": _("Chị ấy đã trả lại số tiền này. Mời bỏ lần trả ghi nhầm trước."),
    }
    if refused.why == "over_granted":
        return str(_("Chỉ còn %(left)s chưa chia đợt. Vui lòng nhập số tiền không quá số ấy.", left=_left(refused)))
    if refused.why == "over_paid":
        return str(_("Chị ấy chỉ còn nợ %(left)s. Vui lòng nhập số tiền không quá số ấy.", left=_left(refused)))
    return str(known[refused.why])


def _left(refused: BadFunding) -> str:
    return dong(max(refused.left_dong, 0)) or "0"
