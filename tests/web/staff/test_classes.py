"""«Lớp tập huấn»: opened in four fields, filled from a pasted list, the roll called, certificates issued."""

import re
from datetime import timedelta
from io import BytesIO

import pypdf
import pytest
from flask import Flask

from marketplace.association.models import Unit
from marketplace.audit.models import AuditEntry
from marketplace.core import outbox
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.programme.models import CountedRecord
from marketplace.training.models import Attendance, ClassCall, Enrolment, TrainingClass
from marketplace.training.services import enrol
from tests.builders import BIEN_THUONG, HAC_THANH, HANOI_BA_DINH, make_customer, make_person, unit_of
from tests.media.pipeline.pictures import encoded, scene
from tests.outcomes import signed_in
from tests.pages import Browser
from tests.statements import counted
from tests.training.making import ALL, fill, first_session, make_class, make_done, make_women

NEW, OPEN = "/staff/classes/new", "Mở lớp này"
CLASS = {"title": "Bán hàng qua Zalo", "topic": "digital_skills", "begins_on": "02/11/2026", "capacity": "3"}
LISTED = """Danh sách lớp
1. Lê Thị Mận, 1985, thôn Đông, 0912345678
2\tCAO THI LAN\t1990\t912345679
3. Mai 1980
Lê Mận; 1985"""


@pytest.fixture
def officer(app: Flask) -> Browser:
    return signed_in(app, "commune")


def the_class() -> TrainingClass:
    session.rollback()
    session.expire_all()
    return session.query(TrainingClass).order_by(TrainingClass.id.desc()).first()  # type: ignore[return-value]


def enrolments() -> list[Enrolment]:
    session.rollback()
    session.expire_all()
    return list(session.query(Enrolment).order_by(Enrolment.id))


def page_of(row: TrainingClass) -> str:
    return f"/staff/classes/{row.code}"


def test_a_class_is_opened_in_four_fields_and_counts_for_programmes(officer: Browser) -> None:
    officer.open("/staff/classes").sees("Chưa có lớp nào").follow("Mở lớp")
    officer.press(OPEN, **CLASS, place="Nhà văn hóa thôn Đông", programmes=["2415", "01"])
    officer.sees("Đã mở lớp.", "Hội LHPN xã Biện Thượng", "Sắp mở", "0/3", "Kỹ năng số", "Danh sách còn trống")
    row = the_class()
    assert (row.unit_id, row.capacity, row.audience) == (unit_of(BIEN_THUONG).id, 3, "women")
    assert session.query(CountedRecord).filter_by(record_kind="training_class", record_id=row.id).count() == 2
    officer.follow("Sửa thông tin lớp").press(
        "Lưu thông tin lớp", trainers="Bà Hoa, Ông Nam", budget="5tr", programmes=["2415"]
    )
    officer.sees("Đã lưu.", "Bà Hoa, Ông Nam", "5.000.000", "Đề án 2415")
    officer.open("/staff/classes?q=zalo+bien&topic=digital_skills").sees("Bán hàng qua Zalo", "0/3")
    officer.open("/staff/classes?status=done").sees("Không thấy lớp nào như vậy")


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("title", " ", "Vui lòng nhập tên lớp."),
        ("topic", "", "Mời chọn nội dung của lớp."),
        ("begins_on", "31/02/2026", "Không có ngày 31/02/2026 trong lịch."),
        ("begins_on", "01/01/2090", "Ngày này quá xa."),
        ("capacity", "0", "Vui lòng nhập một số từ 1 đến 2.000."),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(officer: Browser, field: str, typed: str, words: str) -> None:
    officer.open(NEW).press(OPEN, **{**CLASS, "place": "Thôn Đông", field: typed}).sees(words, status=422)
    assert officer.form(OPEN).fields["place"] == "Thôn Đông" and session.query(TrainingClass).count() == 0


