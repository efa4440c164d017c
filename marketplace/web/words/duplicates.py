"""Plain words for records that may be one woman's: why, what hangs on a record, why two must not be merged."""

from flask_babel import gettext as _

from marketplace.programme.likeness import ID_NUMBER, LIKELY, MAYBE, NAME, PHONE, SIMILAR_NAME, SURE, YEAR_OFF


def reason_words() -> dict[str, str]:
    """Why two records may be one woman's, by code."""
    return {
        ID_NUMBER: _("cùng số căn cước"),
        PHONE: _("cùng số điện thoại"),
        NAME: _("cùng tên"),
        SIMILAR_NAME: _("tên gần giống: thiếu chữ đệm, hoặc một chữ ghi lệch"),
        YEAR_OFF: _("năm sinh ghi lệch: có thể viết nhầm số"),
    }


def strength_words() -> dict[int, tuple[str, str]]:
    """How sure it is that two records are one woman's: kind of badge, words."""
    return {
        SURE: ("done", _("gần như chắc")),
        LIKELY: ("wait", _("nhiều khả năng")),
        MAYBE: ("plain", _("có thể")),
    }


def field_words() -> dict[str, str]:
    """What is chosen when two records differ, by code."""
    return {
        "full_name": _("Họ và tên"),
        "birth_year": _("Năm sinh"),
        "phone": _("Số điện thoại"),
        "email": _("Email"),
        "home": _("Nơi ở"),
    }


def holding_words() -> dict[str, str]:
    """What hangs on a record, by table."""
    return {
        "idea": _("Ý tưởng khởi nghiệp"),
        "support_record": _("Lượt hỗ trợ"),
        "funding": _("Hồ sơ vốn"),
        "support_visit": _("Lần thăm hỏi"),
        "mentorship": _("Lần đồng hành"),
        "membership": _("Lần là hội viên"),
        "class_draft": _("Hàng soạn từ mã của lớp"),
        "enrolment": _("Lớp tập huấn"),
        "outreach_woman": _("Đợt hướng dẫn"),
        "cadre_post": _("Chức vụ ở Hội"),
        "officer_training": _("Lớp tập huấn của cán bộ"),
        "honour": _("Khen thưởng"),
        "import_row": _("Dòng trong danh sách đã nhập"),
        "account": _("Tài khoản"),
        "application": _("Hồ sơ người bán"),
        "seller": _("Người bán"),
        "shop_member": _("Việc ở gian hàng"),
        "customer_order": _("Đơn hàng"),
        "seller_bank_account": _("Tài khoản ngân hàng"),
        "sealed_trait": _("Thông tin giữ kín"),
        "consent": _("Lần đồng ý"),
        "listing_revision": _("Bản sản phẩm đã gửi"),
        "private_file": _("Giấy tờ đã gửi"),
        "photo": _("Ảnh đã gửi"),
        "notice": _("Tin đã nhận"),
        "cart": _("Giỏ hàng"),
        "enterprise": _("Doanh nghiệp, mô hình chị đại diện"),
        "enterprise_part": _("Phần trong doanh nghiệp, mô hình"),
        "online_presence": _("Trang giới thiệu sản phẩm"),
    }


def obstacle_words() -> dict[str, str]:
    """Why two records must not be merged, by code."""
    return {
        "same": _("Đây là cùng một hồ sơ."),
        "merged": _("Một trong hai hồ sơ đã được gộp trước đó."),
        "elsewhere": _("Một trong hai người không thuộc địa bàn của chị."),
        "herself": _("Không ai tự gộp hồ sơ của chính mình. Mời chị nhờ cán bộ khác."),
        "told_apart": _("Đã có kết luận đây là hai người khác nhau. Mời bỏ kết luận ấy trước."),
        "sellers": _("Cả hai đều là người bán: mỗi người có gian hàng, sổ tiền riêng nên không gộp được."),
        "applications": _("Cả hai đều có hồ sơ người bán."),
        "accounts": _("Cả hai đều có tài khoản và đã đăng nhập: đây là hai người, hoặc một người dùng hai số."),
        "office": _("Một trong hai người là, hoặc đã từng là, cán bộ hay quản trị hệ thống."),
        "id_numbers": _("Hai số căn cước khác nhau."),
        "shop": _("Cả hai cùng làm ở một gian hàng."),
        "terms": _(
            "Cả hai cùng là hội viên, hoặc cùng giữ một chức vụ, trong cùng thời gian. "
            "Mời kết thúc hoặc hủy một bên trước."
        ),
        "enterprises": _("Cả hai đứng tên một đơn vị cùng loại, cùng tên. Mời hủy một bản ghi trước."),
        "mentor": _("Một người đang đồng hành với người kia: không ai tự đồng hành với mình."),
        "class": _("Cả hai cùng có tên trong danh sách một lớp tập huấn. Mời hủy một dòng ghi nhầm ở lớp ấy trước."),
        "outreach": _("Cả hai cùng có tên ở một đợt hướng dẫn. Mời hủy một dòng ghi nhầm ở đợt ấy trước."),
        "support": _("Cả hai có cùng một lượt hỗ trợ trong cùng một ngày. Mời hủy một bản ghi trước."),
    }


def undoing_words() -> dict[str, str]:
    """Why a merge cannot be undone now, by code."""
    return {
        "undone": _("Lần gộp này đã được tách lại."),
        "later": _("Sau lần này còn lần gộp khác vào cùng hồ sơ. Mời tách lần sau trước."),
        "elsewhere": _("Một trong hai người không thuộc địa bàn của chị."),
    }
