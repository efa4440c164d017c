"""What scripts add to pages that work without them: finding a commune, counting, one order for two taps, live news."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Route, expect

from marketplace.catalog.models import Variant
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.orders.models import Order
from tests.browser.screen import Screen
from tests.browser.town import sign_in
from tests.builders import make_live, set_stock
from tests.journeys import customers
from tests.journeys.applicants import photo_file
from tests.journeys.market import Stall, two_stalls
from tests.journeys.outside import bank_reports
from tests.purchases import make_order

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]


@pytest.fixture
def stall(site: str) -> Stall:
    built = two_stalls()[0]
    session.rollback()
    return built


@pytest.fixture
def customer(new_screen: Callable[..., Screen], stall: Stall) -> Screen:
    return customers.put_in_cart(new_screen(), stall.page)


def seller_at(screen: Screen, stall: Stall) -> Screen:
    sign_in(screen.page.context, screen.origin, stall.owner)
    return screen


def count_orders() -> int:
    session.rollback()
    number = session.query(Order).count()
    session.rollback()
    return number


def place_box(screen: Screen) -> Locator:
    """The box in which she names her commune."""
    return screen.page.get_by_role("combobox", name="Xã, phường")


def type_place(screen: Screen, typed: str) -> Locator:
    """Name it in the box of the cart's page, and wait for what is offered."""
    box = place_box(screen.open("/cart"))
    box.fill(typed)
    screen.page.locator(".list-box [role=option]").first.wait_for()
    return box


def taken(screen: Screen) -> str:
    """The code of the commune that the form would send."""
    return screen.page.locator("input[name=commune]").input_value()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("hac thanh", "Phường Hạc Thành"),
        ("Hạc Thành", "Phường Hạc Thành"),
        ("bien thuong", "Xã Biện Thượng"),
        ("vinh hung", "Xã Biện Thượng"),  # as it was called before July 2025
    ],
)
def test_a_commune_is_found_by_any_of_its_names(customer: Screen, typed: str, found: str) -> None:
    page = customer.open("/cart").page
    page.get_by_role("combobox", name="Xã, phường").fill(typed)
    page.get_by_role("option", name=found).first.click()
    customer.press("Xem phí giao").sees(found, "Dự kiến nhận hàng")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("hac thanh", ["Phường Hạc Thành, tỉnh Thanh Hóa"]),  # not «Thạch …»: words are met at their beginning
        (
            "Vĩnh Hùng huyện Vĩnh Lộc",
            [
                "Xã Biện Thượng, tỉnh Thanh Hóa" + "trước là xã Vĩnh Hùng, huyện Vĩnh Lộc",
                "Xã Vĩnh Lộc, tỉnh Thanh Hóa" + "trước là xã Vĩnh Hưng, huyện Vĩnh Lộc",
            ],
        ),
    ],
)
def test_only_what_was_typed_is_offered(customer: Screen, typed: str, offered: list[str]) -> None:
    type_place(customer, typed)
    assert customer.page.locator(".list-box [role=option]").all_text_contents() == offered


def test_the_former_ward_is_offered_beside_the_ward_of_today_that_bears_its_name(customer: Screen) -> None:
    """«Đông Sơn»: a ward of today, a former ward of the city and one of Bỉm Sơn; none is taken for her."""
    box = type_place(customer, "Đông Sơn")
    former = customer.page.get_by_role("option", name="trước là phường Đông Sơn, thành phố Thanh Hóa")
    expect(former).to_contain_text("Phường Hạc Thành")
    box.blur()
    assert taken(customer) == ""
    box.click()
    former.click()
    assert taken(customer) == "14797" and box.input_value() == "Phường Hạc Thành, tỉnh Thanh Hóa"
    customer.press("Xem phí giao").sees("Phường Hạc Thành")


def test_the_chosen_province_comes_first(customer: Screen) -> None:
    type_place(customer, "Vĩnh Hưng")
    first, *others = customer.page.locator(".list-box [role=option]").all_text_contents()
    assert "trước là xã Vĩnh Hưng, huyện Vĩnh Lộc" in first
    assert any("thành phố Hà Nội" in other for other in others), "and hides nobody else's"


