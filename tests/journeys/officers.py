"""What an officer of the Union does in her browser: sign in with two steps."""

import re

import pyotp

from marketplace.people.models import Person
from tests.journeys.sellers import sign_in as sign_in_by_password
from tests.pages import Browser


def sign_in(browser: Browser, person: Person) -> Browser:
    """Come in for the first time: password, then the second step is set up with an authenticator."""
    sign_in_by_password(browser, person)
    assert "Bật bước xác nhận thứ hai" in browser.text, browser.text[:400]
    [secret] = re.findall(r'data-copy="([A-Z2-7]{16,})"', browser.html)
    browser.press("Bật bước xác nhận thứ hai", digits=pyotp.TOTP(secret).now())
    assert "Mã dự phòng" in browser.text, browser.text[:400]
    return browser.follow("Tôi đã cất kỹ, tiếp tục")