def test_a_pasted_list_is_looked_at_before_anything_is_saved(app: Flask, officer: Browser) -> None:
    with transaction():
        known = make_person("Cao Thị Lan", birth_year=1990, area_code=BIEN_THUONG)
        key = known.id
    officer.open(NEW).press(OPEN, **CLASS).follow("Dán danh sách").press("Xem lại danh sách", lines=LISTED)
    officer.sees(
        "Lê Thị Mận", "đã có hồ sơ", "người mới", "không đọc được tên", "Đã bỏ 1 dòng tiêu đề", "có thể đã có hồ sơ"
    )
    assert enrolments() == [] and session.query(Person).filter_by(full_name="Lê Thị Mận").count() == 0
    officer.press("Ghi vào danh sách lớp").sees("Chưa ghi ai.", "Lê Mận có thể là người đã có hồ sơ", status=422)
    assert enrolments() == []
    officer.press("Ghi vào danh sách lớp", **{"who-5": "skip"}).sees("Đã ghi 2 chị vào danh sách lớp.", "2/3")
    [first, second] = enrolments()
    assert second.person_id == key and (first.person.phone, first.person.address_line) == ("+84912345678", "thôn Đông")
    officer.follow("Dán danh sách").press("Xem lại danh sách", lines=LISTED).sees("đã có trong lớp")
    officer.press("Ghi vào danh sách lớp", **{"who-5": "skip"}).sees("Không có ai mới")
    assert len(enrolments()) == 2


def test_two_of_a_list_who_are_said_to_be_two_are_entered(officer: Browser) -> None:
    officer.open(NEW).press(OPEN, **CLASS).follow("Dán danh sách")
    officer.press("Xem lại danh sách", lines="Lê Thị Mận, 1985, thôn Đông\nLê Mận, 1985, thôn Thượng")
    officer.press("Ghi vào danh sách lớp", **{"who-2": "another"}).sees("Đã ghi 2 chị")
    assert len({one.person_id for one in enrolments()}) == 2


def test_a_place_of_another_commune_is_said_and_never_becomes_her_village(officer: Browser) -> None:
    lines = """Danh sách lớp
15.\tVũ Thị Ngọc Ánh\tXã Triệu Sơn\t1983\t0373123456
Cao Thị Lan, 1990, thôn Đông, xã Triệu Sơn
Hà Thị Xuân; 1991; Triệu Sơn
Lê Thị Mận (Sâm Báo), 1985, thôn Đông xã Biện Thượng, tỉnh Thanh Hóa
Đỗ Thị Tâm, 1970, xã Vĩnh Hùng
LÊ THỊ MẬN, 1985, thôn Đông xã Biện Thượng, tỉnh Thanh Hóa"""
    officer.open(NEW).press(OPEN, **{**CLASS, "capacity": "9"}).follow("Dán danh sách")
    officer.press("Xem lại danh sách", lines=lines).sees(
        "“Xã Triệu Sơn” không phải thôn của xã này",
        "“thôn Đông, xã Triệu Sơn” không phải thôn",
        "“Triệu Sơn” không phải thôn",
        "bỏ phần trong ngoặc “Sâm Báo”",
        "Dòng 1 “Danh sách lớp”: là tiêu đề",
        "thôn Đông xã Biện Thượng, tỉnh Thanh Hóa”: giống hệt dòng 5",
    )
    assert officer.text.count("không phải thôn") == 3
    officer.press("Ghi vào danh sách lớp").sees("Đã ghi 5 chị vào danh sách lớp.")
    homes = {one.person.full_name: (one.person.area_code, one.person.address_line) for one in enrolments()}
    nowhere, here = (None, ""), (BIEN_THUONG, "thôn Đông")
    assert homes == {
        "Vũ Thị Ngọc Ánh": nowhere,
        "Cao Thị Lan": nowhere,
        "Hà Thị Xuân": nowhere,
        "Lê Thị Mận": here,
        "Đỗ Thị Tâm": (BIEN_THUONG, "xã Vĩnh Hùng"),
    }
    officer.follow("Ghi một người").press(
        "Ghi vào danh sách", full_name="Bùi Thị Sửu", birth_year="1988", village="Xã Triệu Sơn"
    ).sees("Nơi này không phải thôn của xã này.", status=422)
    officer.press("Ghi vào danh sách", village="thôn Thượng").sees("Đã ghi chị Bùi Thị Sửu")


