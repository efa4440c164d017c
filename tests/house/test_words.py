"""Words that read badly stay away from every page; docs/glossary.md says what is said instead (8.17)."""

import re

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

from config import ROOT
from marketplace.rules.policy_pages import TEXTS
from tests.house.test_translations import KEYWORDS, _first, _is_ours

NOT_SAID = {  # what is not said: what is said instead
    "[«»]": "“…”",
    "Mời ghi": "Vui lòng nhập, Vui lòng ghi",
    "[Tt]in báo": "thông báo",
    "[Tt]hư điện tử": "email",
    "[Bb]ước xác nhận thứ hai": "xác minh 2 bước",
    "niêm kín|được niêm phong|thông tin niêm phong": "giữ kín",
    "Chữ thường": "Cỡ vừa",
    r"\b[Kk]ệ\b": "danh mục",
    "Mới bày": "Hàng mới về",
    "Về món này": "Mô tả",
    "[Nn]ơi làm ra": "nơi sản xuất",
    "Đi đường": "Vận chuyển",
    "Phần của gian hàng này": "Cộng kiện này",
    "Dự kiến giao(?! hàng)": "Dự kiến nhận hàng",
    "đúng chủ tài khoản": "gõ mật khẩu để xác nhận",
    "Loại, giá và quy cách": "Các cỡ và giá",
    "nơi gửi": "mã gửi hàng",
    "Giờ mở cửa": "Giờ nghe máy",
    "Tạm ẩn, không bán nữa": "Tạm ẩn, khách không thấy",
    "Chép địa chỉ": "Sao chép địa chỉ",
    "Ra gian hàng chung": "Xem trang khách mua",
    "[Ss]ố đầu kỳ": "số liệu gốc trước Đề án",
    "Tư cách": "Loại hình",
    "Giao việc": "Phân công",
    "Quyền hạn": "Phân quyền",
    "[Nn]gười vận hành": "quản trị hệ thống",
    "[Tt]iền chưa rõ": "tiền chưa xác định được đơn",
    "Lập lúc|giờ Việt Nam": "Ngày lập",
    "Số chị có đơn|Doanh thu của chị em": "Số phụ nữ …, Doanh thu của phụ nữ …",
}
TO_CUSTOMERS = ("templates/storefront/cart", "templates/storefront/checkout", "templates/storefront/orders")
TO_CUSTOMERS += ("templates/storefront/pay", "templates/storefront/search", "templates/storefront/categories")


@pytest.fixture(scope="module")
def sentences() -> set[tuple[str, str]]:
    with (ROOT / "translations/babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(str(ROOT), methods, options, keywords=KEYWORDS, directory_filter=_is_ours)
    return {(path, _first(message)) for path, _line, message, _comments, _context in found if message}


def test_what_reads_badly_is_said_nowhere(sentences: set[tuple[str, str]]) -> None:
    said = {text for _path, text in sentences}
    said |= {path.read_text().replace("nơi gửi, nơi nhận", "") for path in (TEXTS / "vi").glob("*.txt")}
    wrong = [(text, instead) for text in said for words, instead in NOT_SAID.items() if re.search(words, text)]
    assert wrong == []


def test_customers_are_called_quy_khach(sentences: set[tuple[str, str]]) -> None:
    """«Chị» to a customer is a seller or the women who sell; she herself is «quý khách»."""
    of_sellers = "chị em|các chị|hỏi chị|chị bán|tên chị|của chị khác|gặp chị"
    texts = {text for path, text in sentences if path.startswith(TO_CUSTOMERS)}
    wrong = [text for text in texts if re.search(r"\b[Cc]hị\b", re.sub(of_sellers, "", text, flags=re.IGNORECASE))]
    assert len(texts) > 150 and wrong == []
