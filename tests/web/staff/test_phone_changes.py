"""The officer's page of a lost phone: her own territory, a whole check, a fresh sign-in, and how it stands."""

from datetime import timedelta

import pytest
from flask import Flask

from marketplace.accounts.models import Account, PhoneChange, SignIn
from marketplace.accounts.queries import find_account_of
from marketplace.accounts.services.phone_changes import PER_OFFICER, stop_phone_change
from marketplace.association.models import Officer
from marketplace.audit.models import AuditEntry
from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.sellers.models import Application
from marketplace.site.services import change_settings
from tests.builders import (
    BIEN_THUONG,
    HAC_THANH,
    make_account,
    make_officer,
    make_operator,
    make_province_officer,
    make_seller,
    unit_of,
)
from tests.outcomes import make_support
from tests.pages import Browser
from tests.sellers.applicants import make_submitted
from tests.visitors import Visitor

NEW = "+84987654321"
ASK = "Gửi yêu cầu đổi số"
TYPED = {"phone": "0987 654 321", "way": "id_card", "note": "Gặp ở nhà văn hóa thôn 2, sáng 21/11", "in_person": "y"}


@pytest.fixture
def application(app: Flask) -> Application:
    return make_submitted()


@pytest.fixture
def clerk(app: Flask) -> Person:
    with transaction():
        return make_officer(name="Lê Thị Hằng")


@pytest.fixture
def page(visitor: Visitor, clerk: Person, application: Application) -> Browser:
    return Browser(visitor.sign_in(clerk)).open(path_of(application))


def path_of(application: Application) -> str:
    return f"/staff/applications/{application.number}/phone"


def account_of(application: Application) -> Account:
    account = find_account_of(application.person_id)
    assert account is not None
    return account


def count() -> int:
    session.rollback()
    return session.query(PhoneChange).count()


def refusals() -> list[int | None]:
    rows = session.query(AuditEntry).filter_by(action="phone_change.refused", subject_kind="person")
    return [row.subject_id for row in rows]


def test_she_goes_from_the_file_asks_and_sees_it_wait(page: Browser, application: Application) -> None:
    page.open(f"/staff/applications/{application.number}").follow("Đổi số điện thoại cho chị")
    page.sees("Chỉ nghe điện thoại hay gọi hình thì chưa đủ", "Đừng hỏi mã")
    page.press(ASK, **TYPED).sees(
        "Đã gửi tin nhắn tới số mới", "Đang chờ chị ấy xác nhận", "0987 654 321", "Lê Thị Hằng"
    )
    page.sees("Gặp trực tiếp, xem thẻ căn cước", TYPED["note"])
    number = account_of(application).phone.removeprefix("+84")  # only what the officer typed is whole
    assert number not in page.html.replace(" ", "") and "phone-change/" not in page.html
    page.open(f"/staff/applications/{application.number}").sees("Đang chờ chị ấy xác nhận")


def test_what_is_missing_is_said_at_its_field_and_kept(page: Browser) -> None:
    page.press(ASK).sees(
        "Vui lòng nhập số điện thoại mới.",
        "Mời chọn cách chị đã kiểm tra.",
        "Chỉ đổi số khi đã gặp trực tiếp",
        status=422,
    )
    page.press(ASK, **{**TYPED, "note": "gặp", "phone": "0237 3852 345"}).sees(
        "Vui lòng ghi rõ hơn", "Số máy bàn", status=422
    )
    assert page.form(ASK).fields["note"] == "gặp" and count() == 0


def test_a_taken_number_and_the_owners_present_one_are_refused_clearly(page: Browser, application: Application) -> None:
    with transaction():
        make_account(phone=NEW)
    page.press(ASK, **TYPED).sees("Số này đã dùng cho một tài khoản khác", status=422)
    number = "0" + account_of(application).phone.removeprefix("+84")
    page.press(ASK, **{**TYPED, "phone": number}).sees("Đây đang là số đăng nhập của chị ấy rồi", status=422)
    assert count() == 0 and refusals() == [application.person_id] * 2


def test_trying_numbers_one_after_another_has_an_end(page: Browser) -> None:
    with transaction():
        make_account(phone=NEW)
    for _ in range(PER_OFFICER):
        page.press(ASK, **TYPED)
    page.press(ASK, **{**TYPED, "phone": "0987654322"}).sees("Đã thử nhiều lần", status=429)
    assert count() == 0


