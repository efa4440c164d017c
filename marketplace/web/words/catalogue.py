"""Words for the codes of the catalogue: label fields and groups, papers, parts of a listing, states, limits."""

from collections.abc import Iterable
from typing import Any

from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from vietnam_number import n2w

from marketplace.catalog import states
from marketplace.catalog.labels import public_fields
from marketplace.catalog.measures import UnitPrice
from marketplace.catalog.models import Category
from marketplace.core.clock import today
from marketplace.web.plumbing.formats import dong

LABEL_GROUPS = {
    "thuc_pham": _l("Thực phẩm đã chế biến, đóng gói"),
    "thuc_pham_tuoi": _l("Hàng tươi, bán theo cân hoặc theo quả"),
    "luong_thuc": _l("Gạo, ngũ cốc, bột"),
    "do_uong": _l("Đồ uống, trà, chè"),
    "ruou": _l("Rượu"),
    "thu_cong_my_nghe": _l("Đồ thủ công mỹ nghệ"),
    "do_gia_dung": _l("Đồ dùng trong nhà"),
    "det_may": _l("Vải, thổ cẩm, quần áo"),
}

# code → (name, what to write)
LABEL_FIELDS = {
    "ten_hang_hoa": (_l("Tên hàng ghi trên nhãn"), _l("Đúng như in trên bao bì.")),
    "ten_dia_chi_chiu_trach_nhiem": (
        _l("Tên, địa chỉ người chịu trách nhiệm về hàng"),
        _l("Tên chị hoặc tên cơ sở, kèm thôn, xã, tỉnh."),
    ),
    "xuat_xu": (_l("Xuất xứ"), _l("Làm ra hoặc trồng ở đâu. Ví dụ: xã Biện Thượng, Thanh Hóa, Việt Nam.")),
    "dinh_luong": (_l("Định lượng"), _l("Khối lượng hoặc thể tích thật bên trong. Ví dụ: 500 g, 500 ml.")),
    "thanh_phan": (_l("Thành phần"), _l("Kể thứ nhiều trước, thứ ít sau. Ví dụ: gạo nếp 70 %, đường, gừng.")),
    "dinh_duong": (_l("Thành phần dinh dưỡng"), _l("Nếu nhãn có ghi: năng lượng, chất đạm, chất béo…")),
    "ngay_san_xuat": (
        _l("Ngày sản xuất in ở chỗ nào trên bao bì"),
        _l("Không cần ghi ngày, chỉ cần cho biết chỗ in. Ví dụ: dưới đáy hộp."),
    ),
    "han_su_dung": (_l("Hạn sử dụng"), _l("Dùng được bao lâu. Ví dụ: 12 tháng kể từ ngày sản xuất.")),
    "canh_bao": (
        _l("Cảnh báo"),
        _l("Ai không nên dùng, cần tránh điều gì. Ví dụ: có chứa đậu phộng, không dùng khi bao bì rách."),
    ),
    "huong_dan_su_dung": (_l("Cách dùng"), _l("Ví dụ: pha 1 túi với 200 ml nước sôi, đợi 5 phút.")),
    "huong_dan_bao_quan": (_l("Cách bảo quản"), _l("Ví dụ: để nơi khô, mát; mở ra dùng trong 7 ngày.")),
    "huong_dan_su_dung_bao_quan": (
        _l("Cách dùng và giữ gìn"),
        _l("Ví dụ: lau khăn khô, phơi nơi râm mát, tránh ẩm."),
    ),
    "chat_lieu": (_l("Chất liệu"), _l("Làm bằng gì. Ví dụ: cói Nga Sơn, sợi đay.")),
    "thong_so_ky_thuat": (_l("Kích thước, quy cách"), _l("Dài, rộng, cao, nặng. Ví dụ: 1,6 m × 2 m.")),
    "nam_san_xuat": (_l("Năm sản xuất"), _l("Ví dụ: 2026.")),
    "ham_luong_etanol": (_l("Hàm lượng etanol"), _l("Độ rượu ghi trên nhãn. Ví dụ: 29 % thể tích.")),
    "ma_lo": (_l("Mã lô in ở chỗ nào"), _l("Nếu có. Ví dụ: trên cổ chai.")),
}

# kind → (name, what it is)
PAPERS = {
    "ocop": (_l("Giấy chứng nhận OCOP"), _l("Quyết định công nhận sao của Ủy ban nhân dân, còn hạn.")),
    "ban_tu_cong_bo": (_l("Bản tự công bố sản phẩm"), _l("Giấy chị tự công bố và nộp cho cơ quan quản lý.")),
    "dang_ky_ban_cong_bo": (
        _l("Giấy tiếp nhận đăng ký bản công bố"),
        _l("Dùng cho thực phẩm bảo vệ sức khỏe."),
    ),
    "phieu_kiem_nghiem": (_l("Phiếu kiểm nghiệm"), _l("Kết quả phòng kiểm nghiệm, không quá 12 tháng.")),
    "giay_attp": (_l("Giấy chứng nhận đủ điều kiện an toàn thực phẩm"), _l("Cấp cho cơ sở của chị.")),
    "ban_cam_ket_attp": (
        _l("Bản cam kết an toàn thực phẩm"),
        _l("Dùng cho hộ làm nhỏ lẻ, nộp tại xã, phường."),
    ),
    "haccp_iso": (_l("Chứng nhận GMP, HACCP hoặc ISO 22000"), _l("Nếu cơ sở có.")),
    "giay_phep_san_xuat_ruou": (_l("Giấy phép sản xuất rượu"), _l("Do cơ quan có thẩm quyền cấp.")),
    "giay_khac": (_l("Giấy khác"), _l("Nhãn hiệu, chỉ dẫn địa lý, giải thưởng…")),
}

