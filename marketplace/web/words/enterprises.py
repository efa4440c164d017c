"""Plain words for enterprises: forms, what people are in them, results of the women-owned test, places online."""

from decimal import Decimal

from flask_babel import gettext as _

from marketplace.enterprises import enterprise_kinds as kinds
from marketplace.enterprises.models import EnterprisePart, WomenOwnedTest
from marketplace.enterprises.ownership import BOARD, CAPITAL, ENOUGH, PASSED
from marketplace.web.plumbing.formats import decimal, dong

HERE = "here"  # of a product shown online: in a shop of this site


def form_words() -> dict[str, str]:
    """What each form is called, by code."""
    return {
        kinds.ENTERPRISE: _("Doanh nghiệp"),
        kinds.HOUSEHOLD: _("Hộ kinh doanh"),
        kinds.COOPERATIVE: _("Hợp tác xã"),
        kinds.COOPERATIVE_GROUP: _("Tổ hợp tác"),
        kinds.LINKED_GROUP: _("Tổ liên kết"),
        kinds.CLUB: _("Câu lạc bộ"),
    }


def state_words() -> dict[str, str]:
    """Whether it works, by code."""
    return {
        kinds.RUNNING: _("Đang hoạt động"),
        kinds.CLOSED: _("Đã dừng"),
        kinds.VOID: _("Đã hủy vì ghi nhầm"),
    }


def part_role_words() -> dict[str, str]:
    """What somebody is in it, by code."""
    return {
        kinds.OWNER: _("Góp vốn"),
        kinds.MANAGER: _("Quản lý"),
        kinds.FOUNDER: _("Người sáng lập"),
    }


def title_words() -> dict[str, str]:
    """The titles of those who manage, by code."""
    return {
        kinds.DIRECTOR: _("Giám đốc"),
        kinds.DEPUTY_DIRECTOR: _("Phó giám đốc"),
        kinds.CHAIR: _("Chủ tịch hội đồng quản trị, hội đồng thành viên"),
        kinds.BOARD_MEMBER: _("Thành viên hội đồng quản trị, hội đồng thành viên"),
        kinds.HEAD: _("Tổ trưởng, chủ nhiệm, chủ hộ"),
        kinds.DEPUTY_HEAD: _("Tổ phó, phó chủ nhiệm"),
    }


def share_words(share: int) -> str:
    """5099 → «50,99%»."""
    return f"{decimal(Decimal(share) / 100)}%"


def part_words(part: EnterprisePart) -> str:
    """«Giám đốc», «Góp 51% vốn», «Người sáng lập»."""
    if part.role == kinds.MANAGER:
        return title_words().get(part.title, part.title)
    if part.share is not None:
        return str(_("Góp %(share)s vốn", share=share_words(part.share)))
    if part.share_dong is not None:
        return str(_("Góp %(amount)s", amount=dong(part.share_dong)))
    return part_role_words().get(part.role, part.role)


def result_words(test: WomenOwnedTest) -> str:
    """Whether it is women's, in a word."""
    if test.basis == CAPITAL:
        return str(_("Do phụ nữ làm chủ") if test.result == PASSED else _("Chưa đạt tiêu chí do phụ nữ làm chủ"))
    return str(_("Có phụ nữ quản lý") if test.result == PASSED else _("Chưa có phụ nữ quản lý"))


def why_words(test: WomenOwnedTest) -> str:
    """What a result rests on, and what is lacking."""
    told = []
    if test.basis == CAPITAL:
        facts = {"share": share_words(test.women_share), "enough": share_words(ENOUGH)}
        said = _("phụ nữ góp %(share)s vốn điều lệ, cần từ %(enough)s", **facts)
        told.append(_("phụ nữ góp %(share)s vốn điều lệ", **facts) if test.women_share >= ENOUGH else said)
    if test.women_managers:
        told.append(_("phụ nữ giữ %(number)d chức vụ quản lý", number=test.women_managers))
    elif test.basis == BOARD:
        told.append(_("chưa ghi phụ nữ nào trong hội đồng quản trị hoặc ban giám đốc"))
    else:
        told.append(_("chưa ghi phụ nữ nào giữ chức vụ quản lý"))
    return "; ".join(str(each) for each in told)


def place_words() -> dict[str, str]:
    """Where products are shown, by code."""
    return {
        kinds.FACEBOOK: "Facebook",
        kinds.ZALO: "Zalo",
        kinds.TIKTOK: "TikTok",
        kinds.MARKET: _("Sàn bán hàng khác"),
        kinds.WEBSITE: _("Trang riêng"),
        HERE: _("Gian hàng tại đây"),
    }
