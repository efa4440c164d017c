"""Certificates as PDF: a page each, Vietnamese letters, a code that leads to the page where it is checked."""

from dataclasses import replace
from io import BytesIO

import pypdf

from marketplace.reporting.certificate_pdf import Paper, certificates_pdf
from tests.reporting.papers import codes_on

PAPER = Paper(
    issuer="Hội LHPN xã Biện Thượng",
    title="Giấy chứng nhận",
    awarded_to="Chứng nhận chị",
    name="Nguyễn Thị Thùy Dương",
    born="Sinh năm 1985",
    completed="đã hoàn thành lớp tập huấn",
    course="Bán hàng qua Zalo và mạng xã hội cho hội viên phụ nữ",
    held="từ ngày 01/11/2026 đến ngày 03/11/2026, Nhà văn hóa thôn Đông",
    dated="Ngày 05 tháng 11 năm 2026",
    number="Số: CN261105-7K2M9P",
    check="Quét mã hoặc mở trang dưới đây để kiểm tra:",
    address="https://gianhang.example.vn/certificates/CN261105-7K2M9P",
)


def test_each_has_a_page_with_its_words() -> None:
    reader = pypdf.PdfReader(BytesIO(certificates_pdf([PAPER, replace(PAPER, name="Lê Thị Mận")])))
    first, second = (page.extract_text() for page in reader.pages)
    for words in (PAPER.name, PAPER.course, PAPER.held, PAPER.number, PAPER.issuer.upper(), "GIẤY CHỨNG NHẬN"):
        assert words in first, words
    assert "Lê Thị Mận" in second and PAPER.name not in second


def test_a_long_name_stays_on_its_page() -> None:
    [page] = pypdf.PdfReader(BytesIO(certificates_pdf([replace(PAPER, name="Nguyễn " * 17, course="Lớp " * 60)]))).pages
    assert "Nguyễn" in page.extract_text()


def test_its_code_leads_to_the_page_where_it_is_checked() -> None:
    [page] = pypdf.PdfReader(BytesIO(certificates_pdf([PAPER]))).pages
    assert codes_on(page) == [PAPER.address]
