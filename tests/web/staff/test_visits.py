"""Visits, mentors, the list of women to be followed up and the printed page, as officers use them."""

from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask

from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.programme.models import Mentorship, SupportVisit
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, make_seller, make_shop
from tests.media.test_exchanges import a_jpeg
from tests.outcomes import make_support, sell, signed_in
from tests.pages import Browser
from tests.programme.making import make_granted, make_mentor, make_visit
from tests.statements import counted


@pytest.fixture
def officer(app: Flask) -> Browser:
    return signed_in(app, "commune")


@pytest.fixture
def woman(app: Flask) -> Person:
    with transaction():
        woman = make_person("Lê Thị Mận", area_code=BIEN_THUONG, phone="+84912345678")
        make_support(woman).given_on = today() - timedelta(days=120)
        return woman


def visits() -> list[SupportVisit]:
    session.rollback()
    session.expire_all()
    return list(session.query(SupportVisit).order_by(SupportVisit.id))


def test_a_visit_needs_one_line_and_takes_her_off_the_list(officer: Browser, woman: Person) -> None:
    officer.open("/staff/support").follow("Theo dõi, thăm hỏi (1)").sees("90 ngày chưa liên hệ", "Lê Thị Mận", "120")
    officer.follow("Ghi thăm hỏi").press("Lưu").sees("Vui lòng ghi đã thấy gì, hoặc việc tiếp theo.", status=422)
    officer.press("Lưu", seen="Đang nấu hàng Tết", next_due_on="01/01/2027")
    officer.sees("Vui lòng ghi việc tiếp theo, hoặc bỏ trống hạn.", status=422)
    tomorrow = f"{today() + timedelta(days=1):%d/%m/%Y}"
    officer.press(
        "Lưu", next_step="Chụp lại ảnh", next_due_on=tomorrow, files={"photo": (BytesIO(a_jpeg()), "bep.jpg")}
    )
    officer.sees("Đã ghi lần thăm hỏi", "Đang nấu hàng Tết", "Việc tiếp theo: Chụp lại ảnh", f"hạn {tomorrow}")
    kind, _content = officer.fetch(next(h for h, text in officer._read.links if text == "Xem ảnh"))
    [row] = visits()
    assert kind == "image/jpeg" and row.visited_on == today() and row.visitor.full_name == "Lê Cán Bộ"
    officer.press("Ghi đã xong").sees("xong ngày").press("Chưa xong").sees("việc này chưa xong")
    officer.open("/staff/support/follow-up").sees("Chị nào cũng đã được liên hệ", "Chụp lại ảnh", "Việc đến hạn")
    officer.follow("Lê Thị Mận").follow("Ghi nhầm?").press("Hủy lần thăm").sees("Vui lòng ghi lý do", status=422)
    officer.press("Hủy lần thăm", why="nhầm chị").sees("đã hủy", "nhầm chị")
    assert visits()[0].voided_why == "nhầm chị"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"visited_on": "01/01/2100"}, "Ngày này chưa tới"),
        ({"next_step": "Chụp ảnh", "next_due_on": "01/01/2020"}, "Hạn không thể trước ngày thăm"),
    ],
)
def test_what_is_wrong_is_said_and_kept(officer: Browser, woman: Person, typed: dict[str, str], words: str) -> None:
    page = officer.open(f"/staff/support/{woman.public_id}/visits").press("Lưu", seen="Đang nấu", **typed)
    assert page.sees(words, status=422).form("Lưu").fields["seen"] == "Đang nấu" and visits() == []


def test_the_same_visit_sent_twice_is_one(officer: Browser, woman: Person) -> None:
    path = f"/staff/support/{woman.public_id}/visits"
    fields = dict(officer.open(path).form("Lưu").fields) | {"seen": "Đang nấu"}
    for _again in range(2):
        assert officer.visitor.post(path, fields).status_code == 303
    assert len(visits()) == 1
    officer.open(path).press("Lưu", seen="Vẫn đang nấu").sees("Việc này đã được ghi trước đó")
    assert len(visits()) == 1


