"""Full-time officers and their courses, and the theme of the year, through the pages."""

from datetime import date

import pytest
from flask import Flask

from marketplace.association.models import OfficerTraining, YearTheme
from marketplace.association.posts import FULL_TIME
from marketplace.association.scope import EVERYTHING
from marketplace.association.services import give_post
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, unit_of
from tests.days import in_days, this_year, typed
from tests.outcomes import signed_in

LINE = {"course": "Kỹ năng số", "trained_on": "1/3/2026"}


@pytest.fixture
def posts(app: Flask) -> list[int]:
    with transaction():
        people = {"Lê Thị Chuyên": BIEN_THUONG, "Vũ Thị Hạc": HAC_THANH}
        by = {"actor": Actor(OFFICER, 1), "scope": EVERYTHING, "began_on": date(2025, 7, 1)}
        return [give_post(make_person(n), unit_of(a), FULL_TIME, **by).id for n, a in people.items()]


def test_a_course_is_entered_for_a_full_time_officer(app: Flask, posts: list[int]) -> None:
    page = signed_in(app, "commune").open("/staff").follow("Cán bộ chuyên trách")
    page.sees("Lê Thị Chuyên", "Chưa được tập huấn (1)")
    assert "Vũ Thị Hạc" not in page.text
    page.follow("Ghi lớp tập huấn").press("Lưu lớp tập huấn", course="", trained_on="1/3/2100")
    page.sees("Vui lòng nhập tên lớp.", "Ngày này chưa tới.", status=422)
    page.press("Lưu lớp tập huấn", **LINE).sees("đã được tập huấn", "Kỹ năng số, 01/03/2026", "Chưa được tập huấn (0)")
    page.open(f"/staff/full-time/{posts[0]}/courses").press("Lưu lớp tập huấn", **LINE)
    page.sees("Lớp này, ngày này đã ghi cho chị ấy rồi.", status=422)
    page.open("/staff/full-time?show=untrained").sees("Không còn ai").open("/staff/full-time").follow("Ghi nhầm?")
    page.press("Hủy dòng này", why="nhầm người").sees("Chưa được tập huấn (1)")


def test_a_stranger_records_no_course(app: Flask, posts: list[int]) -> None:
    page = signed_in(app, "commune")
    assert page.visitor.post(f"/staff/full-time/{posts[1]}/courses", LINE).status_code == 404
    assert session.query(OfficerTraining).count() == 0


def test_the_theme_of_the_year_stands_on_the_first_page(app: Flask) -> None:
    province, year = signed_in(app, "province"), today().year
    province.open("/staff").follow("Chủ đề năm").press("Lưu chủ đề năm", theme="", year="26")
    province.sees("Vui lòng nhập chủ đề năm.", "Vui lòng nhập năm bằng bốn chữ số", status=422)
    said = {"theme": "Năm chuyển đổi số", "breakthrough": "Mỗi chị một kỹ năng", "year": str(year)}
    province.press("Lưu chủ đề năm", **said).sees(f"Đã lưu chủ đề năm {year}.")
    province.press("Lưu chủ đề năm", **said).sees("Chủ đề năm này đã ghi đúng như vậy rồi.", status=422)
    signed_in(app, "commune").open("/staff").sees(f"Chủ đề năm {year}:", "Năm chuyển đổi số", "Mỗi chị một kỹ năng")
    signed_in(app, "operator").open("/staff").sees("Năm chuyển đổi số")
    assert signed_in(app, "commune").open("/staff/themes").status == 403
    assert session.query(YearTheme).count() == 1


def test_activities_name_the_theme_of_their_year_and_its_page_lists_them(app: Flask) -> None:
    province, commune = signed_in(app, "province"), signed_in(app, "commune")
    lesson = {"title": "Zalo cho chị em", "topic": "digital_skills", "capacity": "9", "themes": ["theme"]}
    lesson["begins_on"] = typed(in_days(0))
    commune.open("/staff/classes/new").press("Mở lớp này", **lesson)
    commune.sees(f"Năm {this_year()} chưa ghi chủ đề. Mời bỏ dấu này", status=422)
    province.open("/staff/themes").press("Lưu chủ đề năm", year=this_year(), theme="Năng lực số")
    commune.press("Mở lớp này", **lesson).sees("Thực hiện chủ đề năm", "Năng lực số")
    commune.follow("Sửa thông tin lớp").press("Lưu thông tin lớp", themes=["breakthrough"])
    commune.sees("chưa ghi khâu đột phá", status=422).press("Lưu thông tin lớp", themes=["theme"]).sees("Đã lưu.")
    day = {"kind": "vneid", "held_on": typed(in_days(0)), "themes": ["theme"]}
    commune.open("/staff/outreach/new").press("Lưu đợt hướng dẫn", **day).sees("Năng lực số")
    contest = {"name": "Phụ nữ khởi nghiệp", "level": "commune", "themes": ["theme"]}
    commune.open("/staff/contests/new").press("Lưu cuộc thi", **contest).sees("Năng lực số")
    dance = {"name": "Dân vũ", "kind": "dance", "held_on": typed(in_days(0)), "themes": ["theme"]}
    commune.open("/staff/contests/movements/new").press("Lưu cuộc thi", **dance).sees("Năng lực số")
    province.open("/staff/themes").follow("Hoạt động thực hiện: 4")
    province.sees("Zalo cho chị em", "Cài đặt, dùng VNeID", "Phụ nữ khởi nghiệp", "Dân vũ").follow("Dân vũ")
    province.sees("Chủ đề năm")
    elsewhere = signed_in(app, "commune", HAC_THANH).open(f"/staff/themes/{this_year()}")
    elsewhere.sees("Chưa có hoạt động nào thực hiện chủ đề này")
    assert elsewhere.open("/staff/themes/2001").status == 404
