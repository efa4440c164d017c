"""Plain words for the money flows, and what each means legally."""

from flask_babel import gettext as _

from marketplace.site.settings import DIRECT, LISTING_ONLY, PARTNER, PLATFORM


def flow_words() -> dict[str, tuple[str, str]]:
    """Each money flow: its name, and what it means legally."""
    return {
        LISTING_ONLY: (
            _("Chỉ giới thiệu, không nhận đặt hàng"),
            _("Khách tự gọi người bán. Trang không dính tới tiền, không khấu trừ thuế, không hiện thanh toán."),
        ),
        DIRECT: (
            _("Tiền đi thẳng tới người bán"),
            _(
                "Khách chuyển khoản hoặc trả tiền mặt thẳng cho người bán. Trang không giữ tiền. Vì trang xác nhận "
                "đơn đã trả, luật vẫn coi là có tham gia thanh toán: phí và thuế khấu trừ của hộ, cá nhân được ghi "
                "thành khoản người bán còn nợ."
            ),
        ),
        PARTNER: (
            _("Qua đơn vị trung gian thanh toán được cấp phép"),
            _(
                "Đơn vị có giấy phép của Ngân hàng Nhà nước thu hộ, chia tiền cho người bán và khấu trừ thuế theo "
                "lệnh của trang. Cần hợp đồng với đơn vị đó."
            ),
        ),
        PLATFORM: (
            _("Trang thu tiền rồi chuyển cho người bán"),
            _(
                "Trang giữ tiền của người khác: thu hộ, chi hộ là dịch vụ phải có giấy phép của Ngân hàng Nhà nước, "
                "hoặc trang phải là bên bán. Chỉ chọn khi có căn cứ bằng văn bản."
            ),
        ),
    }