def test_a_province_says_once_in_which_commune_a_pasted_list_lives(app: Flask, officer: Browser) -> None:
    officer.open(NEW).press(OPEN, **CLASS).follow("Dán danh sách")
    assert "xã/phường nào" not in officer.text  # a commune's own class
    lines = "Lê Thị Mận, 1985, thôn Đông\nCao Thị Lan, 1990, thôn Đông, xã Triệu Sơn\nHà Thị Xuân, 1979"
    officer = signed_in(app, "province")
    officer.open(NEW).press(OPEN, **CLASS, unit=session.query(Unit).filter_by(level="province").one().code)
    officer.follow("Dán danh sách").sees("Danh sách của xã/phường nào?", "Nhiều xã, hoặc chưa rõ")
    form = officer.form("Xem lại danh sách")
    stray = officer.visitor.post(form.action, data={**form.fields, "lines": lines, "commune": HANOI_BA_DINH})
    assert stray.status_code == 422 and "Mời chọn một mục trong danh sách." in stray.text
    officer.press("Xem lại danh sách", lines=lines, commune="").sees("Chưa chọn xã, phường của danh sách")
    officer.follow("Thôi, dán lại").press("Xem lại danh sách", lines=lines, commune=BIEN_THUONG)
    officer.sees("Danh sách của Xã Biện Thượng.", "“thôn Đông, xã Triệu Sơn” không phải thôn")
    assert "Chưa chọn xã" not in officer.text and officer.text.count("không phải thôn") == 1
    officer.follow("Thôi, dán lại")
    assert officer.form("Xem lại danh sách").fields["commune"] == BIEN_THUONG
    twice = f"{lines}\nHà Xuân, 1979"
    officer.press("Xem lại danh sách", lines=twice).press("Ghi vào danh sách lớp").sees("Chưa ghi ai.", status=422)
    officer.press("Ghi vào danh sách lớp", **{"who-4": "skip"}).sees("Đã ghi 3 chị vào danh sách lớp.")
    homes = [(one.person.area_code, one.person.address_line) for one in enrolments()]
    assert homes == [(BIEN_THUONG, "thôn Đông"), (None, ""), (BIEN_THUONG, "")]


def test_what_is_no_list_is_said(officer: Browser) -> None:
    officer.open(NEW).press(OPEN, **CLASS).follow("Dán danh sách")
    officer.press("Xem lại danh sách", lines="").sees("Vui lòng dán danh sách", status=422)
    officer.press("Xem lại danh sách", lines="Danh sách lớp").sees("Không thấy dòng nào có tên người", status=422)
    lines = "\n".join(f"{n}. Lê Thị Mận, {1900 + n % 90}, thôn {n}, 09123{n:05d}" for n in range(201))
    officer.press("Xem lại danh sách", lines=lines).sees("Mỗi lần nhiều nhất 200 dòng", status=422)


def test_one_woman_is_found_or_entered_and_asked_who_she_is(app: Flask, officer: Browser) -> None:
    with transaction():
        make_person("Lê Thị Mận", birth_year=1985, area_code=BIEN_THUONG)
    officer.open(NEW).press(OPEN, **{**CLASS, "capacity": "1"}).follow("Ghi một người")
    officer.press("Ghi vào danh sách", full_name="Lê Mận", birth_year="1985").sees("Là chị Lê Thị Mận", status=422)
    officer.press("Ghi vào danh sách", person="another").sees("Đã ghi chị Lê Mận vào danh sách lớp.")
    officer.follow("Ghi một người").press("Tìm", q="le thi man").follow("Lê Thị Mận")
    officer.press("Ghi vào danh sách").sees("Lớp đã đủ chỗ: chị Lê Thị Mận được xếp chờ.", "Đang chờ")
    officer.follow("Ghi một người").press("Tìm", q="le thi man").follow("Lê Thị Mận")
    officer.press("Ghi vào danh sách").sees("Chị ấy đã có trong danh sách lớp này.", status=422)
    officer.open(page_of(the_class())).press("Nhận thêm").sees("Đã nhận thêm chị Lê Thị Mận", "nhận thêm", "2/1")
    officer.press("Đúng, chị ấy không dự").sees("không dự lớp này")
    officer.follow("Ghi nhầm?").press("Hủy dòng này").sees("Vui lòng ghi lý do.", status=422)
    officer.press("Hủy dòng này", why="ghi trùng").sees("Đã hủy dòng ghi nhầm.")


