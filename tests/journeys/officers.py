"""What an officer of the Union does in her browser: sign in with two steps."""

import re

import pyotp

from marketplace.core.clock import today
from marketplace.people.models import Person
from tests.journeys.sellers import sign_in as sign_in_by_password
from tests.pages import Browser


def sign_in(browser: Browser, person: Person) -> Browser:
    """Come in for the first time: password, then the second step is set up with an authenticator."""
    sign_in_by_password(browser, person)
    assert "Bật xác minh 2 bước" in browser.text, browser.text[:400]
    [secret] = re.findall(r'data-copy="([A-Z2-7]{16,})"', browser.html)
    browser.press("Bật xác minh 2 bước", digits=pyotp.TOTP(secret).now())
    assert "Mã dự phòng" in browser.text, browser.text[:400]
    return browser.follow("Tôi đã cất kỹ, tiếp tục")


def approve_application(officer: Browser, name: str) -> Browser:
    """Look at every paper, mark each requirement, and approve."""
    officer.open("/staff").follow("Hồ sơ").follow(name)
    for opening in dict.fromkeys(re.findall(r'href="(/staff/applications/[^"]+/papers/\d+/open)"', officer.html)):
        officer.open(opening)
        [paper] = set(re.findall(r'src="(/staff/applications/[^"]+/papers/\d+)"', officer.html))
        assert officer.fetch(paper)[0] == "image/jpeg"
    assert not officer.has_button("Duyệt hồ sơ")
    while officer.has_button("Đã xem, đúng"):
        officer.press("Đã xem, đúng").sees("Đã ghi:")
    return officer.press("Duyệt hồ sơ", vouch=["person", "papers", "willing"]).sees("Đã duyệt. Chị ấy được báo tin")


def approve_listing(officer: Browser, name: str) -> Browser:
    """Read the listing beside its rules, and let it be sold."""
    officer.open("/staff").follow("Duyệt sản phẩm").follow(name)
    boxes = officer.form("Duyệt, cho đăng bán").choices["vouch"]
    return officer.press("Duyệt, cho đăng bán", vouch=boxes).sees(f"Đã duyệt “{name}”.")


def record_support(officer: Browser, phone: str, name: str) -> Browser:
    """Write down what the programme gave a woman, having found her by phone first."""
    officer.open("/staff").follow("Lượt hỗ trợ").follow("Ghi nhận hỗ trợ")
    officer.press("Tìm", q=phone).follow(name)
    officer.press(
        "Lưu lượt hỗ trợ", programme="2415", kind="grant", aim="trade", given_on="31/02/2026", amount="10 triệu"
    )
    officer.sees("Không có ngày 31/02/2026 trong lịch", status=422)
    officer.press("Lưu lượt hỗ trợ", given_on=f"{today():%d/%m/%Y}", idea="Sâm Báo sạch")
    return officer.sees(f"Đã ghi lượt hỗ trợ cho chị {name}.", "10.000.000đ")
