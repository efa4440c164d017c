"""With a script, typed words outlive a lost line, Stop, Back, an expired session and a closed page (8.8)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from marketplace.accounts.models import SignIn
from marketplace.accounts.services.sessions import end_sign_in
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from tests.browser.screen import Screen
from tests.browser.town import sign_in
from tests.journeys import sellers
from tests.journeys.market import Stall, two_stalls
from tests.purchases import make_order

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]
STORY = "Ba đời trồng sâm Báo ở núi Báo."
RESTORED = "Những chữ chưa gửi lần trước vẫn còn đây."


@pytest.fixture
def stalls(site: str) -> tuple[Stall, Stall]:
    built = two_stalls()
    session.rollback()
    return built


@pytest.fixture
def stall(stalls: tuple[Stall, Stall]) -> Stall:
    return stalls[0]


@pytest.fixture
def seller(new_screen: Callable[..., Screen], stall: Stall) -> Screen:
    screen = new_screen()
    sign_in(screen.page.context, screen.origin, stall.owner)
    return screen


def typed(seller: Screen, path: str, name: str, words: str) -> Page:
    page = seller.open(path).page
    page.locator(f"[name={name}]").fill(words)
    return page


def value(seller: Screen, path: str, name: str) -> str:
    return seller.open(path).page.locator(f"[name={name}]").input_value()


def test_words_stay_until_they_are_saved_and_then_go(seller: Screen) -> None:
    """Left by a link; a line that breaks; saved; the next visit starts with what is stored."""
    page = typed(seller, "/seller/shop/story", "tagline", STORY)
    page.get_by_role("link", name="Thôi, quay lại").click()
    page.wait_for_url("**/seller/shop")
    assert value(seller, "/seller/shop/story", "tagline") == STORY and RESTORED in seller.text
    page.route(
        "**/seller/shop/story", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    page.get_by_role("button", name="Lưu").click(no_wait_after=True)
    page.wait_for_timeout(300)
    page.unroute("**/seller/shop/story")
    assert value(seller, "/seller/shop/story", "tagline") == STORY
    seller.press("Lưu").sees("Đã lưu.")
    page.go_back(wait_until="load")
    assert value(seller, "/seller/shop/story", "tagline") == STORY and RESTORED not in seller.text
    seller.faults.clear()


def test_the_next_new_product_starts_empty_and_a_refused_one_goes_on(seller: Screen) -> None:
    page = typed(seller, "/seller/products/new", "name", "Sâm Báo khô")
    seller.press("Lưu")  # no photograph, no price: refused
    assert seller.status == 422 and page.locator("[name=name]").input_value() == "Sâm Báo khô"
    assert value(seller, "/seller/products/new", "name") == "Sâm Báo khô", "though the answer was left"
    page.get_by_role("button", name="Bỏ đi").click()
    assert value(seller, "/seller/products/new", "name") == ""
    seller.faults.clear()


def test_an_ended_session_and_another_person(seller: Screen, stalls: tuple[Stall, Stall]) -> None:
    typed(seller, "/seller/shop/story", "tagline", STORY)
    with transaction():
        for row in session.query(SignIn):
            end_sign_in(row, "idle")
    session.rollback()
    seller.page.get_by_role("button", name="Lưu").click()
    seller.page.wait_for_url("**/sign-in?**")
    sign_in(seller.page.context, seller.origin, stalls[1].owner)
    assert value(seller, "/seller/shop/story", "tagline") == "", "another person's words are not hers"


def test_a_request_that_hangs_leaves_a_button_that_works(seller: Screen) -> None:
    page = seller.page
    page.clock.install()
    typed(seller, "/seller/shop/story", "tagline", STORY)
    page.evaluate("addEventListener('submit', (event) => event.preventDefault(), { once: true })")  # no answer comes
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator("button[aria-busy]")).to_have_text("Đang lưu…")
    page.clock.fast_forward(15_100)
    expect(page.locator(".submit button").first).to_have_text("Lưu")
    expect(page.locator(".unanswered")).to_contain_text("Chưa thấy trả lời")
    expect(page.locator(".unanswered")).to_contain_text("bấm lần nữa không thành hai lần")
    seller.press("Lưu").sees("Đã lưu.")
    assert value(seller, "/seller/shop/story", "tagline") == STORY and RESTORED not in seller.text


def test_a_double_tap_does_one_step(seller: Screen, stall: Stall) -> None:
    """What the first tap opened, or led to, does not take the second one, though it stands at the same spot (8.9)."""
    with transaction():
        part = make_order((stall.goods, 1)).shop_orders[0]
    page = seller.open(f"/seller/orders/{part.number}").page
    spot = page.get_by_role("button", name="Nhận đơn").bounding_box()
    assert spot is not None
    x, y = spot["x"] + spot["width"] / 2, spot["y"] + spot["height"] / 2
    with page.expect_navigation(wait_until="load"):
        page.mouse.click(x, y)
    page.mouse.click(x, y)
    page.wait_for_timeout(400)
    assert page.get_by_role("button", name="Đã đóng gói xong").is_visible() and "Đã nhận đơn." in seller.text
    sellers.send(seller)
    page.wait_for_timeout(1000)
    spot = page.locator(".action-bar .sure summary").bounding_box()
    assert spot is not None
    for _tap in range(2):
        page.mouse.click(spot["x"] + spot["width"] / 2, spot["y"] + spot["height"] / 2)
    page.wait_for_timeout(400)
    assert page.get_by_role("button", name="Đã giao, đã thu").is_visible()
