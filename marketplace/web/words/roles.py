"""Plain words for roles."""

from flask_babel import gettext as _

from marketplace.accounts.roles import COMMUNE_OFFICER, OPERATOR, PROVINCE_OFFICER
from marketplace.shops.roles import ACCOUNTANT, EDITOR, OWNER, PACKER


def role_words(role: str) -> str:
    """What a role is called on screen."""
    known = {
        OPERATOR: _("Quản trị hệ thống"),
        ACCOUNTANT: _("Kế toán"),
        PROVINCE_OFFICER: _("Cán bộ Hội cấp tỉnh"),
        COMMUNE_OFFICER: _("Cán bộ Hội xã, phường"),
        OWNER: _("Chủ gian hàng"),
        EDITOR: _("Người đăng hàng"),
        PACKER: _("Người gói hàng"),
    }
    return str(known.get(role, role))


def who_words(name: str) -> str:
    """What a right of `web.who` is called on screen; the column names of the table of rights too."""
    known = {
        "anyone": _("Mọi người"),
        "signed in": _("Người đã đăng nhập"),
        "signed_in": _("Người đã đăng nhập"),
        "shop team": _("Người của gian hàng"),
        "shop editors": _("Người sửa gian hàng, hàng hóa"),
        "shop packers": _("Người làm đơn hàng"),
        "shop money": _("Người xem tiền của gian hàng"),
        "shop owner": _("Chủ gian hàng"),
        "staff": _("Cán bộ Hội và quản trị hệ thống"),
        "officers": _("Cán bộ Hội"),
        "province officers and operators": _("Cán bộ cấp tỉnh và quản trị hệ thống"),
        "operators": _("Quản trị hệ thống"),
    }
    return str(known.get(name) or role_words(name))