def test_a_commune_elsewhere_says_where_and_brings_its_province(customer: Screen) -> None:
    page = customer.open("/cart").page
    place_box(customer).fill("hoan kiem")
    page.get_by_role("option", name="Phường Hoàn Kiếm, thành phố Hà Nội").click()
    assert page.locator("select[name=province] option:checked").text_content() == "Thành phố Hà Nội"
    customer.press("Xem phí giao").sees("Phường Hoàn Kiếm")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("bien thuong", "15382"),  # to the letter, and nothing else is called so
        ("bien thu", ""),  # the only one found
        ("Phường Biện Thượng", ""),  # another kind of unit
        ("vinh hung vinh loc", ""),  # former communes
        ("hoan kiem", ""),  # elsewhere than the province she chose
    ],
)
def test_leaving_the_box_takes_only_a_name_typed_to_the_letter(customer: Screen, typed: str, code: str) -> None:
    box = type_place(customer, typed)
    box.blur()
    assert taken(customer) == code
    asked = re.compile("^(Mời chọn một nơi trong danh sách|Có phải nơi này không)")
    expect(customer.page.get_by_text(asked)).to_be_visible(visible=not code)


def slow(customer: Screen, words: str) -> list[Route]:
    """Answers for these words wait until they are let go."""
    waiting: list[Route] = []
    customer.page.route(lambda url: f"q={words}" in url, lambda route: waiting.append(route))
    return waiting


def test_a_late_answer_for_other_letters_is_dropped(customer: Screen) -> None:
    box = place_box(customer.open("/cart"))
    waiting = slow(customer, "hac")
    with customer.page.expect_request(lambda request: "q=hac" in request.url):
        box.fill("hac thanh")
    box.fill("bien thuong")
    customer.page.get_by_role("option", name="Biện Thượng").wait_for()
    with customer.page.expect_response(lambda response: "q=hac" in response.url):
        waiting[0].continue_()
    box.blur()
    assert taken(customer) == "15382" and customer.page.locator("[role=option]").count() == 0


def test_an_answer_after_she_left_takes_nothing(customer: Screen) -> None:
    box = place_box(customer.open("/cart"))
    waiting = slow(customer, "hac")
    with customer.page.expect_request(lambda request: "q=hac" in request.url):
        box.fill("hac thanh")
    box.blur()
    with customer.page.expect_response(lambda response: "q=hac" in response.url):
        waiting[0].continue_()
    customer.page.wait_for_timeout(100)
    assert taken(customer) == "" and customer.page.locator("[role=option]").count() == 0
    customer.press("Xem phí giao").sees("Phường Hạc Thành")  # the words are enough for the server


def test_what_was_taken_is_forgotten_with_the_next_letter(customer: Screen) -> None:
    box = type_place(customer, "bien thuong")
    customer.page.get_by_role("option", name="Biện Thượng").click()
    assert taken(customer) == "15382"
    box.press("Backspace")
    assert taken(customer) == ""


def test_on_a_line_that_is_down_the_words_go_as_they_are(customer: Screen) -> None:
    box = place_box(customer.open("/cart"))
    customer.page.route("**/api/v1/areas*", lambda route: route.abort())
    box.fill("dong son")
    customer.page.get_by_text("Mạng đang yếu").wait_for()
    customer.press("Xem phí giao").sees("Mời chọn một nơi", "trước là phường Đông Sơn", status=422)
    customer.page.locator("input[name=chosen][value='14797']").check()
    customer.press("Xem phí giao").sees("Dự kiến nhận hàng")
    assert place_box(customer).input_value() == "Phường Hạc Thành, tỉnh Thanh Hóa"