PARTS = {
    "photos": _l("Ảnh"),
    "name": _l("Tên hàng"),
    "description": _l("Lời giới thiệu"),
    "category": _l("Nhóm hàng"),
    "label": _l("Thông tin nhãn"),
    "variants": _l("Các cỡ và giá"),
    "papers": _l("Giấy tờ"),
    "delivery": _l("Giao hàng"),
    "other": _l("Việc khác"),
}

# state → (tone of the badge, words for the seller)
PRODUCT_STATES = {
    states.DRAFT: ("plain", _l("Bản nháp")),
    states.SUBMITTED: ("wait", _l("Đang chờ Hội duyệt")),
    states.CHANGES_ASKED: ("stop", _l("Hội đề nghị sửa")),
    states.LIVE: ("done", _l("Đang bán")),
    states.HIDDEN: ("plain", _l("Đang tạm ẩn")),
    states.BLOCKED: ("stop", _l("Bị tạm dừng bán")),
    states.DISCARDED: ("plain", _l("Đã bỏ")),
}

DELIVERY_SCOPES = {
    "nationwide": _l("Gửi được cả nước"),
    "province": _l("Chỉ giao trong tỉnh"),
    "commune": _l("Chỉ giao trong xã, phường của gian hàng"),
}
CONTENT_UNITS = {"g": _l("gam (g)"), "ml": _l("mililít (ml)"), "piece": _l("cái, chiếc, túi nhỏ")}
HEALTH_CLAIMS = {
    "cure": _l("nghe như thuốc chữa bệnh; thực phẩm và thảo mộc không được quảng cáo như vậy"),
    "superlative": _l("nói hơn hẳn nơi khác; chỉ được viết khi có giấy tờ chứng minh"),
}


def category_name(category: Category) -> str:
    """A category in the visitor's language."""
    return category.name_en if str(get_locale()) == "en" else category.name


def label_group_name(code: str | None) -> str:
    """A label group in words."""
    return str(LABEL_GROUPS.get(code or "", ""))


def label_field_name(code: str) -> str:
    """A label field in words."""
    known = LABEL_FIELDS.get(code)
    return str(known[0]) if known else code


def label_field_hint(code: str) -> str:
    """What to write into a label field."""
    known = LABEL_FIELDS.get(code)
    return str(known[1]) if known else ""


def paper_name(kind: str) -> str:
    """A kind of paper in words."""
    known = PAPERS.get(kind)
    return str(known[0]) if known else kind


def any_paper_name(kinds: Iterable[str]) -> str:
    """«A hoặc B»: any of several papers."""
    return str(_(" hoặc ")).join(paper_name(kind) for kind in PAPERS if kind in set(kinds))


def part_name(part: str) -> str:
    """A part of a listing in words."""
    return str(PARTS.get(part, part))


def delivery_scope_name(scope: str) -> str:
    """How far a product may travel, in words."""
    return str(DELIVERY_SCOPES.get(scope, ""))


def public_label(content: dict[str, Any]) -> list[tuple[str, str]]:
    """(name, text) rows of «Thông tin nhãn», as a customer sees a revision's content."""
    shown = public_fields(content["label_group"] or "", content["label"])
    return [(label_field_name(code), text) for code, text in shown]


def delivery_words(content: dict[str, Any]) -> list[str]:
    """The delivery limits of a revision's content, one sentence each."""
    words = [delivery_scope_name(content["delivery_scope"])]
    if content["max_transit_days"]:
        words.append(str(_("Vận chuyển tối đa %(days)d ngày", days=content["max_transit_days"])))
    if content["keeps_cold"]:
        words.append(str(_("Phải giữ lạnh khi đi đường")))
    return words


def unit_price_words(price: UnitPrice | None) -> str:
    """«42.500đ / 100 g», or nothing."""
    if price is None:
        return ""
    units = {"g": ("kg", "100 g"), "ml": (str(_("lít")), "100 ml")}
    per = str(_("cái")) if price.unit == "piece" else units[price.unit][0 if price.per == 1000 else 1]
    return f"{dong(price.dong)} / {per}"


def dong_in_words(amount: int | None) -> str:
    """«150.000đ: một trăm năm mươi nghìn đồng», to read back what was typed."""
    if amount is None:
        return ""
    words = str(n2w(str(amount))).replace(" lẽ ", " linh ")
    return str(_("%(amount)s: %(words)s đồng", amount=dong(amount), words=words))


def has_ended(expires_on: str | None) -> bool:
    """Whether a certificate of a revision's content has expired."""
    return expires_on is not None and expires_on < today().isoformat()