def test_she_takes_it_back_and_a_new_one_replaces(page: Browser) -> None:
    page.press(ASK, **TYPED).press("Rút lại yêu cầu này").sees("Đã rút lại", "Cán bộ đã rút lại")
    page.press(ASK, **TYPED).press(ASK, **{**TYPED, "phone": "0987654322"})
    page.sees("Đã thay bằng lần sau", "Đang chờ chị ấy xác nhận", "0987 654 322", "0987•••321")
    assert "0987 654 321" not in page.text
    assert [row.status for row in session.query(PhoneChange).order_by(PhoneChange.id)] == [
        "withdrawn",
        "replaced",
        "waiting",
    ]


def test_she_sees_that_it_was_stopped_or_ran_out(page: Browser, application: Application) -> None:
    page.press(ASK, **TYPED)
    row = session.query(PhoneChange).one()
    with transaction():
        session.get_one(PhoneChange, row.id).expires_at = now() - timedelta(seconds=1)
    page.open(path_of(application)).sees("Quá hạn, chưa xác nhận", "Cần thì làm lại từ đầu")
    assert not page.has_button("Rút lại yêu cầu này")
    with transaction():
        session.get_one(PhoneChange, row.id).expires_at = now() + timedelta(hours=1)
        stop_phone_change(row.id)
    page.open(path_of(application)).sees("Bị dừng từ số cũ", "Hãy gặp lại chị ấy")


def test_taking_back_what_ended_meanwhile_says_so(page: Browser) -> None:
    page.press(ASK, **TYPED)
    with transaction():
        stop_phone_change(session.query(PhoneChange).one().id)
    page.press("Rút lại yêu cầu này").sees("Không rút được nữa: bị dừng từ số cũ")


def test_another_commune_finds_nothing(app: Flask, application: Application) -> None:
    with transaction():
        other = make_officer(HAC_THANH)
    stranger = Visitor(app).sign_in(other)
    assert stranger.get(path_of(application)).status_code == 404
    assert stranger.post(path_of(application), TYPED).status_code == 404
    assert stranger.post(f"{path_of(application)}/withdraw").status_code == 404
    assert count() == 0


def test_the_province_may_and_the_operator_may_not(app: Flask, application: Application) -> None:
    with transaction():
        people = make_province_officer(), make_operator()
    province, operator = (Visitor(app).sign_in(person) for person in people)
    Browser(province).open(path_of(application)).press(ASK, **TYPED).sees("Đang chờ chị ấy xác nhận")
    assert operator.get(path_of(application)).status_code == 403
    assert operator.post(path_of(application), TYPED).status_code == 403


def test_not_for_oneself_and_not_for_staff(app: Flask, clerk: Person, application: Application) -> None:
    with transaction():
        session.add(Officer(person_id=application.person_id, unit_id=unit_of(BIEN_THUONG).id, role="commune_officer"))
    owner, colleague = Visitor(app).sign_in(application.person), Visitor(app).sign_in(clerk)
    for visitor, words in ((owner, "Đây là tài khoản của chính chị"), (colleague, "Chị ấy cũng là cán bộ")):
        page = Browser(visitor).open(path_of(application)).sees(words)
        assert not page.has_button(ASK)
        assert visitor.post(path_of(application), TYPED).status_code == 403
    assert count() == 0 and refusals() == [application.person_id] * 2


def test_an_old_sign_in_proves_itself_first_and_keeps_what_was_typed(page: Browser) -> None:
    with transaction():
        session.query(SignIn).update({"fresh_at": now() - timedelta(minutes=16)})
    assert "/prove" in page.press(ASK, **TYPED).address
    assert count() == 0


def test_a_demo_shows_both_links_where_no_message_goes_out(page: Browser) -> None:
    with transaction():
        change_settings({"is_demo": True}, actor=SYSTEM_ACTOR)
    page.press(ASK, **TYPED).follow("Liên kết gửi tới số mới").sees("Xác nhận số điện thoại mới")


def test_a_supported_seller_is_found_from_her_support_page_too(app: Flask, clerk: Person) -> None:
    with transaction():
        seller = make_seller()
        make_support(seller.person)
    path = f"/staff/support/{seller.person.public_id}"
    Browser(Visitor(app).sign_in(clerk)).open(path).follow("Đổi số điện thoại cho chị").sees(ASK)
    with transaction():
        operator = make_operator()
    assert "Đổi số điện thoại cho chị" not in Visitor(app).sign_in(operator).get(path).get_data(as_text=True)
