"""Hồ sơ hỗ trợ: a woman is found before she is added, a record says who, what and when, a wrong one is taken back."""

from datetime import date, timedelta

import pytest
import time_machine
from flask import Flask

from marketplace.audit.models import AuditEntry
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.programme.models import SupportRecord
from marketplace.programme.services import LOOK_UPS_AN_HOUR
from tests.builders import (
    BIEN_THUONG,
    HAC_THANH,
    make_customer,
    make_officer,
    make_operator,
    make_person,
    make_province_officer,
    make_seller,
    unit_of,
)
from tests.outcomes import make_support
from tests.pages import Browser
from tests.statements import counted
from tests.visitors import Visitor

DAY = "15/01/2026"
GIVEN = {
    "full_name": "Lê Thị Mận",
    "birth_year": "1985",
    "programme": "2415",
    "kind": "training",
    "aim": "start_up",
    "given_on": DAY,
}
SAVE = "Lưu lượt hỗ trợ"


@pytest.fixture
def officer(app: Flask) -> Browser:
    with transaction():
        person = make_officer(BIEN_THUONG)
    return Browser(Visitor(app).sign_in(person))


def records() -> list[SupportRecord]:
    session.rollback()
    session.expire_all()
    return list(session.query(SupportRecord).order_by(SupportRecord.id))


def look_ups() -> list[AuditEntry]:
    session.rollback()
    return session.query(AuditEntry).filter_by(action="person.looked_up").all()


def test_a_record_of_a_woman_nobody_knew(officer: Browser) -> None:
    officer.open("/staff/support").sees("Chưa có lượt hỗ trợ nào").follow("Ghi nhận hỗ trợ")
    officer.press(SAVE, **GIVEN, amount="5 triệu", funder="Quỹ Hội", idea="Trồng sâm Báo")
    officer.sees("Đã ghi lượt hỗ trợ cho chị Lê Thị Mận.", "5.000.000đ", "Quỹ Hội", "Trồng sâm Báo")
    [row] = records()
    assert (row.kind, row.given_on, row.amount_dong) == ("training", date(2026, 1, 15), 5_000_000)
    assert row.unit_id == unit_of(BIEN_THUONG).id and row.person.birth_year == 1985
    entry = session.query(AuditEntry).filter_by(action="support.recorded").one()
    assert entry.subject_id == row.id
    officer.open("/staff/support").sees("Lê Thị Mận", "Tập huấn", DAY)


def test_a_known_woman_is_found_by_name_or_phone_and_not_made_twice(app: Flask, officer: Browser) -> None:
    with transaction():
        seller = make_seller("Hoàng Thị Bưởi")
        phone = (seller.person.phone or "").replace("+84", "0")
    before = session.query(Person).count()
    session.rollback()
    for sought in ("hoang thi buoi", phone):
        officer.open("/staff/support/new").press("Tìm", q=sought).follow("Hoàng Thị Bưởi")
        officer.sees("Chọn người khác")
    officer.press(SAVE, programme="2415", kind="loan", aim="trade", given_on=DAY)
    officer.sees("Đã ghi lượt hỗ trợ cho chị Hoàng Thị Bưởi.")
    assert session.query(Person).count() == before


@pytest.mark.parametrize("sought", ["hhen nie", "H'Hen", "h’hen", "h hen", "Niê H'Hen", "NIÊ HHEN"])
def test_apostrophes_and_the_order_of_words_hide_nobody(app: Flask, officer: Browser, sought: str) -> None:
    """In the search for her, in the list of her support (8.3)."""
    with transaction():
        make_support(make_person("H’Hen Niê", area_code=BIEN_THUONG))
    officer.open("/staff/support/new").press("Tìm", q=sought).sees("H’Hen Niê")
    officer.open("/staff/support").press("Tìm", q=sought).sees("H’Hen Niê")


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"full_name": "LÊ MẬN"},
        {"full_name": "Mận Lê Thị", "birth_year": ""},
        {"full_name": "Le Thi Man", "phone": ""},
        {"full_name": "Trần Thị Na", "birth_year": "1990"},
        {"full_name": "Chị Lê Thị Mận", "phone": ""},
        {"full_name": "bà LÊ MẬN", "phone": ""},
        {"full_name": "c. Lê Thị Mận", "phone": ""},
        {"full_name": "Lê Thị Mận (Bồng Thượng)", "phone": ""},
        {"full_name": "Lê Thị Mận thôn 3", "phone": ""},
        {"full_name": "Le Thi Man Bong Thuong", "phone": ""},
        {"full_name": "Lê Thị Mận - thôn Đông", "phone": ""},
        {"full_name": "Lê ThịMận", "phone": ""},
    ],
)
def test_who_may_be_known_is_shown_before_a_second_woman_is_made(officer: Browser, typed: dict[str, str]) -> None:
    """Same name, year or phone: the officer chooses her, or says that it is another woman (8.3)."""
    mother = {**GIVEN, "phone": "0912 345 678"}
    officer.open("/staff/support/new").press(SAVE, **mother)
    officer.open("/staff/support/new").press(SAVE, **{**mother, "kind": "loan", **typed})
    officer.sees("Có thể chị ấy đã có trong danh sách", "Là chị Lê Thị Mận", "Là người khác", status=422)
    assert officer.form(SAVE).fields.get("person") is None, "nothing is chosen for her"
    officer.press(SAVE).sees("Có thể chị ấy đã có trong danh sách", status=422)
    [first] = records()
    officer.press(SAVE, person=first.person.public_id).sees("Đã ghi lượt hỗ trợ cho chị Lê Thị Mận.")
    assert {row.person_id for row in records()} == {first.person_id} and len(records()) == 2


