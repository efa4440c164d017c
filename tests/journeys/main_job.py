"""The main job, told once for every kind of browser: a woman applies, sells, is paid; the Union sees it."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import openpyxl

from marketplace.core.clock import today
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from tests.builders import make_officer
from tests.fakes.message_gateway import MessageGateway
from tests.journeys import applicants, customers, officers, sellers
from tests.journeys.market import one_stall
from tests.journeys.outside import bank_reports, broken_promises, run_worker
from tests.pages import Browser

SAM_BAO = "Củ sâm Báo tươi"


def the_main_job(browser: Callable[[], Browser], phones: MessageGateway) -> None:
    """Everything from the applicant's first visit to the figure on the programme page."""
    officer = officers.sign_in(browser(), an_officer())
    woman = she_applies(browser, phones)
    officers.approve_application(officer, applicants.NAME)
    officers.record_support(officer, applicants.PHONE, applicants.NAME)
    run_worker()
    assert "Hồ sơ của chị đã được duyệt" in phones.read(applicants.E164)[-1].text

    applicants.open_shop(woman)
    applicants.list_sam_bao(woman)
    run_worker()
    assert not browser().open("/search?q=sam bao").has_link(SAM_BAO)
    officers.approve_listing(officer, SAM_BAO)
    run_worker()

    number = a_customer_buys_from_two_shops(browser, phones, woman)
    she_delivers(woman, number)
    run_worker()
    the_customer_sees_it_delivered(browser, phones, number)
    the_union_sees_the_outcome(officer, number)
    the_public_sees_no_single_woman(browser)
    assert broken_promises() == []


def an_officer() -> Person:
    with transaction():
        return make_officer(applicants.TRIEU_SON, name="Lê Thị Cán")


def she_applies(browser: Callable[[], Browser], phones: MessageGateway) -> Browser:
    """Begun on one device, finished on another."""
    at_home, on_the_phone = browser(), browser()
    applicants.sign_up(at_home, phones)
    applicants.begin(at_home)
    applicants.go_on_elsewhere(on_the_phone)
    applicants.finish(on_the_phone)
    run_worker()
    return on_the_phone


def a_customer_buys_from_two_shops(browser: Callable[[], Browser], phones: MessageGateway, woman: Browser) -> str:
    """Found without tone marks; one cart, one order, two transfers: one seen by the seller, one by the bank."""
    other = one_stall()
    customer = browser()
    customer.open("/").press("Tìm", q="sam bao").follow(SAM_BAO).sees("Chọn loại", "đã xác nhận người bán")
    box = customer.form("Thêm vào giỏ").choices["variant_id"][1]
    customer.press("Thêm vào giỏ", variant_id=box, quantity="2").sees("Đã thêm vào giỏ.")
    customers.put_in_cart(customer, other.page)
    customers.say_where(customer).sees("Hộp quà 500 g", "Kiện 1/2", "29.000đ")
    number = customers.order(customer, customers.TRANSFER)
    customer.sees("Đã nhận đơn, cảm ơn quý khách", "bằng chuyển khoản.")
    run_worker()

    own, others = customers.scan_codes(customer, number)
    assert (own.bin, own.account, own.amount_dong) == ("970436", "0071000888999", 409_000)
    assert bank_reports(others).json == {"outcome": "matched"}
    customer.open(f"/orders/{number}/pay").press("Tôi đã chuyển khoản").sees("Gian hàng đã được báo")
    woman.open("/seller").follow("khách báo đã chuyển tiền").follow("409.000đ").follow("Tiền đã vào tài khoản")
    woman.press("Đúng, đã nhận đủ 409.000đ").sees("Đã ghi nhận tiền.")
    run_worker()
    texts = [message.text for message in phones.read(customers.PHONE)]
    assert f"Đã nhận 409.000đ cho đơn {number}-1" in texts and f"Đã nhận 82.000đ cho đơn {number}-2" in texts
    assert any(f"đơn hàng mới {number}-1" in message.text for message in phones.read(applicants.E164))
    return number


def she_delivers(woman: Browser, number: str) -> None:
    """The seller reads what she will receive before she accepts; then step by step to the customer's door."""
    woman.open("/seller").follow("1 đơn mới").follow(number)
    woman.sees("Chị nhận được", "Khấu trừ thuế GTGT", "Khách chuyển khoản thẳng vào tài khoản của chị.")
    woman.press("Nhận đơn")
    woman.follow("In phiếu gửi hàng").sees("Trần Thị Mua", "Đã trả tiền, không thu thêm", "Hộp quà 500 g")
    woman.open(f"/seller/orders/{number}-1")
    sellers.send(woman).press("Đã giao tới khách").sees("Đã ghi nhận giao xong.")
    woman.open("/seller/money").sees(f"{number}-1", "409.000đ", "Chị còn phải nộp phí và thuế")


def the_customer_sees_it_delivered(browser: Callable[[], Browser], phones: MessageGateway, number: str) -> None:
    """Through the signed link of the newest text, on a browser that never saw the order."""
    newest = phones.read(customers.PHONE)[-1]
    assert f"Đơn {number}-1 đã giao xong" in newest.text
    page = browser().open(customers.path_of(newest.link))
    page.sees("Đã giao", "EE123456789VN", "Chờ gian hàng nhận đơn", "Đã trả tiền")
    page.follow("Xem và in phiếu đặt hàng").sees(SAM_BAO, "Nguyễn Thị Mai", "491.000đ")


def the_union_sees_the_outcome(officer: Browser, number: str) -> None:
    """Each figure opens its list; list, figure and workbook agree."""
    expected = {"women_supported": 1, "shops_opened": 1, "products_listed": 1, "first_sales": 1, "revenue": 380_000}
    officer.open("/staff").follow("Các Đề án").follow("Đề án 2415").sees("Bảng chỉ tiêu", "0,38")
    table = officer.address.partition("?")[0]
    for indicator, value in expected.items():
        page = officer.open(f"{table}/{indicator}").sees(applicants.NAME)
        rows = page.html.count("<tr data-row")
        sheet = openpyxl.load_workbook(BytesIO(officer.fetch(f"{table}/{indicator}/list.xlsx")[1])).active
        cells = [row for row in sheet.iter_rows(values_only=True) if row[1] == applicants.NAME]
        assert rows == len(cells) == 1, indicator
        in_file = cells[0][6] if indicator == "revenue" else len(cells)
        assert in_file == value, indicator
    officer.open(f"{table}/revenue").follow("Mở hồ sơ").sees(f"{number}-1")
    assert "Trần Thị Mua" not in officer.html
    assert today() >= date(2026, 1, 1), "the programme runs"


def the_public_sees_no_single_woman(browser: Callable[[], Browser]) -> None:
    """Figures of fewer than five women are not shown."""
    page = browser().open("/impact").sees("Kết quả hỗ trợ phụ nữ", "Đề án 2415", "dưới 5 người")
    assert applicants.NAME not in page.html and "380.000đ" not in page.text
