"""«Hội viên, cán bộ»: a woman is found, entered once, given posts; ends and mistakes are said and taken back."""

from datetime import date

import pytest
from flask import Flask

from marketplace.association.models import CadrePost, Membership
from marketplace.association.services import add_branch
from marketplace.audit.models import AuditEntry
from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, make_seller, make_shop, unit_of
from tests.outcomes import make_support, signed_in
from tests.pages import Browser
from tests.statements import counted

NEW, SAVE = "/staff/women/new", "Lưu hội viên"
LINE = {"full_name": "Lê Thị Mận", "birth_year": "1985", "village": "Thôn Đông"}


@pytest.fixture
def officer(app: Flask) -> Browser:
    return signed_in(app, "commune")


def rows(model: type[Membership] | type[CadrePost] = Membership) -> list[Membership | CadrePost]:
    session.rollback()
    session.expire_all()
    return list(session.query(model).order_by(model.id))


def page_of(person: Person) -> str:
    return f"/staff/women/{person.public_id}"


def test_a_line_of_a_paper_list_is_entered_and_found(officer: Browser) -> None:
    officer.open("/staff/women").follow("Lê Cán Bộ").sees("Làm việc trên trang này", "Cán bộ Hội xã, phường")
    officer.open("/staff/women?role=member").sees("Chưa ghi ai có vai trò này")
    officer.open("/staff/women").follow("Ghi hội viên")
    officer.press(SAVE, **LINE, began_on="8/3/2015", phone="0912 345 678")
    officer.sees("Đã ghi chị Lê Thị Mận là hội viên.", "Hội LHPN xã Biện Thượng, từ 08/03/2015", "0912 345 678")
    officer.sees("Thôn Đông, Xã Biện Thượng")
    [row] = rows()
    assert (row.unit_id, row.began_on) == (unit_of(BIEN_THUONG).id, date(2015, 3, 8))
    assert row.person.area_code == BIEN_THUONG
    for sought in ("man le", "0912345678", "1985", "bà Mận Lê 1985"):
        officer.open("/staff/women").press("Tìm", q=sought).sees("Lê Thị Mận", "Hội viên, Hội LHPN xã Biện Thượng")
    officer.press("Tìm", role="seller").sees("Chưa thấy ai như vậy", "Tìm trong mọi vai trò")
    officer.open("/staff/women?role=seller").sees("Chưa ghi ai có vai trò này")


def test_nobody_found_says_what_to_try(officer: Browser) -> None:
    officer.open(NEW).press(SAVE, **LINE)
    officer.open("/staff/women").press("Tìm", q="Lê Thị Mậm").sees("Chưa thấy ai như vậy", "Thử riêng: Mậm · Lê")
    officer.follow("Lê").sees("Lê Thị Mận")


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("full_name", "", "Vui lòng nhập họ và tên của hội viên."),
        ("birth_year", "", "Vui lòng nhập năm sinh, ví dụ 1985"),
        ("birth_year", "mười", "Vui lòng nhập năm sinh bằng bốn chữ số"),
        ("village", " ", "Vui lòng nhập thôn, bản hoặc khu phố"),
        ("phone", "12", "Số điện thoại này còn thiếu chữ số."),
        ("began_on", "01/01/2100", "Ngày này chưa tới."),
        ("began_on", "31/02/2015", "Không có ngày 31/02/2015 trong lịch."),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(officer: Browser, field: str, typed: str, words: str) -> None:
    before = session.query(Person).count()
    officer.open(NEW).press(SAVE, **{**LINE, "began_on": "8/3/2015", "phone": "0912345678", field: typed})
    officer.sees(words, status=422)
    kept = {**LINE, field: typed.strip()}
    assert {name: officer.form(SAVE).fields[name] for name in LINE} == {name: kept[name] for name in LINE}
    assert rows() == [] and session.query(Person).count() == before


def test_who_may_be_known_is_shown_before_a_second_woman_is_made(officer: Browser) -> None:
    officer.open(NEW).press(SAVE, **LINE)
    officer.open(NEW).press(SAVE, **{**LINE, "full_name": "Chị LÊ MẬN"})
    officer.sees(
        "Có thể chị ấy đã có trong danh sách", "Là chị Lê Thị Mận", "1985, Thôn Đông, Xã Biện Thượng", status=422
    )
    [first] = rows()
    officer.press(SAVE, person=first.person.public_id).sees("Chị ấy đang là hội viên của Hội LHPN xã", status=422)
    officer.open(NEW).press(SAVE, **LINE).press(SAVE, person="another").sees("Đã ghi chị Lê Thị Mận là hội viên.")
    hers, pair = officer.address, "cùng tên"
    assert pair not in officer.text, "the officer has just said that they are two"
    officer.open("/staff/duplicates/judged").press("Bỏ kết luận này")
    officer.open(hers).sees("Có thể là một người", pair)
    assert len({row.person_id for row in rows()}) == 2


