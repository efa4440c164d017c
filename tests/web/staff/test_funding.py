"""A file for money on the screen: opened, decided, paid, conditions, closed; what is wrong is said and kept."""

from io import BytesIO

import pytest
from flask import Flask

from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.media.models import PrivateFile
from marketplace.people.models import Person
from marketplace.programme.models import Funding, SupportRecord
from marketplace.programme.services import add_condition, say_condition_done
from tests.builders import BIEN_THUONG, HAC_THANH, make_person
from tests.media.test_exchanges import a_jpeg
from tests.outcomes import make_support, signed_in
from tests.pages import Browser
from tests.programme.making import BY, days_ago, make_file, make_granted
from tests.statements import counted

OPEN = {"programme": "2415", "kind": "loan", "aim": "trade", "wanted": "30 triệu", "idea": "Nấu chè lam"}


@pytest.fixture
def officer(app: Flask) -> Browser:
    return signed_in(app, "commune")


@pytest.fixture
def woman(app: Flask) -> Person:
    with transaction():
        return make_person("Lê Thị Mận", area_code=BIEN_THUONG)


def day(days: int) -> str:
    return f"{days_ago(days):%d/%m/%Y}"


def the_file() -> Funding:
    session.rollback()
    session.expire_all()
    return session.query(Funding).order_by(Funding.id.desc()).limit(1).one()


def test_a_loan_from_application_to_close(officer: Browser, woman: Person) -> None:
    officer.open(f"/staff/support/{woman.public_id}/funding").press("Mở hồ sơ", **OPEN, applied_on=day(40))
    officer.sees("Đã mở hồ sơ vốn", "Chờ quyết định", "30.000.000đ", "Nấu chè lam").follow("Ghi quyết định")
    said = {"answer": "granted", "decided_on": day(30), "granted": "20 triệu", "funder": "Ngân hàng Chính sách xã hội"}
    officer.press("Lưu quyết định", **said).sees("Vui lòng nhập hạn trả hết", status=422)
    officer.press("Lưu quyết định", repay_by="21/11/2099", decision_number="12/QĐ").sees("Đã duyệt, đang thực hiện")
    officer.follow("Thêm một đợt trao").press("Lưu đợt này", amount="21 triệu", planned_on=day(20))
    officer.sees("Chỉ còn 20.000.000đ chưa chia đợt", status=422)
    officer.press("Lưu đợt này", amount="15 triệu").sees("15.000.000đ", "còn 5.000.000đ chưa chia đợt")
    officer.follow("Ghi đã trao").press("Lưu: đã trao", paid_on="01/01/2100").sees("Ngày này chưa tới", status=422)
    officer.press("Lưu: đã trao", paid_on=day(20), files={"proof": (BytesIO(a_jpeg()), "nhan.jpg")}).sees(
        "đã trao ngày"
    )
    kind, _content = officer.fetch(next(h for h, text in officer._read.links if "Xem giấy nhận tiền" in text))
    assert kind == "image/jpeg" and session.query(PrivateFile).count() == 1
    officer.follow("Thêm một điều kiện").press("Lưu điều kiện", text="Nộp hóa đơn mua nồi", due_on=day(1))
    officer.sees("Nộp hóa đơn mua nồi", "quá hạn").follow("Ghi một lần trả vốn")
    officer.press("Lưu lần trả này", amount="16 triệu", repaid_on=day(2)).sees("chỉ còn nợ 15.000.000đ", status=422)
    officer.press("Lưu lần trả này", amount="15 triệu").sees("Đã trả", "Còn nợ không")
    officer.follow("Kết thúc hồ sơ").press("Kết thúc", closed_on=day(0), result="Bán hàng đều")
    officer.sees("Vui lòng ghi lý do", status=422)
    assert officer.form("Kết thúc").fields["result"] == "Bán hàng đều"
    officer.press("Kết thúc", why="hóa đơn thất lạc").sees("Đã kết thúc", "hóa đơn thất lạc")
    assert the_file().status == "closed" and session.query(SupportRecord).one().amount_dong == 20_000_000
    officer.press("Mở lại hồ sơ").sees("Đã mở lại hồ sơ")
    officer.open("/staff/support/funding").sees("Nguồn lực đã huy động", "15.000.000đ").follow("15.000.000đ")
    officer.sees("Nguồn: Ngân hàng Chính sách xã hội", "Lê Thị Mận")
    officer.open("/staff/programmes/2415").sees("Nguồn lực huy động cho phụ nữ")
    officer.open("/staff/programmes/2415/resources_mobilised").sees("15.000.000đ").follow("Mở hồ sơ")
    officer.sees("Vốn vay: Lê Thị Mận", "12/QĐ")


