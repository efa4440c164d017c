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
        "application.draft": _("Hồ sơ trở lại bản nháp"),
        "application.more_needed": _("Đề nghị bổ sung hồ sơ"),
        "application.paper_opened": _("Mở xem giấy tờ"),
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
        "payment.cancelled": _("Hủy khoản thanh toán"),
        "payment.cash_collected": _("Ghi nhận đã thu tiền mặt"),
        "payment.confirmed": _("Xác nhận đã nhận tiền"),
        "payment.said_transferred": _("Khách báo đã chuyển khoản"),
        "payment.succeeded": _("Ghi nhận đã trả tiền"),
        "policy.published": _("Công bố quy định mới"),
        "product.blocked": _("Gỡ sản phẩm"),
        "product.changes_asked": _("Đề nghị sửa sản phẩm"),
        "product.hidden": _("Ẩn sản phẩm"),
        "product.live": _("Hiện sản phẩm"),
        "product_release.approved": _("Duyệt bản sản phẩm"),
        "product_release.returned": _("Trả lại bản sản phẩm"),
        "refund.account_revealed": _("Xem tài khoản nhận hoàn tiền"),
        "refund.confirmed": _("Xác nhận đã hoàn tiền"),
        "refund.done": _("Hoàn tiền xong"),
        "refund.failed": _("Hoàn tiền không thành"),
        "refund.looked_up": _("Tra khoản hoàn tiền"),
        "refund.requested": _("Yêu cầu hoàn tiền"),
        "refund.sent": _("Ghi nhận đã chuyển hoàn"),
        "refund.tried_again": _("Thử hoàn tiền lại"),
        "role.accepted": _("Nhận quyền được mời"),
        "role.ended": _("Lấy lại quyền"),
        "role.granted": _("Giao quyền"),
        "role.invitation_withdrawn": _("Rút lời mời"),
        "role.invited": _("Mời nhận quyền"),
        "seller.active": _("Người bán được bán hàng"),
        "seller.suspended": _("Tạm dừng người bán"),
        "settings.changed": _("Đổi cài đặt"),
        "shipping.rates_set": _("Đặt phí giao hàng"),
        "shop.closed": _("Đóng gian hàng"),
        "shop.opened": _("Mở gian hàng"),
        "shop.preparing": _("Chuẩn bị gian hàng"),
        "shop.suspended": _("Tạm dừng gian hàng"),
        "shop_order.cancelled": _("Hủy đơn của gian hàng"),
        "shop_order.new": _("Nhận đơn mới"),
        "shop_order_money.paid": _("Đơn đã trả tiền"),
        "shop_order_money.refund_due": _("Đơn chờ hoàn tiền"),
        "shop_order_money.refunded": _("Đơn đã hoàn tiền"),
        "shop_order_money.void": _("Đơn không thu tiền"),
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
        "product_release": _("Bản sản phẩm"),
        "refund": _("Khoản hoàn tiền"),
        "seller": _("Người bán"),
        "shop": _("Gian hàng"),
        "shop_order": _("Đơn của gian hàng"),
        "shop_order_money": _("Tiền của đơn"),
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