def test_the_roll_is_called_at_once_and_twice_is_once(app: Flask, officer: Browser) -> None:
    with transaction():
        row = make_class(capacity=3)
        one, two, three = fill(row, make_women(3))
        keys = [str(each.id) for each in (one, two, three)]
    officer.open(page_of(row)).follow("Điểm danh").follow("Có mặt cả lớp")
    assert officer.form("Lưu điểm danh").fields["came"] == sorted(
        keys, key=officer.form("Lưu điểm danh").choices["came"].index
    )
    ticked = {"came": keys[:2], f"how-{keys[1]}": "late"}
    for _again in range(2):
        officer.open(f"{page_of(row)}/sessions/{first_session(row).id}").press("Lưu điểm danh", **ticked)
        officer.sees("Đã lưu điểm danh: 2 chị có mặt.", "Đang học", "2 số người dự", "2 số lượt có mặt")
    assert sorted(each.mark for each in session.query(Attendance)) == ["late", "present"]
    officer.press("Thêm buổi này", held_on=f"{today():%d/%m/%Y}", begins="7h30", ends="7h").sees(
        "Giờ kết thúc phải sau", status=422
    )
    officer.press("Thêm buổi này", ends="11:00").sees("Đã thêm buổi học.", "07:30–11:00")
    officer.press("Bỏ buổi này").sees("Đã bỏ buổi học này.")
    assert session.query(AuditEntry).filter_by(action="training_class.roll_called").count() == 1


def test_a_roll_that_cannot_be_is_refused_with_its_ticks_kept(app: Flask, officer: Browser) -> None:
    with transaction():
        row, there = make_class(), make_class(area_code=HAC_THANH)
        [woman] = make_women(1)
        [here], [other] = fill(row, [woman]), fill(there, [woman])
        key = str(here.id)
    province = signed_in(app, "province")
    roll = f"{page_of(there)}/sessions/{first_session(there).id}"
    province.open(roll).press("Lưu điểm danh", came=[str(other.id)]).sees("1 chị có mặt")
    mine = f"{page_of(row)}/sessions/{first_session(row).id}"
    officer.open(mine).press("Lưu điểm danh", came=[key]).sees(
        "Chưa lưu điểm danh.", "cùng lúc ở một lớp nơi khác", status=422
    )
    assert officer.form("Lưu điểm danh").fields["came"] == [key] and session.query(Attendance).count() == 1
    officer.visitor.post(f"{page_of(row)}/cancel", {"why": "bão"})
    answer = officer.visitor.post(mine, {"came": key})
    assert answer.status_code == 422 and "đã hủy" in answer.get_data(as_text=True)
    assert session.query(Attendance).count() == 1
    officer.open(page_of(row)).sees("Lớp đã hủy. Lý do: bão").press("Mở lại, lớp vẫn diễn ra").sees("Lớp lại được mở")


def test_who_was_taken_off_meanwhile_is_named_and_the_others_are_saved(app: Flask, officer: Browser) -> None:
    with transaction():
        row = make_class()
        keys = [str(one.id) for one in fill(row, make_women(3))]
    roll = f"{page_of(row)}/sessions/{first_session(row).id}"
    officer.open(roll)
    officer.visitor.post(f"{page_of(row)}/people/{keys[0]}/leave")
    officer.visitor.post(f"{page_of(row)}/people/{keys[1]}/void", {"why": "ghi trùng"})
    officer.press("Lưu điểm danh", came=keys).sees("Đã lưu điểm danh: 1 chị có mặt.")
    officer.sees("Chị Lê Thị Mận không còn trong danh sách lớp", "Chị Cao Thị Lan không còn trong danh sách lớp")
    session.rollback()
    assert [str(one.enrolment_id) for one in session.query(Attendance)] == keys[2:]


