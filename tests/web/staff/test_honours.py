"""An honour is entered from its decision, shown by her consent, revoked everywhere at once, and restored."""

import pytest
from flask import Flask

from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.honours.models import Honour
from marketplace.people.models import Consent, Person
from marketplace.shops.models import Shop
from tests.builders import HAC_THANH, make_person, make_seller, make_shop
from tests.honours_made import make_honour
from tests.outcomes import signed_in
from tests.pages import Browser
from tests.visitors import Visitor

NEW, SAVE = "/staff/honours/new", "Lưu khen thưởng"
LINE = {
    "title": "certificate",
    "citation": "Tạo việc làm cho 12 hội viên",
    "level": "province",
    "issuer": "Hội LHPN tỉnh",
    "decision_number": "45/QĐ-BTV",
    "decided_on": "20/10/2026",
}


@pytest.fixture
def officer(app: Flask) -> Browser:
    return signed_in(app, "commune")


@pytest.fixture
def public(app: Flask) -> Browser:
    return Browser(Visitor(app))


@pytest.fixture
def shop(app: Flask) -> Shop:
    with transaction():
        return make_shop("Bưởi chị Bán", seller=make_seller("Hoàng Thị Bán"))


def rows() -> list[Honour]:
    session.rollback()
    session.expire_all()
    return list(session.query(Honour).order_by(Honour.id))


def test_a_seller_is_honoured_and_taken_off_everywhere(officer: Browser, public: Browser, shop: Shop) -> None:
    address = f"/shops/{shop.slug}"
    officer.open("/staff").follow("Khen thưởng").follow("Ghi khen thưởng").press("Tìm", q="ban hoang")
    officer.follow("Hoàng Thị Bán").press(SAVE, **LINE).sees("Đã lưu khen thưởng.", "Chờ chị ấy đồng ý")
    hers = officer.address
    for page in (address, "/shops", "/honours", "/sitemap.xml"):
        assert "Bằng khen" not in public.open(page).text and "/honours/TD" not in public.html
    officer.press("Chị ấy đã ký").sees("Đã ghi chị ấy đồng ý", "Đang hiện công khai")
    public.open("/shops").sees("Bằng khen 2026").open(address).follow("Bằng khen 2026")
    public.sees("Hoàng Thị Bán", "Tạo việc làm cho 12 hội viên", "số 45/QĐ-BTV, ngày 20/10/2026")
    assert '"award":' in public.html and '"Person"' in public.html
    number = public.address
    public.follow("Xem gian hàng").sees("Bằng khen 2026").open("/honours").sees("Hoàng Thị Bán", "Bưởi chị Bán")
    assert number in public.open("/sitemap.xml").html
    officer.open(hers).press("Gỡ", why="").sees("Vui lòng ghi lý do gỡ.", status=422)
    officer.press("Gỡ", why="quyết định thu hồi").sees("Đã gỡ khỏi mọi trang công khai.", "quyết định thu hồi")
    for page in (address, "/shops", "/", "/honours", "/sitemap.xml"):
        assert "Bằng khen" not in public.open(page).text and number not in public.html
    assert public.open(number).status == 404
    officer.press("Gỡ nhầm, đăng lại").sees("Đã đăng lại.")
    public.open(address).sees("Bằng khen 2026")
    officer.press("Ghi chị ấy rút lại").sees("không còn hiện công khai", "Chờ chị ấy đồng ý")
    assert public.open(number).status == 404 and "Bằng khen" not in public.open(address).text


def test_she_withdraws_in_her_own_account(app: Flask, public: Browser, shop: Shop) -> None:
    with transaction():
        number = make_honour(session.get_one(Shop, shop.id).seller.person).number
        person = session.get_one(Shop, shop.id).seller.person
    public.open(f"/honours/{number}").sees("Hoàng Thị Bán")
    hers = Browser(Visitor(app).sign_in(person)).open("/account/privacy").sees("Đăng công khai việc được khen thưởng")
    hers.open("/account/privacy/withdraw?purpose=public_honour").press("Rút lại").sees("Đã rút lại.")
    assert public.open(f"/honours/{number}").status == 404


def test_somebody_new_is_entered_once_and_a_model_and_a_unit(officer: Browser, public: Browser) -> None:
    who = {"full_name": "Lê Thị Mận", "birth_year": "1985", "consents": "y"}
    officer.open(NEW).press(SAVE, **LINE, **who).sees("Đang hiện công khai")
    officer.open(NEW).press(SAVE, **LINE, **who).sees("Có thể chị ấy đã có trong danh sách", status=422)
    known = session.query(Person).filter_by(full_name="Lê Thị Mận").one().public_id
    officer.press(SAVE, person=known).sees("đã có “Bằng khen” theo quyết định này", status=422)
    assert session.query(Person).filter_by(full_name="Lê Thị Mận").count() == 1
    officer.open(NEW).follow("Mô hình, doanh nghiệp").press(SAVE, **LINE).sees("Vui lòng nhập tên mô hình", status=422)
    officer.press(SAVE, model_name="Tổ hợp tác sâm Báo").sees("Đang hiện công khai")
    officer.open(NEW).follow("Đơn vị Hội").press(SAVE, **LINE).sees("Mời chọn đơn vị được khen.", status=422)
    code = officer.form(SAVE).choices["honoured_unit"][1]
    officer.press(SAVE, honoured_unit=code, expires_on="19/10/2026").sees("trước ngày quyết định", status=422)
    officer.press(SAVE, expires_on="").sees("Đang hiện công khai", "Hội LHPN xã Biện Thượng")
    public.open("/honours").sees("Lê Thị Mận", "Tổ hợp tác sâm Báo", "Hội LHPN xã Biện Thượng")
    assert [row.awardee for row in rows()] == ["person", "model", "unit"] and session.query(Consent).count() == 1
    officer.open("/staff/honours?state=waiting").sees("Không có khen thưởng nào ở mục này")


def test_the_same_form_sent_twice_makes_one_honour(officer: Browser) -> None:
    officer.open(f"{NEW}?awardee=model")
    fields = dict(officer.form(SAVE).fields) | {**LINE, "model_name": "Tổ hợp tác"}
    for _again in range(2):
        assert officer.visitor.post(NEW, fields).status_code == 303
    assert len(rows()) == 1


def test_what_is_wrong_is_said_and_the_rest_is_kept(officer: Browser) -> None:
    officer.open(NEW).press(SAVE, title="other", citation="Hay", year="26", decided_on="1/1/2100")
    officer.sees("Vui lòng nhập họ và tên", "Vui lòng nhập năm sinh", "Vui lòng nhập tên hình thức", status=422)
    officer.sees("Mời chọn cấp khen.", "Ngày này chưa tới.", "Vui lòng nhập số quyết định", status=422)
    assert officer.form(SAVE).fields["citation"].strip() == "Hay" and rows() == []


def test_a_stranger_sees_and_changes_nothing(officer: Browser) -> None:
    with transaction():
        woman = make_person("Vũ Thị Hạc", area_code=HAC_THANH)
        honour = make_honour(woman, area_code=HAC_THANH)
        number, known = honour.number, woman.public_id
    assert officer.open(f"/staff/honours/{number}").status == 404
    for act in ("revoke", "restore", "consent", "withdraw"):
        assert officer.visitor.post(f"/staff/honours/{number}/{act}", {"why": "x"}).status_code == 404
    assert officer.visitor.post(NEW, {**LINE, "awardee": "person", "person": known}).status_code in (403, 404)
    [kept] = rows()
    assert kept.revoked_at is None and session.query(Consent).filter_by(withdrawn_at=None).count() == 1
