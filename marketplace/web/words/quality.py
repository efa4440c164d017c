"""Plain words for the checks of how records are kept."""

from flask_babel import gettext as _


def check_words() -> dict[str, str]:
    """What is not in order, by the code of the check, in the order of the page."""
    return {
        "birth_year": _("Hội viên chưa có năm sinh"),
        "phone": _("Hội viên chưa có số điện thoại"),
        "village": _("Hội viên chưa có thôn, bản, khu phố"),
        "signed_sheet": _("Lớp đã kết thúc, chưa có ảnh danh sách ký tên"),
        "outreach_photo": _("Đợt hướng dẫn chưa có ảnh"),
        "outreach_list": _("Đợt hướng dẫn chưa đủ danh sách"),
        "proof": _("Khoản đã trao, chưa có chứng từ"),
        "mentorship": _("Chị có người đồng hành, quá 90 ngày chưa ai thăm, gọi"),
        "loan": _("Vốn vay chưa trả, quá 90 ngày chưa ai thăm, gọi"),
    }