def test_after_back_the_place_is_what_the_words_say(customer: Screen) -> None:
    """A code never comes back without the words it was taken for, nor the words with the code of others."""
    box = place_box(customer.open("/cart"))
    box.fill("Đông Sơn")
    customer.page.get_by_role("option", name="trước là phường Đông Sơn, thành phố Thanh Hóa").click()
    customer.page.goto(f"{customer.origin}/products")
    customer.page.go_back()
    box.wait_for()
    expect(customer.page.locator("[role=combobox]")).to_be_visible()
    kept = {"": "", "Phường Hạc Thành, tỉnh Thanh Hóa": "14797"}
    assert taken(customer) == kept[box.input_value()]


def test_a_commune_nobody_knows_is_said(customer: Screen) -> None:
    page = customer.open("/cart").page
    page.get_by_role("combobox", name="Xã, phường").fill("khong co xa nay")
    page.get_by_text("Không thấy xã, phường nào như vậy").wait_for()


def test_the_list_of_communes_opens_in_sight_and_nothing_lies_on_it(customer: Screen) -> None:
    page = customer.open("/cart").page
    page.get_by_role("combobox", name="Xã, phường").click()
    option = page.locator(".list-box [role=option]").nth(2)
    option.wait_for()
    box = option.bounding_box()
    assert box and box["y"] + box["height"] < 800, "within the window"
    assert page.locator(".action-bar").is_hidden()
    assert page.evaluate("([x, y]) => document.elementFromPoint(x, y).role", [box["x"] + 20, box["y"] + 10]) == "option"


def test_the_keyboard_chooses_a_commune_too(customer: Screen) -> None:
    box = type_place(customer, "dong son")
    expect(box).to_have_attribute("aria-expanded", "true")
    assert box.get_attribute("aria-activedescendant") is None, "nothing is chosen for her"
    box.press("Enter")
    assert taken(customer) == "" and customer.address == "/cart"
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    box.press("ArrowDown")
    active = customer.page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    expect(active).to_have_attribute("aria-selected", "true")
    expect(active).to_contain_text("trước là phường Đông Sơn, thành phố Thanh Hóa")
    box.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "Enter"):
        box.press(key)
        expect(box).to_have_attribute("aria-expanded", str(key == "ArrowDown").lower())
    assert taken(customer) == "14797"
    box.press("Enter")
    customer.page.get_by_text("Dự kiến nhận hàng").first.wait_for()


def test_enter_takes_a_name_typed_to_the_letter(customer: Screen) -> None:
    box = type_place(customer, "hac thanh")
    box.press("Enter")
    assert taken(customer) == "14797"
    customer.press("Xem phí giao").sees("Phường Hạc Thành")


def test_a_tap_on_the_button_right_after_typing_is_not_lost(customer: Screen) -> None:
    """Leaving the box takes the name and says so; nothing below moves from under the finger meanwhile."""
    type_place(customer, "hac thanh").press("Escape")
    customer.page.get_by_role("button", name="Xem phí giao").click()
    customer.page.get_by_text("Dự kiến nhận hàng").first.wait_for()
    assert place_box(customer).input_value() == "Phường Hạc Thành, tỉnh Thanh Hóa"


def test_the_large_price_is_that_of_what_is_chosen(new_screen: Callable[..., Screen], stall: Stall) -> None:
    with transaction():
        product = session.merge(stall.goods)
        product.variants[0].name = "Túi nhỏ"
        large = Variant(product_id=product.id, name="Túi to", price_dong=180_000, unit="túi 1 kg", position=1)
        session.add(large)
        session.flush()
        set_stock(large, 4)
        session.refresh(product)
        make_live(product)
    screen = new_screen().open(stall.page)
    screen.page.get_by_role("radio", name="Túi to").check()
    assert screen.page.locator(".product-price .price").inner_text() == "180.000đ / túi 1 kg"
    screen.press("Thêm vào giỏ").sees("Đã thêm vào giỏ.")
    assert screen.page.get_by_role("radio", name="Túi to").is_checked()


