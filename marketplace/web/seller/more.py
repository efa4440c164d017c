"""Thêm: the places a seller needs less often, each with its words."""

from flask import render_template, url_for
from flask_babel import gettext as _

from marketplace.association.queries import find_reachable_unit
from marketplace.sellers.queries import find_application_of
from marketplace.web.plumbing.visitor import current_membership, signed_in_person


def show() -> str:
    """Shop page, account, help, and the way out."""
    person, membership = signed_in_person(), current_membership()
    application = find_application_of(person.id)
    return render_template(
        "seller/more/show.html",
        places=_places(membership is not None),
        shop=membership.shop if membership else None,
        helper=find_reachable_unit(application.unit) if application and application.unit else None,
    )


def _places(has_shop: bool) -> list[tuple[str, str, str, str]]:
    shop = [
        (url_for("seller.shop.show"), _("Gian hàng của tôi"), _("Tên, câu chuyện, ảnh, liên hệ, nghỉ bán"), "store"),
        (url_for("seller.shop.shipping"), _("Phí gửi hàng"), _("Trong xã, trong tỉnh, tỉnh khác"), "truck"),
        (url_for("seller.shop.bank"), _("Tài khoản nhận tiền"), _("Xem và đổi tài khoản ngân hàng"), "bank"),
    ]
    always = [
        (url_for("seller.application.show"), _("Hồ sơ của tôi"), _("Giấy tờ đã nộp và trả lời của Hội"), "document"),
        (url_for("account.security.show"), _("Mật khẩu, đăng nhập"), _("Đổi mật khẩu, số điện thoại"), "lock"),
        (url_for("account.privacy.show"), _("Dữ liệu của tôi"), _("Những điều chị đã đồng ý"), "shield"),
        ("/", _("Ra gian hàng chung"), _("Xem như khách"), "basket"),
    ]
    return [*shop, *always] if has_shop else always
