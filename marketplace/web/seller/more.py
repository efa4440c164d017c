"""Mục khác: the places a seller needs less often, each with its words."""

from flask import render_template, url_for
from flask_babel import gettext as _

from marketplace.web.plumbing.gate import may_open
from marketplace.web.plumbing.visitor import current_membership


def show() -> str:
    """Shop page, account, help, and the way out."""
    membership = current_membership()
    places = [place for place in _places() if may_open(place[0])]
    return render_template("seller/more/show.html", places=places, shop=membership.shop if membership else None)


def _places() -> list[tuple[str, str, str, str]]:
    return [
        (url_for("seller.shop.show"), _("Gian hàng của tôi"), _("Tên, câu chuyện, ảnh, liên hệ, nghỉ bán"), "store"),
        (url_for("seller.shop.shipping"), _("Phí gửi hàng"), _("Trong xã, trong tỉnh, tỉnh khác"), "truck"),
        (url_for("seller.shop.bank"), _("Tài khoản nhận tiền"), _("Xem và đổi tài khoản ngân hàng"), "bank"),
        (url_for("seller.application.show"), _("Hồ sơ của tôi"), _("Giấy tờ đã nộp và trả lời của Hội"), "document"),
        (url_for("account.security.show"), _("Mật khẩu, đăng nhập"), _("Đổi mật khẩu, số điện thoại"), "lock"),
        (url_for("account.privacy.show"), _("Dữ liệu của tôi"), _("Những điều chị đã đồng ý"), "shield"),
        ("/", _("Xem trang khách mua"), _("Mọi gian hàng, như khách thấy"), "basket"),
    ]
