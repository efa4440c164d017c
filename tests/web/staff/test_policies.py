"""Publishing policy texts through the pages."""

from datetime import timedelta

import pytest
from flask import Flask

from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.rules.models import PolicyText
from marketplace.rules.queries import get_policy
from tests.builders import make_operator, make_province_officer
from tests.pages import Browser
from tests.visitors import Visitor

SLUG = "kiem-hang"


@pytest.fixture
def page(app: Flask, visitor: Visitor) -> Browser:
    with transaction():
        person = make_operator()
    return Browser(visitor.sign_in(person)).open("/staff/policies")


def versions() -> int:
    return session.query(PolicyText).filter_by(slug=SLUG, locale="vi").count()


def test_all_thirteen_are_listed(page: Browser) -> None:
    links = [href for href, _ in page._read.links if href.startswith("/staff/policies/")]
    assert len(links) == 13


def test_a_new_version_is_public_at_once_with_its_change(page: Browser, new_visitor) -> None:  # type: ignore[no-untyped-def]
    page.follow("Kiểm hàng trước khi nhận").press(
        "Công bố bản mới", title_vi="Kiểm hàng khi nhận", body_vi="## Mới\n- một <b>ý</b>", change_note="Viết gọn"
    )
    page.sees("Đã công bố bản mới", "Bản 2")
    public = Browser(new_visitor()).open(f"/policies/{SLUG}").sees("Kiểm hàng khi nhận", "Mới", "Viết gọn", "Bản 1")
    assert "&lt;b&gt;ý&lt;/b&gt;" in public.html
    public.follow("Bản 1").sees("Đây là bản cũ", "Kiểm hàng trước khi nhận")
    assert public.open("/policies").has_link("Kiểm hàng khi nhận")


def test_looking_first_publishes_nothing(page: Browser) -> None:
    page.open(f"/staff/policies/{SLUG}").press("Xem trước", body_vi="## Đề mục mới", change_note="Thử")
    page.sees("Xem trước", "Đề mục mới")
    assert versions() == 1


def test_a_version_may_begin_later(page: Browser, visitor: Visitor) -> None:
    day = today() + timedelta(days=10)
    page.open(f"/staff/policies/{SLUG}").press(
        "Công bố bản mới", title_vi="Tên sau này", effective_on=f"{day:%d/%m/%Y}", change_note="Sau này"
    )
    page.sees("Đã công bố bản mới", f"{day:%d/%m/%Y}")
    assert get_policy(SLUG, "vi").version == 1 and versions() == 2
    page.open("/staff/policies").sees("sắp có hiệu lực")
    Browser(visitor).open(f"/policies/{SLUG}?version=2").sees("Bản này chưa có hiệu lực", "Tên sau này")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"change_note": ""}, "Vui lòng ghi ngắn gọn đã đổi điều gì"),
        ({"title_vi": "", "change_note": "x"}, "Vui lòng nhập tên trang"),
        ({"body_en": "", "change_note": "x"}, "Vui lòng ghi nội dung"),
        ({"effective_on": "mai", "change_note": "x"}, "theo kiểu 21/11/2026"),
        ({"effective_on": "01/01/2020", "change_note": "x"}, "Sớm nhất là ngày"),
    ],
)
def test_bad_input_is_answered_kept_and_not_published(page: Browser, typed: dict[str, str], words: str) -> None:
    page.open(f"/staff/policies/{SLUG}").press("Công bố bản mới", **{"body_vi": "Giữ lại", **typed})
    page.sees(words, "Giữ lại", status=422)
    assert versions() == 1


def test_unknown_pages_and_other_parts(page: Browser, visitor: Visitor, new_visitor) -> None:  # type: ignore[no-untyped-def]
    assert visitor.get("/staff/policies/khong-co").status_code == 404
    with transaction():
        officer = make_province_officer()
    other = new_visitor().sign_in(officer)
    assert other.get("/staff/policies").status_code == 403
    assert other.post(f"/staff/policies/{SLUG}", {"title_vi": "x"}).status_code == 403
    assert versions() == 1