def test_a_daughter_of_the_same_phone_is_another_woman_when_the_officer_says_so(officer: Browser) -> None:
    mother = {**GIVEN, "phone": "0912 345 678"}
    officer.open("/staff/support/new").press(SAVE, **mother)
    officer.open("/staff/support/new").press(SAVE, **{**mother, "full_name": "Lê Thị Na", "birth_year": "2001"})
    officer.press(SAVE, person="another").sees("Đã ghi lượt hỗ trợ cho chị Lê Thị Na.")
    assert [row.person.full_name for row in records()] == ["Lê Thị Mận", "Lê Thị Na"]
    entries = session.query(AuditEntry).filter_by(action="person.entered").order_by(AuditEntry.id).all()
    assert [entry.details["other_than"] for entry in entries] == [[], [records()[0].person_id]]
    officer.open("/staff/duplicates").sees("Không còn cặp nào cần xem").follow("Đã xem xét").sees("Lê Thị Na")


def test_another_year_of_birth_is_another_woman(officer: Browser) -> None:
    for year in ("1985", "1962"):
        officer.open("/staff/support/new").press(SAVE, **{**GIVEN, "birth_year": year}).sees("Đã ghi lượt hỗ trợ")
    assert len({row.person_id for row in records()}) == 2


def test_another_woman_is_said_of_those_who_were_shown(app: Flask, officer: Browser) -> None:
    with transaction():
        make_support(make_person("Lê Thị Mận", area_code=BIEN_THUONG))
    fields = {**GIVEN, "unit": unit_of(BIEN_THUONG).code, "person": "another"}
    assert officer.visitor.post("/staff/support/new", fields).status_code == 422
    assert len(records()) == 1


def test_a_phone_known_elsewhere_shows_the_name_alone_and_is_a_look_up(app: Flask, officer: Browser) -> None:
    with transaction():
        woman = make_person("Lê Thị Kín", phone="+84912345678", birth_year=1980, area_code=HAC_THANH)
    officer.open("/staff/support/new").press(SAVE, **{**GIVEN, "phone": "0912345678"})
    officer.sees("Là chị Lê Thị Kín", "Chị ấy ở ngoài địa bàn, có đúng số điện thoại này.", status=422)
    assert "1980" not in officer.text and [entry.subject_id for entry in look_ups()] == [woman.id]
    officer.press(SAVE, person=woman.public_id).sees("Đã ghi lượt hỗ trợ cho chị Lê Thị Kín.")


def test_no_name_of_elsewhere_is_shown_past_the_look_up(app: Flask, officer: Browser) -> None:
    """Neither to who has her address, nor an hour after the look-up, nor to a colleague (8.30)."""
    with transaction():
        woman = make_person("Lê Thị Kín", phone="+84912345678", area_code=HAC_THANH)
        colleague = make_officer(BIEN_THUONG, name="Khác")
    page = f"/staff/support/new?person={woman.public_id}"
    fields = {**GIVEN, "unit": unit_of(BIEN_THUONG).code, "person": woman.public_id}
    assert officer.open(page).status == 404 and "Lê Thị Kín" not in officer.html
    assert officer.visitor.post("/staff/support/new", fields).status_code == 404
    officer.open("/staff/support/new").press("Tìm", q="0912345678")
    assert officer.open(page).status == 200
    assert Browser(Visitor(app).sign_in(colleague)).open(page).status == 404
    [looked_up] = look_ups()
    for minutes, status in ((59, 200), (61, 404)):
        with time_machine.travel(now() + timedelta(minutes=minutes)):
            later = Browser(Visitor(app).sign_in(session.get_one(Person, looked_up.person_id)))
            assert later.open(page).status == status
    assert records() == []


