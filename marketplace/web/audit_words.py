"""Plain words for the trail: deeds, things and doers."""

from typing import Any

from flask_babel import gettext as _


def action_words() -> dict[str, str]:
    """What each recorded deed is called on screen."""
    return {
        "account.restored": _("Mở lại tài khoản"),
        "account.second_factor_reset": _("Đặt lại bước xác nhận thứ hai"),
        "account.suspended": _("Tạm khóa tài khoản"),
        "application.approved": _("Duyệt hồ sơ người bán"),
        "application.declined": _("Trả lời chưa đủ điều kiện"),
        "application.more_needed": _("Đề nghị bổ sung hồ sơ"),
        "application.papers_erased": _("Xóa ảnh giấy tờ"),
        "application.reopened": _("Mở lại hồ sơ"),
        "application.requirement_marked": _("Kiểm tra một giấy tờ"),
        "bank_account.changed": _("Đổi tài khoản ngân hàng"),
        "bank_account.ended": _("Bỏ tài khoản ngân hàng"),
        "consent.withdrawn": _("Rút lại đồng ý"),
        "listing.approved": _("Duyệt sản phẩm"),
        "officer.appointed": _("Giao việc cán bộ"),
        "officer.dismissed": _("Cho cán bộ thôi việc"),
        "outbox.tried_again": _("Gửi lại tin"),
        "payment.cash_collected": _("Ghi nhận đã thu tiền mặt"),
        "payment.confirmed": _("Xác nhận đã nhận tiền"),
        "payment.said_transferred": _("Khách báo đã chuyển khoản"),
        "policy.published": _("Công bố quy định mới"),
        "refund.account_revealed": _("Xem tài khoản nhận hoàn tiền"),
        "refund.confirmed": _("Xác nhận đã hoàn tiền"),
        "refund.requested": _("Yêu cầu hoàn tiền"),
        "refund.sent": _("Ghi nhận đã chuyển hoàn"),
        "refund.tried_again": _("Thử hoàn tiền lại"),
        "role.accepted": _("Nhận quyền được mời"),
        "role.ended": _("Lấy lại quyền"),
        "role.granted": _("Giao quyền"),
        "role.invitation_withdrawn": _("Rút lời mời"),
        "role.invited": _("Mời nhận quyền"),
        "settings.changed": _("Đổi cài đặt"),
        "shipping.rates_set": _("Đặt phí giao hàng"),
        "shop.opened": _("Mở gian hàng"),
        "trait.revealed": _("Xem thông tin niêm phong"),
        "unit.branch_added": _("Thêm chi hội"),
        "unit.branch_closed": _("Đóng chi hội"),
        "unit.contact_changed": _("Đổi liên hệ của đơn vị"),
        "variant.price_changed": _("Đổi giá"),
    }


def subject_words() -> dict[str, str]:
    """What each kind of thing is called on screen."""
    return {
        "application": _("Hồ sơ người bán"),
        "bank_account": _("Tài khoản ngân hàng"),
        "invitation": _("Lời mời"),
        "outbox": _("Tin gửi đi"),
        "payment": _("Khoản thanh toán"),
        "person": _("Người"),
        "policy": _("Quy định"),
        "product": _("Sản phẩm"),
        "refund": _("Khoản hoàn tiền"),
        "release": _("Bản sản phẩm"),
        "seller": _("Người bán"),
        "shop": _("Gian hàng"),
        "shop_order": _("Đơn của gian hàng"),
        "site": _("Trang bán hàng"),
        "unit": _("Đơn vị Hội"),
        "variant": _("Loại hàng"),
    }


def actor_words() -> dict[str, str]:
    """What each kind of doer is called on screen."""
    return {
        "guest": _("Khách"),
        "customer": _("Khách có tài khoản"),
        "seller": _("Người bán"),
        "officer": _("Cán bộ Hội"),
        "operator": _("Người vận hành"),
        "system": _("Hệ thống"),
        "provider": _("Đơn vị thanh toán"),
    }


def details_words(details: dict[str, Any]) -> list[str]:
    """The facts of an entry as short lines, what was before and after side by side."""
    before, after = details.get("before"), details.get("after")
    if isinstance(before, dict) and isinstance(after, dict):
        return [f"{key}: {_short(before.get(key))} → {_short(value)}" for key, value in after.items()]
    return [f"{key}: {_short(value)}" for key, value in details.items() if value not in (None, "", [], {})]


def _short(value: Any) -> str:
    text = str(value if value not in (None, "") else "–")
    return text if len(text) <= 80 else text[:79] + "…"
