"""The texts this version ships say what it does."""

import pytest

from marketplace.rules.policy_pages import LOCALES, PRIVACY, RANKING, SLUGS, default_text
from marketplace.rules.reference import RULES

RULES_OF_WORK, RIGHTS_OF_SELLERS = "quy-che-hoat-dong", "quyen-nghia-vu-nguoi-ban"


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("slug", SLUGS)
def test_every_page_has_a_title_and_a_body(locale: str, slug: str) -> None:
    title, body = default_text(slug, locale)
    assert title and len(body) > 200


@pytest.mark.parametrize(("locale", "at_once"), [("vi", "tạm dừng ngay"), ("en", "at once")])
@pytest.mark.parametrize("slug", [RULES_OF_WORK, RIGHTS_OF_SELLERS])
def test_a_shop_may_be_stopped_at_once_and_else_after_the_days_of_the_law(locale: str, at_once: str, slug: str) -> None:
    [days] = [value for code, value, *_ in RULES if code == "platform.seller_notice_days"]
    [said] = [line for line in default_text(slug, locale)[1].splitlines() if f"{days} " in line and at_once in line]
    assert "cơ quan nhà nước" in said or "authority" in said


@pytest.mark.parametrize(
    ("locale", "near", "says_so"), [("vi", "gần giống", "không có món đúng"), ("en", "close", "page says so")]
)
def test_the_order_of_near_finds_is_disclosed(locale: str, near: str, says_so: str) -> None:
    body = default_text(RANKING, locale)[1]
    assert near in body and says_so in body


@pytest.mark.parametrize(("locale", "asked"), [("vi", "chỉ hỏi khi chị đồng ý riêng"), ("en", "separate consent")])
def test_nothing_is_said_to_be_asked_that_is_not(locale: str, asked: str) -> None:
    assert asked not in default_text(PRIVACY, locale)[1]
