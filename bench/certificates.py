"""500 certificates of one class as one PDF file, each with its code to the page where it is checked."""

import time
from collections.abc import Iterator

from bench.claims import Claim
from bench.shop import Shop
from marketplace.reporting.certificate_pdf import Paper, certificates_pdf

MANY, MOST = 500, 60.0  # seconds


def run(_shop: Shop) -> Iterator[Claim]:
    """The papers alone: what a class says of them is read in a few statements."""
    began = time.perf_counter()
    content = certificates_pdf([_paper(n) for n in range(MANY)])
    took = time.perf_counter() - began
    measured = f"{took:.1f} s, {len(content) / 1_000_000:.1f} MB"
    yield Claim(f"{MANY} certificates as PDF", f"≤ {MOST:.0f} s", measured, took <= MOST)


def _paper(n: int) -> Paper:
    number = f"CN261105-{n:06}"
    return Paper(
        issuer="Hội LHPN xã Biện Thượng",
        title="Giấy chứng nhận",
        awarded_to="Chứng nhận chị",
        name=f"Nguyễn Thị Thùy Dương {n}",
        born="Sinh năm 1985",
        completed="đã hoàn thành lớp tập huấn",
        course="Bán hàng qua Zalo và mạng xã hội cho hội viên phụ nữ",
        held="từ ngày 01/11/2026 đến ngày 03/11/2026, Nhà văn hóa thôn Đông",
        dated="Ngày 05 tháng 11 năm 2026",
        number=f"Số: {number}",
        check="Quét mã hoặc mở trang dưới đây để kiểm tra:",
        address=f"https://gianhang.example.vn/certificates/{number}",
    )
