"""Plain words for honours: titles, levels, whom they honour, and why the public does not see one."""

from flask_babel import gettext as _

from marketplace.honours import titles
from marketplace.honours.queries import EXPIRED, REVOKED, STANDING, WAITING


def title_words() -> dict[str, str]:
    """The name of each title, by code."""
    return {
        titles.EXEMPLARY: _("Gương điển hình tiên tiến"),
        titles.OUTSTANDING: _("Phụ nữ khởi nghiệp tiêu biểu"),
        titles.CERTIFICATE: _("Bằng khen"),
        titles.LETTER: _("Giấy khen"),
        titles.MEDAL: _("Kỷ niệm chương"),
        titles.OTHER: _("Hình thức khác"),
    }


def title_of(title: str, said: str) -> str:
    """The title as it is shown: another one by its own words."""
    return said or title_words().get(title, title)


def level_words() -> dict[str, str]:
    """The levels that honour, by code."""
    return {
        titles.COMMUNE: _("Cấp xã"),
        titles.PROVINCE: _("Cấp tỉnh"),
        titles.NATION: _("Cấp Trung ương"),
    }


def awardee_words() -> dict[str, str]:
    """Whom an honour is given to, by code."""
    return {
        titles.PERSON: _("Cá nhân"),
        titles.MODEL: _("Mô hình, doanh nghiệp"),
        titles.UNIT: _("Đơn vị Hội"),
    }


def state_words() -> dict[str, str]:
    """Whether the public sees an honour, by code, in the order in which it is offered."""
    return {
        STANDING: _("Đang hiện công khai"),
        WAITING: _("Chờ chị ấy đồng ý"),
        EXPIRED: _("Đã hết hạn"),
        REVOKED: _("Đã gỡ"),
    }
