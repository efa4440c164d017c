from marketplace.core.transactions import transaction
from tests.builders import make_customer
from tests.pages import Browser
from tests.visitors import Visitor, text_of


def test_it_tells_what_is_needed_and_leads_to_the_first_question(visitor: Visitor) -> None:
    response = visitor.get("/apply")
    page = text_of(response)
    assert "Chị cần có" in page and "Bốn bước là có gian hàng" in page and "không mất tiền" in page
    assert "Đã có:" not in page  # the list of what an applicant needs says nothing of what she has


def test_the_way_in_exists(visitor: Visitor) -> None:
    assert visitor.get("/seller/apply").status_code == 303


def test_a_new_woman_opens_an_account_first_and_one_who_has_it_signs_in(visitor: Visitor) -> None:
    page = Browser(visitor).open("/apply").follow("Bắt đầu đăng ký")
    assert page.address == "/sign-up?next=/seller/apply"
    page.sees("Mở tài khoản", "Số điện thoại").follow("Đăng nhập")
    assert page.address == "/sign-in?next=/seller/apply"
    page.follow("Mở tài khoản mới")
    assert page.address == "/sign-up?next=/seller/apply"


def test_one_who_is_signed_in_goes_straight_to_her_application(visitor: Visitor) -> None:
    with transaction():
        person = make_customer("Nguyễn Thị Mẫu")
    page = Browser(visitor.sign_in(person)).open("/apply").follow("Bắt đầu đăng ký")
    assert page.address == "/seller/apply"
