"""Default texts of a new shop, for the seller to adapt."""

from flask_babel import gettext as _


def delivery_text() -> str:
    """The default delivery terms."""
    return str(
        _(
            "Nhận đơn xong, chúng tôi gói hàng và gọi điện báo trước khi gửi.\n"
            "- Trong xã: tự giao trong ngày.\n"
            "- Trong tỉnh: 1 đến 2 ngày.\n"
            "- Tỉnh khác: 3 đến 5 ngày qua bưu điện.\n"
            "Hàng tươi chỉ giao nơi kịp đến khi còn tươi."
        )
    )


def return_text() -> str:
    """The default return terms; the first line is the customer's legal right."""
    return str(
        _(
            "Hàng không đúng như đã giới thiệu, bị hỏng hoặc thiếu: quý khách báo trong 7 ngày kể từ khi nhận, "
            "kèm ảnh chụp. Chúng tôi đổi hàng hoặc trả lại tiền và chịu phí gửi.\n"
            "Hàng tươi, đồ ăn: quý khách báo trong 24 giờ kể từ khi nhận, không cần gửi lại.\n"
            "Quý khách đổi ý: được trả hàng còn nguyên trong 7 ngày, quý khách chịu phí gửi về; "
            "không áp dụng với hàng tươi và đồ ăn đã mở."
        )
    )


def hours_text() -> str:
    """The default opening hours."""
    return str(_("7 giờ đến 20 giờ, các ngày trong tuần"))
