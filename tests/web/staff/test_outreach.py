"""«Đợt hướng dẫn»: numbers first, then the pasted list, relatives beside each, a photo; figures open it."""

import re
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from marketplace.association.models import Unit
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.training.models import Outreach, OutreachWoman
from marketplace.training.services import Day, enter_helped, record_outreach
from marketplace.training.topics import VNEID
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, unit_of
from tests.days import in_days, this_year, typed
from tests.media.pipeline.pictures import encoded, scene
from tests.outcomes import signed_in
from tests.pages import Browser
from tests.statements import counted
from tests.training.making import ALL, make_women

NEW, SAVE = "/staff/outreach/new", "Lưu đợt hướng dẫn"
DAY = {"kind": "vneid", "women_said": "5", "male_said": "2", "programmes": ["2415"]}
LISTED = "1. Lê Thị Mận, 1985, thôn Đông, 0912345678\n2. Cao Thị Lan, 1990\n3. Hà Thị Xuân 1979"


def said(**more: Any) -> dict[str, Any]:
    """What an officer types of a day of three days ago."""
    return {**DAY, "held_on": typed(in_days(-3)), **more}


@pytest.fixture
def officer(app: Flask) -> Browser:
    return signed_in(app, "commune")


def helped() -> list[OutreachWoman]:
    session.rollback()
    session.expire_all()
    return list(session.query(OutreachWoman).filter_by(voided_at=None).order_by(OutreachWoman.id))


def test_numbers_come_first_and_give_way_to_the_list(app: Flask, officer: Browser) -> None:
    with transaction():
        known = make_person("Cao Thị Lan", birth_year=1990, area_code=BIEN_THUONG).id
    officer.open("/staff/outreach").sees("Chưa có đợt hướng dẫn nào").follow("Ghi một đợt hướng dẫn")
    officer.press(SAVE, **said()).sees("Đã lưu đợt hướng dẫn.", "phụ nữ chưa có danh sách", "Đề án 2415")
    officer.open("/staff/outreach?show=unlisted").sees("Cài đặt, dùng VNeID").follow("Cài đặt, dùng VNeID")
    officer.follow("Dán danh sách").press("Xem lại danh sách", lines=LISTED)
    officer.sees("1 người đã có hồ sơ, 2 người mới").press("Ghi vào danh sách").sees("Đã ghi 3 chị vào danh sách.")
    assert [one.person_id == known for one in helped()] == [False, True, False]
    first = helped()[0].id
    officer.press("Lưu số người thân", **{f"male-{first}": "x"}).sees("Chưa lưu", "chị Lê Thị Mận".title(), status=422)
    officer.press("Lưu số người thân", **{f"male-{first}": "3"}).sees("Đã lưu số người thân.", "0 nữ, 3 nam")
    photo = (BytesIO(encoded(scene(320, 240), "JPEG")), "ky.jpg")
    officer.press("Giữ ảnh này", files={"photo": photo}).sees("Đã giữ ảnh của đợt hướng dẫn.", "Ảnh 1")
    [path] = re.findall(r'href="(/staff/outreach/\d+/photos/\d+)"', officer.html)
    assert officer.fetch(path)[0] == "image/jpeg"
    assert signed_in(app, "commune", HAC_THANH).visitor.get(path).status_code == 404
    for code, shown in (("women_helped", "3 người"), ("people_reached", "6 lượt"), ("women_helped_unlisted", "2 lượt")):
        officer.open(f"/staff/programmes/2415/{code}?period={this_year()}").sees(shown)
        officer.follow("Mở hồ sơ").sees("Cài đặt, dùng VNeID", "Danh sách (3)")


def test_sent_twice_is_once_and_a_stranger_finds_nothing(app: Flask, officer: Browser) -> None:
    officer.open(NEW)
    form = officer.form(SAVE)
    officer.press(SAVE, **said())
    sent = {**form.fields, **said()}
    assert officer.visitor.post(NEW, data=sent).status_code in (302, 303)
    session.rollback()
    [row] = session.query(Outreach).all()
    stranger = signed_in(app, "commune", HAC_THANH).visitor
    for path in ("", "/edit", "/void", "/people/new", "/people/paste"):
        assert stranger.get(f"/staff/outreach/{row.id}{path}").status_code == 404
    officer.open(NEW).press(SAVE, **said()).sees("Đơn vị đã có đợt giống hệt", status=422)
    officer.open(NEW).press(SAVE, **said(held_on=typed(in_days(7)), about="x")).sees("chưa tới", status=422)
    officer.open(NEW).press(SAVE, **said(kind=None)).sees("Mời chọn hướng dẫn việc gì.", status=422)
    assert session.query(Outreach).count() == 1


