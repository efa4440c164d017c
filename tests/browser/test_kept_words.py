"""With a script, typed words outlive a lost line, Stop, Back, an expired session and a closed page (8.8)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from marketplace.accounts.models import SignIn
from marketplace.accounts.queries import find_account_of
from marketplace.accounts.services.sessions import end_sign_in
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from tests.browser.screen import Screen
from tests.browser.town import sign_in
from tests.builders import HAC_THANH, PASSWORD
from tests.journeys import customers, sellers
from tests.journeys.market import Stall, two_stalls
from tests.purchases import make_order
from tests.sellers.applicants import make_draft

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]
STORY = "Ba đời trồng sâm Báo ở núi Báo."
RESTORED = "Những chữ chưa gửi lần trước vẫn còn đây."
IN_HAC_THANH = ("Phường Hạc Thành, tỉnh Thanh Hóa", HAC_THANH, "38")
HOAN_KIEM = ("Phường Hoàn Kiếm, thành phố Hà Nội", "00070", "01")


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
    page.locator("[name=photo]").set_input_files([{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"}])
    seller.press("Lưu")  # no price: refused
    assert seller.status == 422 and page.locator("[name=name]").input_value() == "Sâm Báo khô"
    assert value(seller, "/seller/products/new", "name") == "Sâm Báo khô", "though the answer was left"
    assert "Ảnh, giấy tờ đã chọn thì không giữ lại được" in seller.text, "and says what is not there"
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


def place(page: Page) -> tuple[str, str, str]:
    """What a form would send of a place: her words, the code and the province."""
    names = ("place", "commune", "province")
    return tuple(page.locator(f"[name={name}]").input_value() for name in names)  # type: ignore[return-value]


def choose_place(page: Page, typed: str, name: str) -> None:
    page.get_by_role("combobox", name="Xã, phường").fill(typed)
    page.get_by_role("option", name=name).first.click()


def test_a_place_is_kept_whole_over_back_and_a_broken_line(new_screen: Callable[..., Screen], stall: Stall) -> None:
    """Her words, the commune's code and the province come back together; words without their code stay so (8.8)."""
    screen = customers.put_in_cart(new_screen(), stall.page).open("/checkout")
    page = screen.page
    choose_place(page, "hoan kiem", "Phường Hoàn Kiếm, thành phố Hà Nội")
    page.route("**/checkout/review", lambda route: route.abort())
    page.get_by_role("button", name="Xem lại đơn hàng").click(no_wait_after=True)
    page.wait_for_timeout(300)
    page.unroute("**/checkout/review")
    assert place(screen.open("/checkout").page) == HOAN_KIEM and RESTORED in screen.text
    for name, words in (("name", "Lê Thị Hoa"), ("phone", "0912000777"), ("address_line", "12 phố Huế")):
        page.locator(f"[name={name}]").fill(words)
    screen.press("Xem lại đơn hàng").sees("12 phố Huế")
    page.go_back(wait_until="load")
    page.wait_for_timeout(200)
    assert place(page) == HOAN_KIEM
    page.get_by_role("button", name="Bỏ đi").click()
    assert place(page)[:2] == ("", "")
    page.get_by_role("combobox", name="Xã, phường").fill("dong son")
    page.goto(f"{screen.origin}/products")
    assert place(screen.open("/checkout").page)[:2] == ("dong son", "")
    screen.faults.clear()


def enter(screen: Screen, person: Person) -> None:
    """Sign in by the page: what the account put aside comes along."""
    account = find_account_of(person.id)
    assert account is not None
    phone = "0" + account.phone[3:]
    session.rollback()
    screen.open("/sign-in").press("Đăng nhập", phone=phone, password=PASSWORD)


def test_the_newest_words_stand_and_the_others_are_offered(new_screen: Callable[..., Screen], site: str) -> None:
    """What the server put aside gives way to what she typed after that, and only to that (8.8)."""
    applicant = make_draft().person
    session.rollback()
    screen = new_screen()
    page, path = screen.page, "/seller/apply/place"
    enter(screen, applicant)
    typed(screen, path, "address_line", "Thôn cũ")
    screen.press("Để sau, làm tiếp lúc khác")
    assert value(screen, path, "address_line") == "Thôn cũ" and RESTORED not in screen.text
    choose_place(page, "hac thanh", "Phường Hạc Thành, tỉnh Thanh Hóa")
    page.locator("[name=address_line]").fill("Thôn mới")
    page.context.clear_cookies(name="sid")
    screen.press("Lưu và tiếp tục")
    enter(screen, applicant)
    assert value(screen, path, "address_line") == "Thôn mới" and place(page) == IN_HAC_THANH
    other = new_screen()  # another device, later
    enter(other, applicant)
    typed(other, path, "address_line", "Thôn ba")
    other.press("Để sau, làm tiếp lúc khác")
    page.context.clear_cookies(name="sid")
    enter(screen, applicant)
    assert value(screen, path, "address_line") == "Thôn ba" and "“Thôn mới”" in screen.text
    page.get_by_role("button", name="Lấy lại những chữ này").click()
    assert page.locator("[name=address_line]").input_value() == "Thôn mới"
    screen.press("Lưu và tiếp tục")
    assert value(screen, path, "address_line") == "Thôn mới" and "Máy này còn giữ" not in screen.text
    screen.faults.clear()