def test_pieces_are_counted_with_two_buttons(new_screen: Callable[..., Screen], stall: Stall) -> None:
    screen = new_screen().open(stall.page)
    more = screen.page.get_by_role("button", name="Thêm một")
    for _ in range(12):
        more.click()
    assert screen.page.locator("#quantity").input_value() == "10", "no more than there are"
    for _ in range(3):
        screen.page.get_by_role("button", name="Bớt một").click()
    screen.press("Thêm vào giỏ").sees("Đã thêm vào giỏ.", "Mua tiếp").follow("Xem giỏ hàng")
    assert screen.address == "/cart"
    assert screen.open("/cart").page.locator("[name^=quantity-]").input_value() == "7"


def test_a_changed_quantity_is_kept_without_another_button(customer: Screen) -> None:
    page = customer.open("/cart").page
    page.get_by_role("button", name="Thêm một").click()
    page.get_by_text("2 × 100.000đ").wait_for()
    expect(page.locator("[data-live=sum]")).to_contain_text("200.000đ")
    expect(page.locator(".top-link .count").first).to_contain_text("2")
    assert customer.open("/cart").page.locator("[name^=quantity-]").input_value() == "2"


def test_a_number_typed_slowly_is_that_number_and_the_page_stays(customer: Screen) -> None:
    """One, a pause, nothing: ten; no field reloads the page under the typing hand (8.10)."""
    page = customer.open("/cart").page
    page.evaluate("window.untouched = true")
    box = page.locator("[name^=quantity-]")
    box.click()
    box.press("Control+a")
    box.press("1")
    page.wait_for_timeout(1500)
    box.press("0")
    page.wait_for_timeout(1500)
    assert box.input_value() == "10" and page.evaluate("window.untouched")
    assert page.evaluate("document.activeElement.name").startswith("quantity-")
    box.blur()
    page.get_by_text("10 × 100.000đ").wait_for()
    assert box.input_value() == "10" and page.evaluate("window.untouched")
    assert customer.open("/cart").page.locator("[name^=quantity-]").input_value() == "10"


def test_typing_goes_on_while_an_earlier_number_is_being_kept(customer: Screen) -> None:
    page = customer.open("/cart").page

    def slowly(route: Route) -> None:
        page.wait_for_timeout(1200)
        route.continue_()

    page.route("**/cart/quantities", slowly)
    box = page.locator("[name^=quantity-]")
    page.get_by_role("button", name="Thêm một").click()
    with page.expect_request("**/cart/quantities"):
        box.click()
    box.fill("3")
    page.wait_for_timeout(2000)
    assert box.input_value() == "3"
    box.blur()
    page.get_by_text("3 × 100.000đ").wait_for()


def test_what_cannot_be_kept_is_said_beside_its_box_and_stays_there(customer: Screen) -> None:
    page = customer.open("/cart").page
    box = page.locator("[name^=quantity-]")
    for typed, words in (("1.5", "“1.5” là 1,5 hay 15?"), ("12", "Chỉ còn 10")):
        box.fill(typed)
        box.blur()
        page.locator("[data-live^=wrong-]").get_by_text(words).wait_for()
        assert box.input_value() == typed
    box.fill("4")
    box.blur()
    page.get_by_text("4 × 100.000đ").wait_for()
    assert page.locator("[data-live^=wrong-]").inner_text() == ""


def test_without_a_line_the_button_beside_the_number_comes_back(customer: Screen) -> None:
    page = customer.open("/cart").page
    assert not page.locator(".no-js").is_visible()
    page.route("**/cart/quantities", lambda route: route.abort())
    page.get_by_role("button", name="Thêm một").click()
    page.locator(".no-js").wait_for()
    page.unroute("**/cart/quantities")
    with page.expect_navigation(wait_until="load"):
        page.locator(".no-js").click()
    customer.sees("Đã đổi số lượng.", "200.000đ")
    customer.faults.clear()