def test_the_same_form_sent_twice_makes_one_member(officer: Browser) -> None:
    fields = dict(officer.open(NEW).form(SAVE).fields) | LINE
    for _again in range(2):
        assert officer.visitor.post(NEW, fields).status_code == 303
    assert len(rows()) == 1 and session.query(Person).filter_by(full_name="Lê Thị Mận").count() == 1


def test_somebody_known_becomes_a_member_and_shows_all_her_roles(app: Flask, officer: Browser) -> None:
    with transaction():
        seller = make_seller("Hoàng Thị Bán")
        make_shop("Bưởi chị Bán", seller=seller)
        make_support(seller.person)
        woman = seller.person
    officer.open("/staff/women").press("Tìm", q="hoang ban").follow("Hoàng Thị Bán")
    officer.sees("Chưa ghi chị ấy là hội viên", "Bưởi chị Bán", "Tập huấn")
    officer.follow("Ghi là hội viên").sees("Hoàng Thị Bán")
    officer.press(SAVE).sees("Đã ghi chị Hoàng Thị Bán là hội viên.", "chưa ghi từ ngày nào", "Bưởi chị Bán")
    assert [row.person_id for row in rows()] == [woman.id]
    officer.follow("Bưởi chị Bán").sees("Gian hàng")


def test_her_exact_phone_finds_a_woman_of_elsewhere_by_name_alone(app: Flask, officer: Browser) -> None:
    with transaction():
        woman = make_person("Lê Thị Kín", phone="+84912345678", birth_year=1980, area_code=HAC_THANH)
    assert officer.open(page_of(woman)).status == 404
    assert officer.open(f"{NEW}?person={woman.public_id}").status == 404
    officer.open(NEW).press("Tìm", q="0912345678").sees("Số này của một chị ngoài địa bàn").follow("Lê Thị Kín")
    assert "1980" not in officer.text
    officer.press(SAVE).sees("Đã ghi chị Lê Thị Kín là hội viên.", "1980")
    entry = session.query(AuditEntry).filter_by(action="person.looked_up").one()
    assert (entry.subject_id, entry.purpose) == (woman.id, "register")


def test_a_member_of_elsewhere_is_refused_without_saying_where(app: Flask, officer: Browser) -> None:
    there = signed_in(app, "commune", HAC_THANH)
    there.open(NEW).press(SAVE, **LINE, phone="0912345678")
    officer.open(NEW).press("Tìm", q="0912345678").follow("Lê Thị Mận").press(SAVE)
    officer.sees("Chị ấy đang là hội viên ở nơi khác.", status=422)
    assert "Hạc Thành" not in officer.text and len(rows()) == 1


def test_an_end_with_day_and_reason_and_its_taking_back(officer: Browser) -> None:
    officer.open(NEW).press(SAVE, **LINE, began_on="8/3/2015").follow("Ghi kết thúc")
    officer.sees("Hội viên, Hội LHPN xã Biện Thượng, từ 08/03/2015")
    officer.press("Lưu ngày kết thúc", ended_on="1/3/2015").sees("Mời chọn lý do.", status=422)
    assert officer.form("Lưu ngày kết thúc").fields["ended_on"] == "01/03/2015"
    officer.press("Lưu ngày kết thúc", why="moved").sees("Ngày này trước ngày vào Hội.", status=422)
    officer.press("Lưu ngày kết thúc", ended_on="20/10/2020").sees(
        "chị Lê Thị Mận thôi là hội viên", "Chuyển đi nơi khác", "đến 20/10/2020"
    )
    officer.open("/staff/women").press("Tìm", role="former_member").follow("Lê Thị Mận")
    officer.press("Bỏ ngày kết thúc").sees("vẫn là hội viên")
    assert rows()[0].ended_on is None


def test_a_mistake_is_voided_with_its_reason(officer: Browser) -> None:
    officer.open(NEW).press(SAVE, **LINE).follow("Ghi nhầm?")
    officer.press("Hủy dòng này").sees("Vui lòng ghi lý do hủy.", status=422)
    officer.press("Hủy dòng này", why="nhầm người").sees("Đã hủy dòng ghi nhầm.", "đã hủy", "lý do: nhầm người")
    [row] = rows()
    assert row.voided_why == "nhầm người"
    officer.visitor.post(f"/staff/women/memberships/{row.id}/void", {"why": "lần nữa"})
    assert rows()[0].voided_why == "nhầm người"