def test_a_tranche_that_was_not_paid_is_taken_back(officer: Browser, woman: Person) -> None:
    with transaction():
        row = make_granted(woman, paid=10_000)
    officer.open(f"/staff/support/funding/{row.id}").follow("Ghi nhầm?").press("Lưu: chưa trao")
    officer.sees("Vui lòng ghi lý do", status=422)
    officer.press("Lưu: chưa trao", why="trao nhầm người").sees("dự kiến ngày")
    officer.press("Bỏ đợt 10.000đ").sees("Chưa chia đợt")
    assert the_file().tranches == []


def test_the_same_form_sent_twice_plans_one_tranche(officer: Browser, woman: Person) -> None:
    with transaction():
        row = make_granted(woman)
    path = f"/staff/support/funding/{row.id}/tranches"
    fields = dict(officer.open(path).form("Lưu đợt này").fields) | {"amount": "10.000", "planned_on": day(0)}
    for _again in range(2):
        assert officer.visitor.post(path, fields).status_code == 303
    assert len(the_file().tranches) == 1


def test_what_is_wrong_is_said_and_the_rest_is_kept(officer: Browser, woman: Person) -> None:
    page = officer.open(f"/staff/support/{woman.public_id}/funding").press("Mở hồ sơ", idea="Chè", kind="loan")
    page.sees("Mời chọn Đề án.", "Mời chọn hỗ trợ này để", "Vui lòng nhập ngày", status=422)
    assert page.form("Mở hồ sơ").fields["idea"] == "Chè" and session.query(Funding).count() == 0
    page.press("Mở hồ sơ", **OPEN, applied_on="31/12/2025").sees("nằm ngoài thời gian của Đề án", status=422)


def test_no_file_is_opened_for_a_programme_that_had_ended(officer: Browser, woman: Person) -> None:
    officer.open(f"/staff/support/{woman.public_id}/funding")
    officer.press("Mở hồ sơ", **{**OPEN, "programme": "939"}, applied_on=day(10))
    officer.sees("Ngày này nằm ngoài thời gian của Đề án.", status=422)
    assert session.query(Funding).count() == 0


def test_what_cannot_be_done_now_says_why_and_keeps_what_was_typed(officer: Browser, woman: Person) -> None:
    with transaction():
        row = make_file(woman)
    page = f"/staff/support/funding/{row.id}"
    officer.open(page + "/tranches").press("Lưu đợt này", amount="10.000", planned_on=day(0))
    officer.sees("Hồ sơ này đang chờ quyết định. Vui lòng ghi quyết định trước.", status=422)
    assert officer.form("Lưu đợt này").fields["amount"] == "10.000" and the_file().tranches == []
    officer.open(page + "/repayments").sees("Chỉ vốn vay mới có lần trả vốn")
    officer.open(page + "/void").press("Hủy hồ sơ", why="nhầm")
    officer.open(page + "/close").press("Kết thúc", closed_on=day(0), result="Xong").sees("đã hủy", status=422)