def test_a_list_gone_through_with_keys_waits_for_its_button(new_screen: Callable[..., Screen], stall: Stall) -> None:
    screen = new_screen(width=1280)
    page = screen.open("/products").page
    page.evaluate("window.untouched = true")
    page.locator("#sort").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(500)
    assert page.evaluate("window.untouched") and screen.address == "/products"
    with page.expect_navigation(url="**sort=**"):
        page.get_by_role("button", name="Lọc").click()


def test_a_pasted_text_that_is_too_long_is_counted_and_never_cut(customer: Screen) -> None:
    """Long notes are kept whole, the box says how much is too much, and so does the server (8.11)."""
    page = customer.open("/checkout").page
    box = page.locator("[name=note]").first
    box.fill("á" * 460)
    assert page.locator(".room").inner_text() == "Còn 40 chữ cái"
    box.fill("👩‍👩‍👧‍👦" + "á" * 500)
    assert page.locator(".room").inner_text() == "Dài quá 7 chữ cái"
    page.get_by_role("button", name="Xem lại đơn hàng").click()
    page.wait_for_load_state("load")
    assert "Mời viết ngắn lại, nhiều nhất 500 chữ cái." in customer.text
    assert page.locator("[name=note]").first.input_value() == "👩‍👩‍👧‍👦" + "á" * 500
    customer.faults.clear()


def test_ordering_right_after_a_change_orders_what_is_shown(customer: Screen) -> None:
    page = customer.open("/cart").page
    page.get_by_role("button", name="Thêm một").click()
    with page.expect_navigation(url="**/checkout", wait_until="load"):
        page.get_by_role("button", name="Tiếp tục ·").click()
    assert "2 × Củ sâm Báo tươi" in customer.text


def test_a_typed_quantity_goes_along_without_scripts(new_screen: Callable[..., Screen], stall: Stall) -> None:
    screen = customers.put_in_cart(new_screen(scripts=False), stall.page)
    screen.open("/cart").page.locator("[name^=quantity-]").fill("3")
    screen.press("Tiếp tục ·")
    assert screen.address == "/checkout" and "3 × Củ sâm Báo tươi" in screen.text


def test_two_taps_are_one_order(customer: Screen) -> None:
    customers.fill_in(customer, customers.COD)
    button = customer.page.get_by_role("button", name="Đặt hàng,")
    with customer.page.expect_navigation(url="**/orders/**"):
        button.dblclick()
    customer.sees("Chờ gian hàng nhận đơn")
    assert count_orders() == 1


def test_the_payment_page_tells_when_the_money_is_there(customer: Screen) -> None:
    number = customers.order(customer, customers.TRANSFER)
    [transfer] = customers.scan_codes(customer, number)
    customer.sees(f"Chuyển khoản cho đơn {number}")
    bank_reports(transfer)
    customer.page.get_by_text("Đã nhận được tiền. Cảm ơn quý khách.").wait_for()


def test_details_of_a_transfer_are_copied_with_one_tap(customer: Screen) -> None:
    number = customers.order(customer, customers.TRANSFER)
    customer.open(f"/orders/{number}/pay")
    button = customer.page.get_by_role("button", name="Sao chép Số tiền")
    button.click()
    button.get_by_text("Đã sao chép").wait_for()


def test_going_back_past_a_sent_form_asks_for_the_page_anew(customer: Screen) -> None:
    customers.fill_in(customer, customers.COD)
    customer.press("Đặt hàng,").sees("Chờ gian hàng nhận đơn")
    customer.page.go_back(wait_until="load")
    assert customer.address == "/cart" and "trống" in customer.text
    assert count_orders() == 1


SMALL_TARGETS = """() => [...document.querySelectorAll('a, button, summary')].filter(el => {
    const box = el.getBoundingClientRect(), words = el.textContent.trim(), around = el.parentElement;
    const inText = around.matches('p, li, dd, label') && around.textContent.trim() != words;
    const shown = box.width > 1 && box.height > 1 && el.checkVisibility();
    const wholeCard = getComputedStyle(el, '::after').position == 'absolute';
    return shown && box.height < 43.5 && !inText && !wholeCard && !el.matches('.skip, .hidden-text');
}).map(el => `${el.textContent.trim().slice(0, 40)} ${Math.round(el.getBoundingClientRect().height)}`)"""