def test_a_mentor_is_found_or_entered_and_ended(officer: Browser, woman: Person) -> None:
    path = f"/staff/support/{woman.public_id}/mentors"
    officer.open(path).follow("Tôi đồng hành với chị ấy").press("Lưu người đồng hành").sees("Đã ghi người đồng hành")
    officer.follow("Giao người đồng hành").press("Lưu người đồng hành", full_name="Trần Thị Dìu")
    officer.sees("Vui lòng nhập số điện thoại để chị ấy gọi được.", status=422)
    officer.press("Lưu người đồng hành", phone="0987 654 321").sees("Trần Thị Dìu", "0987 654 321")
    officer.open(path).press("Tìm", q="diu tran").follow("Trần Thị Dìu").press("Lưu người đồng hành")
    officer.sees("Người này đang đồng hành với chị ấy rồi", status=422)
    officer.open(f"/staff/support/{woman.public_id}/visits").press("Lưu", seen="Đã gọi", way="call")
    assert visits()[0].visitor.full_name == "Lê Cán Bộ"
    officer.open("/staff/women?role=mentor").sees("Trần Thị Dìu", "Đồng hành với 1 chị")
    officer.open("/staff/support/follow-up").sees("Ai đang theo dõi", "Trần Thị Dìu")
    officer.open(f"/staff/support/{woman.public_id}").follow("Ghi kết thúc")
    officer.press("Lưu ngày kết thúc", ended_on=f"{today():%d/%m/%Y}").sees("Đã ghi ngày kết thúc đồng hành")
    officer.follow("Ghi nhầm?").press("Hủy dòng này", why="nhầm người").sees("Đã hủy dòng ghi nhầm.")
    session.expire_all()
    assert session.query(Mentorship).filter(Mentorship.voided_at.is_not(None)).count() == 1


def test_another_commune_does_not_find_her(app: Flask, woman: Person) -> None:
    stranger = signed_in(app, "commune", HAC_THANH)
    with transaction():
        visit = make_visit(woman, stranger_person(), next_step="Chụp ảnh")
    paths = [f"/staff/support/{woman.public_id}/{each}" for each in ("visits", "mentors", "print", "funding")]
    for path in [*paths, f"/staff/support/visits/{visit.id}/void", f"/staff/support/visits/{visit.id}/photo"]:
        assert stranger.open(path).status == 404, path
    assert stranger.visitor.post(f"/staff/support/visits/{visit.id}/done", {}).status_code == 404
    stranger.open("/staff/support/follow-up").sees("Chị nào cũng đã được liên hệ")
    assert visits()[0].step_done_on is None


def stranger_person() -> Person:
    return make_person("Cán bộ khác")


def test_the_printed_page_tells_her_way(app: Flask, officer: Browser) -> None:
    with transaction():
        seller = make_seller("Hoàng Thị Bán")
        shop = make_shop("Bưởi chị Bán", seller=seller)
        make_granted(seller.person, paid=20_000)
        make_visit(seller.person, make_person("Trần Thị Dìu"))
    sell(shop)
    officer.open(f"/staff/support/{seller.person.public_id}").follow("Hồ sơ một trang, để in")
    officer.sees(
        "Hoàng Thị Bán", "Nấu chè lam", "Nộp đơn: hỗ trợ vốn", "Nhận 20.000đ", "Gian hàng mở cửa", "Đơn hàng đầu tiên"
    )
    officer.sees(f"Bán hàng năm {today().year}", "1 đơn, 200.000đ", "Trần Thị Dìu", "Xác nhận của Hội")
    officer.follow("Nhận 20.000đ").sees("Quỹ Hội")
    province = signed_in(app, "province").open(f"/staff/support/{seller.person.public_id}/print")
    province.sees("Bưởi chị Bán")


def test_the_list_costs_the_same_for_one_woman_and_for_many(officer: Browser, woman: Person) -> None:
    officer.open("/staff/support/follow-up")
    costs = []
    for _more in range(3):
        with counted() as sent:
            officer.open("/staff/support/follow-up").sees("Lê Thị Mận")
        costs.append(len(sent))
        with transaction():
            for number in range(3):
                other = make_person(f"Lê Thị Xa {number}")
                make_support(other).given_on = today() - timedelta(days=100 + number)
                make_mentor(other, woman)
                make_visit(other, woman, days=95, next_step="Chụp ảnh", next_due_on=today())
    assert costs[1] == costs[2]