def test_nobody_of_that_name(officer: Browser) -> None:
    for sought in ("khong co ai", " "):
        officer.open("/staff/support/new").press("Tìm", q=sought).sees("Chưa thấy ai như vậy trong địa bàn của chị.")


def test_namesakes_are_told_apart_by_year_and_commune(app: Flask, officer: Browser) -> None:
    with transaction():
        make_person("Lê Thị Trùng", birth_year=1980, area_code=BIEN_THUONG)
        make_person("Lê Thị Trùng", birth_year=1991, area_code=BIEN_THUONG)
    officer.open("/staff/support/new").press("Tìm", q="le thi trung")
    officer.sees("Lê Thị Trùng , 1980, Xã Biện Thượng", "Lê Thị Trùng , 1991, Xã Biện Thượng")


def test_an_officer_of_elsewhere_finds_nobody_by_name(app: Flask, officer: Browser) -> None:
    with transaction():
        make_person("Lê Thị Kín", phone="+84912345678", birth_year=1980, area_code=HAC_THANH)
    officer.open("/staff/support/new").press("Tìm", q="le thi kin").sees("Chưa thấy ai như vậy")
    officer.press("Tìm", q="0912345").sees("Chưa thấy ai như vậy")
    assert "Lê Thị Kín" not in officer.text and look_ups() == []


def test_her_exact_phone_gives_an_officer_of_elsewhere_the_name_alone(app: Flask, officer: Browser) -> None:
    with transaction():
        woman = make_person("Lê Thị Kín", phone="+84912345678", birth_year=1980, area_code=HAC_THANH)
    officer.open("/staff/support/new").press("Tìm", q="0912 345 678")
    officer.sees("Lê Thị Kín", "Số này của một chị ngoài địa bàn")
    assert "1980" not in officer.text and "Hạc Thành" not in officer.text
    [entry] = look_ups()
    assert (entry.subject_id, entry.actor_kind, entry.purpose) == (woman.id, "officer", "support")
    officer.follow("Lê Thị Kín").sees("Chọn người khác")
    assert "1980" not in officer.text
    officer.press(SAVE, programme="2415", kind="loan", aim="trade", given_on=DAY).sees(
        "Đã ghi lượt hỗ trợ cho chị Lê Thị Kín."
    )
    officer.open("/staff/support/new").press("Tìm", q="le thi kin").sees("Lê Thị Kín , 1980, Phường Hạc Thành")
    assert len(look_ups()) == 1