def test_posts_are_given_and_ended(app: Flask, officer: Browser) -> None:
    with transaction():
        east = add_branch(unit_of(BIEN_THUONG), "Chi hội thôn Đông", SYSTEM_ACTOR)
        code, commune = east.code, unit_of(BIEN_THUONG).code
    officer.open(NEW).press(SAVE, **LINE, unit=code).follow("Ghi chức vụ")
    officer.press("Lưu chức vụ", post="branch_head", unit=commune).sees("là chức vụ của chi hội", status=422)
    officer.press("Lưu chức vụ", unit=code, began_on="8/3/2021")
    officer.sees("Đã ghi chức vụ", "Chi hội trưởng", "Chi hội thôn Đông, từ 08/03/2021")
    hers = officer.address
    officer.open(NEW).press(SAVE, **{**LINE, "full_name": "Cao Thị Lan"}, unit=code).follow("Ghi chức vụ")
    officer.press("Lưu chức vụ", post="branch_head", unit=code).sees("đang là chị Lê Thị Mận", status=422)
    officer.press("Lưu chức vụ", post="branch_deputy").sees("Chi hội phó").follow("Ghi kết thúc")
    officer.press("Lưu ngày kết thúc", ended_on="8/3/2026", why="left").sees("Chị ấy còn chức vụ ở Hội.")
    officer.open("/staff/women?role=branch_head").sees("Lê Thị Mận", "Chi hội trưởng, Chi hội thôn Đông")
    assert "Cao Thị Lan" not in officer.text
    officer.open(hers)
    [held, _deputy] = rows(CadrePost)
    officer.open(f"/staff/women/posts/{held.id}/end").press("Lưu ngày kết thúc", ended_on="8/3/2026", why="term_over")
    officer.sees("thôi giữ chức vụ này", "Hết nhiệm kỳ", "đến 08/03/2026").press("Bỏ ngày kết thúc").sees("vẫn giữ")
    officer.open(f"/staff/women/posts/{held.id}/void").press("Hủy dòng này", why="nhầm").sees("Đã hủy dòng ghi nhầm.")


def test_another_territory_is_not_found_and_nothing_changed(app: Flask, officer: Browser) -> None:
    there = signed_in(app, "commune", HAC_THANH)
    there.open(NEW).press(SAVE, **LINE)
    [row] = rows()
    stranger = officer.visitor
    assert officer.open(page_of(row.person)).status == 404
    assert "Lê Thị Mận" not in officer.open("/staff/women?q=man").text
    assert officer.open(f"/staff/women?unit={unit_of(HAC_THANH).code}").status == 404
    for act, fields in (
        ("end", {"ended_on": "1/1/2026", "why": "left"}),
        ("void", {"why": "không"}),
        ("resume", {}),
    ):
        assert stranger.post(f"/staff/women/memberships/{row.id}/{act}", fields).status_code == 404
    assert stranger.post(f"{page_of(row.person)}/posts", {"post": "president"}).status_code == 404
    [after] = rows()
    assert after.ended_on is after.voided_at is None and rows(CadrePost) == []


def test_of_two_territories_each_sees_its_own_part_of_her(app: Flask, officer: Browser) -> None:
    with transaction():
        woman = make_person("Lê Thị Mận")
        make_support(woman, HAC_THANH).kind = "loan"
        session.flush()
        make_support(woman)
    officer.open(page_of(woman)).sees("Tập huấn")
    assert "Vay vốn" not in officer.text and "Hạc Thành" not in officer.text


def test_the_pages_cost_the_same_however_many_there_are(app: Flask, officer: Browser) -> None:
    costs = []
    for _more in range(2):
        for _each in range(3):
            officer.open(NEW).press(SAVE, **{**LINE, "full_name": f"Cao Thị {'Abcdef'[len(rows())]}n"})
        with counted() as sent:
            officer.open("/staff/women")
        costs.append(len(sent))
    assert costs[0] == costs[1] and costs[0] <= 30


def test_a_merged_record_leads_to_the_kept_one(app: Flask, officer: Browser) -> None:
    with transaction():
        kept, merged = (make_person(name, area_code=BIEN_THUONG) for name in ("Lê Thị Mận", "Lê Mận"))
        merged.merged_into_id = kept.id
    assert officer.open(page_of(merged)).address.endswith(kept.public_id)


def test_the_province_comes_from_a_branch_to_its_members(app: Flask, officer: Browser) -> None:
    with transaction():
        east = add_branch(unit_of(BIEN_THUONG), "Chi hội thôn Đông", SYSTEM_ACTOR)
        code, key = east.code, east.id
    officer.open(NEW).press(SAVE, **LINE, unit=code)
    officer.open(NEW).press(SAVE, **{**LINE, "full_name": "Cao Thị Lan"}, unit=unit_of(BIEN_THUONG).code)
    province = signed_in(app, "province").open(f"/staff/units/{key}").follow("Hội viên, cán bộ")
    province.open(f"/staff/women?unit={code}").sees("Lê Thị Mận", "Chi hội thôn Đông")
    assert "Cao Thị Lan" not in province.text and province.form("Tìm").fields["unit"] == code
    hers = province.follow("Lê Thị Mận").follow("Ghi chức vụ")
    hers.press("Lưu chức vụ", post="branch_head", unit=code).sees("Đã ghi chức vụ", "Chi hội trưởng")
