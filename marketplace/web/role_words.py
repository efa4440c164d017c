"""Plain words for roles."""

from flask_babel import gettext as _


def role_words(role: str) -> str:
    """What a role is called on screen."""
    known = {
        "operator": _("Người vận hành"),
        "accountant": _("Kế toán"),
        "province_officer": _("Cán bộ Hội cấp tỉnh"),
        "commune_officer": _("Cán bộ Hội xã, phường"),
        "owner": _("Chủ gian hàng"),
        "editor": _("Người đăng hàng"),
        "packer": _("Người gói hàng"),
    }
    return str(known.get(role, role))
