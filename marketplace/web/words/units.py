"""Plain words for what units keep of themselves: channels, software, and why a pasted link was not taken."""

from flask_babel import gettext as _

from marketplace.association import unit_channels as channels
from marketplace.association import unit_software as software
from marketplace.association.queries.channels import LACKS_FANPAGE, LACKS_ZALO, UNSEEN
from marketplace.programme.queries import themes


def channel_words() -> dict[str, str]:
    """The name of each kind of channel, by code."""
    return {
        channels.FANPAGE: _("Fanpage (Facebook)"),
        channels.ZALO_GROUP: _("Nhóm Zalo"),
        channels.WEBSITE: _("Trang thông tin điện tử"),
        channels.OTHER: _("Kênh khác"),
    }


def lack_words() -> dict[str, str]:
    """What a unit may lack, by code, in the order in which it is offered."""
    return {
        LACKS_FANPAGE: _("Chưa có fanpage"),
        LACKS_ZALO: _("Chưa có nhóm Zalo"),
        UNSEEN: _("Quá %(days)d ngày chưa xem", days=channels.STALE_AFTER_DAYS),
    }


def link_refusal_words(why: str) -> str:
    """What to do about a link that was not taken."""
    known = {
        channels.NO_LINK: _("Vui lòng dán đường dẫn, ví dụ facebook.com/hoiphunuxa."),
        channels.NOT_A_LINK: _("Chưa thấy đường dẫn nào ở đây. Mời mở trang hoặc nhóm, bấm Chia sẻ, sao chép rồi dán."),
        channels.FRONT_PAGE: _(
            "Đây là trang chung, chưa phải trang của Hội. Mời mở trang hoặc nhóm của Hội rồi sao chép."
        ),
        channels.TOO_LONG: _("Đường dẫn này quá dài. Mời bấm Chia sẻ trong trang hoặc nhóm để lấy đường dẫn ngắn."),
    }
    return str(known[why])


def software_words() -> dict[str, str]:
    """The name of each piece of software, by code."""
    return {
        software.NATIONAL_MEMBERS: _("Phần mềm quản lý hội viên của Trung ương Hội"),
        software.MARKETPLACE: _("Trang Gian hàng Phụ nữ"),
        software.ZALO: _("Zalo"),
        software.OTHER: _("Phần mềm khác"),
    }


def user_words() -> dict[str, str]:
    """Who uses it, by code."""
    return {software.OFFICERS: _("Cán bộ"), software.MEMBERS: _("Hội viên")}


def theme_part_words() -> dict[str, str]:
    """The theme of a year and its khâu đột phá, by code, in this order."""
    return {themes.THEME: _("Chủ đề năm"), themes.BREAKTHROUGH: _("Khâu đột phá năm")}


def activity_words() -> dict[str, str]:
    """Kinds of activities that can name a theme, by code."""
    return {
        "training_class": _("Lớp tập huấn"),
        "outreach": _("Đợt hướng dẫn"),
        "contest": _("Cuộc thi ý tưởng"),
        "movement_contest": _("Thi phong trào"),
    }