def test_numbers_cannot_be_tried_through(officer: Browser) -> None:
    for n in range(LOOK_UPS_AN_HOUR):
        assert officer.visitor.post("/staff/support/find", {"q": f"09123456{n:02d}"}).status_code == 200
    page = officer.open("/staff/support/new").press("Tìm", q="0912345699")
    page.sees("Đã tra nhiều số. Mời đợi một lúc rồi thử lại.", status=429)
    assert len(look_ups()) == LOOK_UPS_AN_HOUR


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("full_name", "", "Vui lòng nhập họ và tên của chị được hỗ trợ."),
        ("birth_year", "15", "Vui lòng nhập năm sinh bằng bốn chữ số, ví dụ 1985."),
        ("birth_year", "١٩٨٥", "Vui lòng nhập năm sinh bằng bốn chữ số, ví dụ 1985."),
        ("phone", "12", "Mời xem lại số điện thoại, ví dụ 0912 345 678."),
        ("kind", None, "Mời chọn hình thức hỗ trợ."),
        ("given_on", "", "Vui lòng nhập ngày hỗ trợ, ví dụ 21/11/2026."),
        ("given_on", "31/02/2026", "Không có ngày 31/02/2026 trong lịch."),
        ("given_on", "hôm qua", "Vui lòng nhập ngày theo kiểu 21/11/2026."),
        ("given_on", "01/01/2100", "Ngày này chưa tới. Mời xem lại."),
        ("given_on", "01/01/2019", "Ngày này nằm ngoài thời gian của Đề án."),
        ("amount", "nhiều", "Vui lòng nhập số tiền bằng chữ số"),
        ("amount", "-5", "Vui lòng nhập số tiền bằng chữ số"),
        ("idea", "x" * 201, "200"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(
    officer: Browser, field: str, typed: str | None, words: str
) -> None:
    officer.open("/staff/support/new").press(SAVE, **{**GIVEN, "funder": "Quỹ Hội", field: typed})
    officer.sees(words, status=422)
    assert officer.text.count(words) >= 2 and officer.form(SAVE).fields["funder"] == "Quỹ Hội"
    assert records() == [] and session.query(Person).filter_by(full_name="Lê Thị Mận").count() == 0


def test_the_same_act_is_recorded_once(officer: Browser) -> None:
    officer.open("/staff/support/new").press(SAVE, **GIVEN).follow("Ghi thêm hỗ trợ")
    officer.press(SAVE, programme="2415", kind="training", aim="trade", given_on=DAY).sees(
        "đã được ghi rồi", status=422
    )
    officer.press(SAVE, kind="loan").sees("Đã ghi lượt hỗ trợ")
    assert len(records()) == 2


def test_a_wrong_record_is_taken_back_with_its_reason(officer: Browser) -> None:
    officer.open("/staff/support/new").press(SAVE, **GIVEN)
    officer.press("Hủy bản ghi", why=" ").sees("Vui lòng ghi lý do hủy.")
    assert records()[0].voided_at is None
    again = Browser(officer.visitor).open(officer.address)
    officer.press("Hủy bản ghi", why="Ghi nhầm người").sees("Đã hủy bản ghi này", "Ghi nhầm người")
    again.press("Hủy bản ghi", why="lần nữa").sees("đã được hủy trước đó")
    assert records()[0].voided_why == "Ghi nhầm người"


def test_a_reason_that_is_too_long_is_asked_to_be_shortened_and_never_cut(officer: Browser) -> None:
    officer.open("/staff/support/new").press(SAVE, **GIVEN)
    officer.press("Hủy bản ghi", why="á" * 301).sees("nhiều nhất 300 chữ cái", status=422)
    assert officer.form("Hủy bản ghi").fields["why"] == "á" * 301 and records()[0].voided_at is None
    officer.press("Hủy bản ghi", why="á" * 300).sees("Đã hủy bản ghi này")
    assert records()[0].voided_why == "á" * 300


def test_a_long_note_is_kept_whole_or_asked_about(officer: Browser) -> None:
    """Never cut at 1,000 signs; joined emoji count and stay (8.11)."""
    note = "👩‍👩‍👧‍👦 " + "á" * 992
    officer.open("/staff/support/new").press(SAVE, **{**GIVEN, "note": note + "!"})
    officer.sees("nhiều nhất 1000 chữ cái", status=422)
    assert officer.form(SAVE).fields["note"] == note + "!" and records() == []
    officer.press(SAVE, note=note)
    assert [row.note for row in records()] == [note]


def test_another_communes_records_are_not_hers(app: Flask, officer: Browser) -> None:
    officer.open("/staff/support/new").press(SAVE, **GIVEN)
    page, [row] = officer.address, records()
    with transaction():
        other, province = make_officer(HAC_THANH), make_province_officer()
    stranger = Browser(Visitor(app).sign_in(other))
    stranger.open("/staff/support").sees("Chưa có lượt hỗ trợ nào")
    assert stranger.open(page).status == 404
    assert stranger.visitor.post(f"/staff/support/records/{row.id}/void", {"why": "x"}).status_code == 404
    fields = {**GIVEN, "unit": unit_of(BIEN_THUONG).code}
    assert stranger.visitor.post("/staff/support/new", fields).status_code in (404, 422)
    assert len(records()) == 1 and records()[0].voided_at is None
    Browser(Visitor(app).sign_in(province)).open(page).sees("Lê Thị Mận")


@pytest.mark.parametrize("kind", ["operator", "customer"])
def test_only_officers_record(app: Flask, kind: str) -> None:
    with transaction():
        person = make_operator() if kind == "operator" else make_customer()
    visitor = Visitor(app).sign_in(person)
    assert visitor.get("/staff/support").status_code == (200 if kind == "operator" else 403)
    assert visitor.post("/staff/support/new", GIVEN).status_code == 403
    assert visitor.post("/staff/support/find", {"q": "le thi"}).status_code == 403
    assert records() == []


def test_unknown_people_and_records_are_not_found(officer: Browser) -> None:
    assert officer.open("/staff/support/khong-co").status == 404
    assert officer.visitor.post("/staff/support/records/999/void", {"why": "x"}).status_code == 404


def test_the_province_chooses_the_unit_and_none_is_chosen_beforehand(app: Flask) -> None:
    with transaction():
        province = make_province_officer()
    page = Browser(Visitor(app).sign_in(province)).open("/staff/support/new").sees("Mời chọn đơn vị")
    assert page.form(SAVE).fields["unit"] == ""
    page.press(SAVE, **GIVEN).sees("Mời chọn đơn vị đã hỗ trợ chị ấy.", status=422)
    assert page.text.count("Mời chọn đơn vị đã hỗ trợ chị ấy.") >= 2 and records() == []
    page.press(SAVE, unit=unit_of(HAC_THANH).code).sees("Đã ghi lượt hỗ trợ cho chị Lê Thị Mận.")
    assert [row.unit_id for row in records()] == [unit_of(HAC_THANH).id]


def test_no_programme_is_chosen_beforehand_unless_its_page_led_here(officer: Browser) -> None:
    """A record counts for the programme that the officer chose (8.4)."""
    page = officer.open("/staff/support/new")
    assert page.form(SAVE).fields["programme"] == ""
    page.press(SAVE, **{**GIVEN, "programme": ""}).sees("Mời chọn Đề án mà hỗ trợ này thuộc về.", status=422)
    assert records() == []
    page.open("/staff/programmes/939").follow("Ghi nhận hỗ trợ")
    assert page.form(SAVE).fields["programme"] == "939"


def test_the_only_unit_there_is_stands_chosen(officer: Browser) -> None:
    assert officer.open("/staff/support/new").form(SAVE).fields["unit"] == unit_of(BIEN_THUONG).code


def test_the_list_goes_by_the_day_of_the_support_over_its_pages(
    app: Flask, officer: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("marketplace.programme.queries.support.MOST_SUPPORT", 2)
    days = {"Bùi Thị Cũ": 40, "Đỗ Thị Mới": 1, "Hà Thị Giữa": 20, "Lê Thị Giữa": 20}
    for name, ago in days.items():
        given = {**GIVEN, "full_name": name, "given_on": f"{today() - timedelta(days=ago):%d/%m/%Y}"}
        officer.open("/staff/support/new").press(SAVE, **given)
    first = officer.open("/staff/support").text
    assert first.index("Đỗ Thị Mới") < first.index("Lê Thị Giữa") and "Hà Thị Giữa" not in first
    second = officer.follow("Trang sau").text
    assert second.index("Hà Thị Giữa") < second.index("Bùi Thị Cũ") and "Đỗ Thị Mới" not in second
    assert officer.open("/staff/support?after=xyz").status == 200


def test_a_record_is_found_by_name_or_phone_within_the_territory(app: Flask, officer: Browser) -> None:
    officer.open("/staff/support/new").press(SAVE, **{**GIVEN, "phone": "0912 345 678"})
    officer.open("/staff/support/new").press(SAVE, **{**GIVEN, "full_name": "Đỗ Thị Khác"})
    for sought in ("le thi man", "0912 345 678"):
        officer.open("/staff/support").press("Tìm", q=sought).sees("Lê Thị Mận")
        assert "Đỗ Thị Khác" not in officer.text
    officer.press("Tìm", q="khong co ai").sees("Chưa thấy lượt hỗ trợ nào như vậy").follow("Xem tất cả")
    officer.sees("Lê Thị Mận", "Đỗ Thị Khác")
    with transaction():
        other = make_officer(HAC_THANH)
    stranger = Browser(Visitor(app).sign_in(other)).open("/staff/support?q=le+thi+man")
    stranger.sees("Chưa thấy lượt hỗ trợ nào như vậy")


def test_the_list_asks_as_often_for_many_as_for_one(app: Flask, officer: Browser) -> None:
    officer.open("/staff/support/new").press(SAVE, **GIVEN)
    officer.open("/staff/support?q=thi")
    with counted() as few:
        officer.open("/staff/support?q=thi")
    with transaction():
        for name in ("Bùi Thị Một", "Bùi Thị Hai", "Bùi Thị Ba"):
            make_support(make_person(name, area_code=BIEN_THUONG))
    with counted() as many:
        officer.open("/staff/support?q=thi").sees("Bùi Thị Ba")
    assert len(many) == len(few)


def test_a_record_without_a_note_says_so(officer: Browser) -> None:
    officer.open("/staff/support/new").press(SAVE, **GIVEN).sees("Ghi chú chưa ghi", "Những lần Hội đã hỗ trợ chị ấy")