def test_who_was_elsewhere_that_day_is_said_before_she_is_entered(app: Flask, officer: Browser) -> None:
    with transaction():
        [woman] = make_women(1)
        there = record_outreach(unit_of(HAC_THANH), Day(VNEID, in_days(-3)), **ALL)
        enter_helped(there, [(woman, 0, 0)], **ALL)
        line = f"{woman.full_name}, {woman.birth_year}"
    officer.open(NEW).press(SAVE, **said()).follow("Dán danh sách").press("Xem lại danh sách", lines=line)
    officer.press("Ghi vào danh sách").sees("cùng ngày đã có tên ở nơi khác, ngoài địa bàn", status=422)
    assert len(helped()) == 1
    officer.press("Ghi vào danh sách", also="1").sees("Đã ghi 1 chị")
    officer.follow("Ghi nhầm? Lê Thị Mận").press("Hủy dòng này", why="Chị ấy vắng").sees("Đã hủy dòng ghi nhầm.")
    officer.follow("Ghi một người").press("Tìm", q="man").follow("Lê Thị Mận").press("Ghi vào danh sách", male="1")
    officer.sees("Chưa ghi. Cùng ngày", status=422).press("Ghi vào danh sách", also="y").sees("Đã ghi chị Lê Thị Mận")
    officer.follow("Sửa").press(SAVE, helpers="Đoàn Thanh niên").sees("Đã lưu.", "Đoàn Thanh niên")
    officer.open(f"/staff/women/{woman.public_id}").sees("Được hướng dẫn tại chỗ")
    officer.follow("Cài đặt, dùng VNeID").follow("Ghi nhầm?").press("Hủy đợt này", why="Không có thật")
    officer.sees("Đợt này đã hủy. Lý do: Không có thật")
    assert len(helped()) == 1


def test_its_page_costs_no_more_with_more_women(officer: Browser) -> None:
    with transaction():
        row = record_outreach(unit_of(BIEN_THUONG), Day(VNEID, in_days(-3)), **ALL)
        women, key = make_women(6), row.id
        enter_helped(row, [(women[0], 0, 0)], **ALL)
    officer.open(f"/staff/outreach/{key}")
    costs = []
    for more in ([], women[1:]):
        with transaction():
            enter_helped(session.get_one(Outreach, key), [(session.merge(one), 1, 1) for one in more], **ALL)
        with counted() as sent:
            officer.open(f"/staff/outreach/{key}")
        costs.append(len(sent))
    assert costs[0] == costs[1] <= 35


def test_mother_and_daughter_with_one_phone_are_two_lines_of_one_list(officer: Browser) -> None:
    lines = "Cao Thị Mẹ 1950 0987000111\nCao Thị Con 80 0987000111"
    officer.open(NEW).press(SAVE, **said()).follow("Dán danh sách").press("Xem lại danh sách", lines=lines)
    officer.press("Ghi vào danh sách").sees("Đã ghi 2 chị vào danh sách.")
    women = [(one.person.full_name, one.person.birth_year, one.person.phone) for one in helped()]
    assert women == [("Cao Thị Mẹ", 1950, "+84987000111"), ("Cao Thị Con", 1980, "+84987000111")]


def test_a_province_says_once_in_which_commune_the_women_of_its_outreach_live(app: Flask, officer: Browser) -> None:
    officer.open(NEW).press(SAVE, **said()).follow("Dán danh sách")
    assert "xã/phường nào" not in officer.text  # a commune's own outreach
    officer = signed_in(app, "province")
    officer.open(NEW).press(SAVE, **said(unit=session.query(Unit).filter_by(level="province").one().code))
    officer.follow("Dán danh sách").press("Xem lại danh sách", lines="Hà Thị Xuân, 1979, thôn Đông", commune="")
    officer.sees("Chưa chọn xã, phường của danh sách").press("Ghi vào danh sách").sees("Đã ghi 1 chị")
    officer.follow("Dán danh sách").press("Xem lại danh sách", lines=LISTED, commune=BIEN_THUONG)
    officer.sees("Danh sách của Xã Biện Thượng.", "đã có tên").press("Ghi vào danh sách").sees("Đã ghi 2 chị")
    homes = [(one.person.area_code, one.person.address_line) for one in helped()]
    assert homes == [(None, ""), (BIEN_THUONG, "thôn Đông"), (BIEN_THUONG, "")]


def test_a_key_of_twenty_figures_is_nobodys(officer: Browser) -> None:
    for path in (f"/staff/outreach/{10**19}", f"/classes/TN26ABC/here/{10**19}", f"/staff/programmes/totals/{2**63}"):
        assert officer.open(path).status == 404