def test_two_rolls_of_one_session_are_put_together_and_what_differs_is_named(app: Flask, officer: Browser) -> None:
    with transaction():
        row = make_class()
        man, lan, hong, xuan = (str(one.id) for one in fill(row, make_women(4)))
    roll = f"{page_of(row)}/sessions/{first_session(row).id}"
    officer.open(roll).press("Lưu điểm danh", came=[man])
    one, other = officer.open(roll), signed_in(app, "province").open(roll)
    one.press("Lưu điểm danh", came=[lan, hong]).sees("2 chị có mặt")
    other.press("Lưu điểm danh", came=[man, hong, xuan], **{f"how-{hong}": "late"}).sees(
        "Đã lưu điểm danh: 3 chị có mặt.",
        "Giữ thêm dấu có mặt ghi ở máy khác hoặc do tự quét mã: Cao Thị Lan.",
        "Chị Phạm Thị Hồng: máy khác ghi “Đúng giờ”, máy này “Đến muộn”. Đang giữ “Đến muộn”.",
        "Chị Lê Thị Mận: máy khác ghi “vắng”, máy này “Đúng giờ”. Đang giữ “vắng”.",
    )
    session.rollback()
    marks = {str(each.enrolment_id): each.mark for each in session.query(Attendance)}
    assert marks == {lan: "present", hong: "late", xuan: "present"}


def test_whom_no_message_reaches_is_called_and_that_is_noted_once(app: Flask, officer: Browser) -> None:
    with transaction():
        row = make_class(today() + timedelta(days=2))
        man, nobody = make_person("Lê Thị Mận", phone="+84912345678"), make_person("Bùi Thị Không", phone=None)
        fill(row, [man, nobody, make_customer("Hà Thị Xuân")])
    officer.open(page_of(row)).follow("Đổi ngày giờ Buổi 1").press("Đổi ngày giờ", held_on="31/02/26").sees(
        "Không có ngày 31/02/26", status=422
    )
    other_day = today() + timedelta(days=4)
    officer.press("Đổi ngày giờ", held_on=f"{other_day:%d/%m/%y}", begins="7h30").sees("Đã đổi ngày giờ.", "07:30")
    outbox.run_due()
    officer.open(page_of(row)).sees("Cần gọi báo", "lớp đổi ngày hoặc địa điểm", "chưa có số điện thoại")
    assert 'href="tel:+84912345678"' in officer.html and officer.text.count("lớp đổi ngày hoặc địa điểm") == 2
    stranger = signed_in(app, "commune", HAC_THANH)
    call = session.query(ClassCall).order_by(ClassCall.id).first()
    assert call is not None and stranger.visitor.post(f"{page_of(row)}/calls/{call.id}/done", {}).status_code == 404
    officer.press("Đã gọi").sees("Đã ghi: đã gọi báo chị", "Lê Cán Bộ")
    session.rollback()
    assert [each.called_at is not None for each in session.query(ClassCall)].count(True) == 1
    officer.press("Bấm nhầm").sees("Đã ghi lại: chưa gọi chị").press("Đã gọi")
    officer.visitor.post(f"{page_of(row)}/cancel", {"why": "bão"})
    outbox.run_due()
    officer.open(page_of(row)).sees("Lê Thị Mận : lớp đã hủy", "Bùi Thị Không : lớp đã hủy")
    officer.open(f"{page_of(row)}/people/paste").sees("Lớp này đã hủy, nên không ghi thêm người. Lý do: bão")
    assert "textarea" not in officer.html


def test_another_territory_is_not_found_and_nothing_changed(app: Flask, officer: Browser) -> None:
    with transaction():
        row = make_class(area_code=HAC_THANH)
        [one] = fill(row, make_women(1, HAC_THANH))
        held = first_session(row).id
    stranger, page = officer.visitor, page_of(row)
    assert "Bán hàng qua Zalo" not in officer.open("/staff/classes").text
    for path in (page, f"{page}/edit", f"{page}/people/paste", f"{page}/sessions/{held}", f"{page}/certificates.pdf"):
        assert stranger.get(path).status_code == 404, path
    for act, fields in (
        ("edit", CLASS),
        ("cancel", {"why": "không"}),
        ("people/new", {"full_name": "Lê Lạ", "birth_year": "1980"}),
        ("people/pasted", {"lines": "Lê Thị Lạ, 1980"}),
        (f"people/{one.id}/leave", {}),
        (f"sessions/{held}", {"came": str(one.id)}),
        ("certificates", {}),
    ):
        assert stranger.post(f"{page}/{act}", fields).status_code == 404, act
    assert len(enrolments()) == 1 and session.query(Attendance).count() == 0 and the_class().status == "planned"