def test_a_record_of_support_gets_its_file_once(officer: Browser, woman: Person) -> None:
    with transaction():
        support = make_support(woman)
        support.kind, support.amount_dong = "grant", 5_000_000
    her_page = f"/staff/support/{woman.public_id}"
    officer.open(her_page).sees("Chưa rõ").follow("Mở hồ sơ vốn cho lượt này")
    assert officer.form("Mở hồ sơ").fields["wanted"] == "5.000.000"
    officer.press("Mở hồ sơ", aim="start_up").sees("Đã mở hồ sơ vốn")
    assert the_file().support_id == support.id
    officer.open(her_page).press("Hủy bản ghi", why="nhầm").sees("có hồ sơ vốn. Mời hủy hồ sơ vốn")
    officer.follow("Xem hồ sơ vốn").follow("Hủy hồ sơ này").press("Hủy hồ sơ", why="nhầm").sees("Ghi nhầm, đã hủy")


def test_what_she_said_is_done_is_seen_and_confirmed(officer: Browser, woman: Person) -> None:
    with transaction():
        row = make_granted(woman)
        condition = add_condition(row, text="Nộp hóa đơn", due_on=today(), **BY)
        say_condition_done(condition, actor=BY["actor"])
    officer.open(f"/staff/support/funding/{row.id}").sees("chị ấy báo đã xong ngày").follow("Ghi đã xong")
    officer.press("Lưu: đã xong", fulfilled_on=day(0)).sees("điều kiện này đã xong")
    officer.press("Chưa xong").sees("điều kiện này chưa xong")
    officer.press("Bỏ điều kiện “Nộp hóa đơn”").sees("Chưa ghi điều kiện nào")


def test_another_commune_does_not_find_it(app: Flask, woman: Person) -> None:
    with transaction():
        row = make_granted(woman, paid=10_000)
    stranger = signed_in(app, "commune", HAC_THANH)
    for path in ("", "/decide", "/tranches", "/close", "/void", "/papers/1"):
        assert stranger.open(f"/staff/support/funding/{row.id}{path}").status == 404
    assert stranger.visitor.post(f"/staff/support/funding/{row.id}/void", {"why": "nhầm"}).status_code == 404
    stranger.open("/staff/support/funding").sees("Chưa có hồ sơ vốn nào")
    assert the_file().status == "granted"


def test_the_list_is_narrowed_and_costs_the_same(app: Flask, officer: Browser, woman: Person) -> None:
    with transaction():
        make_granted(woman, paid=10_000)
        make_file(woman, "loan")
    officer.open("/staff/support/funding?status=applied").sees("Vốn vay", "Chờ quyết định")
    assert "10.000đ" not in officer.text.partition("Nguồn lực đã huy động")[0]
    officer.open("/staff/support/funding?status=refused").sees("Chưa có hồ sơ nào như vậy")
    costs = []
    for _more in range(2):
        with counted() as sent:
            officer.open("/staff/support/funding")
        costs.append(len(sent))
        with transaction():
            for days in (10, 11, 12):
                make_file(make_person(), days=days)
    assert costs[0] == costs[1]


def test_parts_stand_below_their_whole(app: Flask, officer: Browser, woman: Person) -> None:
    with transaction():
        make_support(woman)
        make_granted(woman, days=100)
    officer.open("/staff/programmes/2415").sees("Số phụ nữ được hỗ trợ", "Trong đó: Số phụ nữ được hỗ trợ khởi nghiệp")
    text = officer.text
    places = [
        text.index(f"Trong đó: Số phụ nữ được hỗ trợ{each}") for each in (" khởi nghiệp", " khởi sự", ", chưa rõ")
    ]
    assert text.index("Số phụ nữ được hỗ trợ") < places[0] < places[1] < places[2] < text.index("Số gian hàng mở mới")
    officer.open("/staff/programmes/2415/women_aim_unclear").sees("Lê Thị Mận").follow("Mở hồ sơ")
    officer.press("Lưu", aim="start_up").sees("Đã ghi: hỗ trợ này để khởi nghiệp.")
    officer.open("/staff/programmes/2415/women_aim_unclear").sees("Chưa có hồ sơ nào trong kỳ này")
    officer.open("/staff/programmes/2415/women_start_up").sees("Lê Thị Mận")
