"""Plain words for purposes of consent and for the facts that are kept sealed."""

from flask_babel import gettext as _

from marketplace.people import purposes, traits
from marketplace.people.traits import KINDS


def purpose_words() -> dict[str, tuple[str, str]]:
    """Each purpose: its name, and what is done."""
    return {
        purposes.ACCOUNT: (
            _("Dùng tài khoản"),
            _("Theo quy chế hoạt động và chính sách bảo vệ dữ liệu cá nhân đã đọc khi mở tài khoản."),
        ),
        purposes.IDENTITY: (
            _("Xác nhận người bán"),
            _("Cán bộ Hội xem số căn cước và giấy tờ để biết chắc ai là người bán."),
        ),
        purposes.PAYMENT: (_("Nhận tiền bán hàng"), _("Dùng số tài khoản ngân hàng để tiền về đúng người.")),
        purposes.PUBLIC: (
            _("Hiện tên trên gian hàng"),
            _("Tên và xã, phường của chị hiện bên cạnh hàng, như luật yêu cầu."),
        ),
        purposes.CONTACT: (_("Gọi điện, nhắn tin"), _("Báo tin về hồ sơ và đơn hàng của chị.")),
        purposes.HONOUR: (
            _("Đăng công khai việc được khen thưởng"),
            _("Tên, xã, phường, ảnh và thành tích của chị hiện ở trang Gương điển hình và trên gian hàng của chị."),
        ),
        **{purposes.keeping(kind): (_("Giữ kín: %(what)s", what=trait_words(kind)), keeping_words()) for kind in KINDS},
    }


KEEPING_TEXT = "giu-kin/1"  # the version of `keeping_words`: a change of what they promise is another one


def keeping_words() -> str:
    """What a woman agrees to when a sensitive fact of her is kept: the text that is read to her."""
    return str(
        _(
            "Hội giữ kín điều này để xem chị được hưởng hỗ trợ nào, và để đếm số liệu chung, không kèm tên. "
            "Cán bộ mở ra phải ghi lý do; chị xem được ai đã mở, và rút lại lúc nào cũng được: điều này bị xóa ngay."
        )
    )


def trait_words(kind: str) -> str:
    """The name of a sealed fact."""
    known = {
        "id_number": _("Số căn cước"),
        "birth_date": _("Ngày sinh"),
        "tax_code": _("Mã số thuế"),
        traits.ETHNICITY: _("Dân tộc"),
        traits.POVERTY: _("Hộ nghèo, hộ cận nghèo"),
        traits.DISABILITY: _("Khuyết tật"),
        traits.SINGLE: _("Đơn thân"),
        traits.PRIORITY: _("Diện ưu tiên của Đề án 2415"),
    }
    return str(known.get(kind, _("Thông tin khác")))