@pytest.mark.parametrize("path", ["/", "/products", "/shops", "/cart", "/checkout", "/sign-in", "/orders/lookup", "/x"])
def test_whatever_is_tapped_is_as_tall_as_a_finger(customer: Screen, path: str) -> None:
    assert customer.open(path).page.evaluate(SMALL_TARGETS) == []


def test_errors_speak_first(customer: Screen) -> None:
    customer.open("/checkout").press("Xem lại đơn hàng", name="")
    assert customer.status == 422
    assert customer.page.evaluate("document.activeElement.hasAttribute('data-errors')")


def test_photographs_go_as_soon_as_they_are_chosen(new_screen: Callable[..., Screen], stall: Stall) -> None:
    seller = seller_at(new_screen(), stall)
    seller.open(f"/seller/products/{stall.goods.id}/photos")
    before = len(seller.page.locator(".own-photos li").all())
    seller.page.evaluate(
        """() => document.addEventListener("submit", (e) => {
            sessionStorage.said = e.submitter.textContent + document.querySelector(".previews p").textContent;
        })"""
    )
    seller.press("Gửi ảnh lên", files={"photos": [photo_file(1), photo_file(2)]}).sees("Đã thêm 2 ảnh.")
    assert seller.page.locator(".own-photos li").count() == before + 2
    assert seller.page.evaluate("sessionStorage.said") == "Đang gửi ảnh…" * 2


def test_without_scripts_saving_takes_the_chosen_photographs_along(
    new_screen: Callable[..., Screen], stall: Stall
) -> None:
    seller = seller_at(new_screen(scripts=False), stall)
    address = f"/seller/products/{stall.goods.id}/photos"
    before = seller.open(address).page.locator(".own-photos li").count()
    seller.press("Gửi ảnh lên", files={"photos": [photo_file(1)]}).sees("Đã thêm 1 ảnh.")
    seller.press("Lưu và tiếp tục", files={"photos": [photo_file(2)]}).sees("Đã thêm 1 ảnh.", "Đã lưu phần ảnh.")
    assert seller.open(address).page.locator(".own-photos li").count() == before + 2


def test_a_password_can_be_looked_at_while_it_is_typed(new_screen: Callable[..., Screen]) -> None:
    page = new_screen().open("/sign-in").page
    page.fill("[name=password]", "con trâu đi trước")
    page.get_by_role("button", name="Hiện mật khẩu").click()
    assert page.get_attribute("[name=password]", "type") == "text"
    page.get_by_role("button", name="Ẩn mật khẩu").click()
    assert page.get_attribute("[name=password]", "type") == "password"
    page = new_screen(scripts=False).open("/sign-in").page
    assert not page.locator("[data-eye]").is_visible()


@pytest.mark.parametrize("size", [(360, 800), (1280, 800)])
def test_a_bar_that_leads_down_the_page_goes_once_that_is_in_view(
    new_screen: Callable[..., Screen], stall: Stall, size: tuple[int, int]
) -> None:
    """«Ghi nơi gửi» never lies on the form it leads to, and comes back where that is out of sight."""
    with transaction():
        number = make_order((session.merge(stall.goods), 1)).shop_orders[0].number
    screen = seller_at(new_screen(width=size[0], height=size[1]), stall).open(f"/seller/orders/{number}")
    screen.press("Nhận đơn").press("Đã đóng gói xong")
    bar = screen.page.locator(".action-bar")
    form = screen.page.locator("#hand-over")
    assert form.bounding_box()["y"] > size[1], "the form is out of sight"
    expect(bar).to_be_visible()
    bar.get_by_role("link", name="Ghi mã gửi hàng").click()
    expect(bar).to_be_hidden()
    assert form.bounding_box()["y"] < size[1]
    screen.page.evaluate("scrollTo(0, 0)")
    expect(bar).to_be_visible()