def test_the_photo_of_the_signed_sheet_is_kept_for_officers(app: Flask, officer: Browser) -> None:
    with transaction():
        row = make_class()
        fill(row, make_women(1))
        held = first_session(row).id
    photo = (BytesIO(encoded(scene(320, 240), "JPEG")), "ky.jpg")
    officer.open(f"{page_of(row)}/sessions/{held}").press("Giữ ảnh này", files={"photo": photo})
    officer.sees("Đã giữ ảnh danh sách ký tên.", "Ảnh 1")
    [path] = re.findall(r'href="(/staff/classes/\w+/sheets/\d+)"', officer.html)
    kind, content = officer.fetch(path)
    assert kind == "image/jpeg" and content[:2] == b"\xff\xd8"
    assert signed_in(app, "commune", HAC_THANH).visitor.get(path).status_code == 404
    officer.open(page_of(row)).sees("1 ảnh danh sách ký tên")


def test_certificates_of_a_class_are_issued_printed_revoked(app: Flask, officer: Browser) -> None:
    with transaction():
        row = make_done(2)
    officer.open(page_of(row)).press("Cấp giấy chứng nhận").sees("Đã cấp 2 giấy chứng nhận.", "Đã cấp giấy")
    kind, content = officer.fetch(f"{page_of(row)}/certificates.pdf")
    pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages]
    assert kind == "application/pdf" and len(pages) == 2 and "Lê Thị Mận" in "".join(pages)
    officer.follow("Thu hồi").press("Thu hồi giấy này", why="sai tên").sees("Đã thu hồi giấy chứng nhận.")
    assert len(pypdf.PdfReader(BytesIO(officer.fetch(f"{page_of(row)}/certificates.pdf")[1])).pages) == 1
    officer.press("Lớp còn học tiếp").sees("Lớp lại tiếp tục.").press("Kết thúc lớp").sees("Đã kết thúc lớp.")


def test_last_years_class_is_held_again_by_its_day_alone(app: Flask, officer: Browser) -> None:
    with transaction():
        row = make_done(2, trainers=("Bà Hoa",))
    day = f"{today() + timedelta(days=3):%d/%m/%Y}"
    officer.open(page_of(row)).follow("Mở lớp mới như lớp này").press("Mở lớp cho ngày này", begins_on=day)
    officer.sees("danh sách còn trống", "Bà Hoa", "0/40", day, "Đề án 2415")


def test_a_womans_page_names_her_classes_and_she_is_found_as_trainee(app: Flask, officer: Browser) -> None:
    with transaction():
        make_done(1)
    officer.open("/staff/women?role=trainee").sees("Học viên 1 lớp").follow("Lê Thị Mận")
    officer.sees("Học viên lớp tập huấn", "Có mặt").follow("Bán hàng qua Zalo").sees("1 số người dự")


def test_the_figures_of_a_programme_open_the_class(app: Flask) -> None:
    with transaction():
        make_done(2)
        make_done(1, title="Lớp luật", topic="law")
    officer = signed_in(app, "province").open("/staff/programmes/2415")
    officer.sees("Số phụ nữ được tập huấn kỹ năng số", "Số lượt phụ nữ được tập huấn")
    officer.open("/staff/programmes/2415/training_attendances").sees("Lớp luật", "Bán hàng qua Zalo")
    [path, *_more] = re.findall(r'href="(/staff/records/training_class/\d+)"', officer.html)
    officer.open(path).sees("Danh sách lớp")
    signed_in(app, "operator").open(path).sees("Danh sách lớp")


def test_the_page_of_a_class_costs_the_same_however_many_are_in_it(app: Flask, officer: Browser) -> None:
    costs = []
    with transaction():
        row = make_class()
    for _more in range(2):
        with transaction():
            for woman in make_women(5):
                enrol(the_class(), woman, **ALL)
        officer.open("/staff/classes").open(page_of(row))
        with counted() as sent:
            officer.open(page_of(row))
        costs.append(len(sent))
    assert costs[0] == costs[1] <= 35
