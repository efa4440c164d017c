"""«Thông tin giữ kín»: kept after her consent, opened for a purpose, erased when she says so."""

import pytest
from flask import Flask

from marketplace.audit.models import AuditEntry
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.models import Consent, Person, SealedTrait
from marketplace.people.services import REVEALS_AN_HOUR, keep_trait
from tests.builders import BIEN_THUONG, HAC_THANH, make_person
from tests.outcomes import signed_in
from tests.pages import Browser

SAVE = "Giữ kín điều này"
YES = {"agreed": "y", "channel": "paper"}


@pytest.fixture
def woman(app: Flask) -> Person:
    with transaction():
        return make_person("Lê Thị Mận", birth_year=1985, area_code=BIEN_THUONG)


@pytest.fixture
def officer(app: Flask) -> Browser:
    return signed_in(app, "commune")


def form_of(woman: Person, kind: str) -> str:
    return f"/staff/women/{woman.public_id}/traits/{kind}"


def kept() -> list[str]:
    session.rollback()
    session.expire_all()
    return [row.kind for row in session.query(SealedTrait).order_by(SealedTrait.id)]


def test_asked_kept_opened_and_taken_back(officer: Browser, woman: Person) -> None:
    officer.open(f"/staff/women/{woman.public_id}").follow("Thông tin giữ kín").sees("Dân tộc", "chưa ghi")
    officer.open(form_of(woman, "poverty")).sees("Đọc cho chị ấy nghe", "để đếm số liệu chung, không kèm tên")
    assert not {"agreed", "channel"} & set(officer.form(SAVE).fields), "nothing is ticked or chosen beforehand"
    officer.press(SAVE, **YES, choice="poor", year="2025").sees("Đã giữ kín: Hộ nghèo, hộ cận nghèo.", "đang giữ")
    officer.sees("Chị ấy ký giấy")
    assert "2025" not in officer.text and kept() == ["poverty"]
    officer.press("Mở xem").sees("Mời chọn mở xem để làm gì.", status=422)
    officer.press("Mở xem", purpose="eligibility").sees("Hộ nghèo, giấy chứng nhận năm 2025")
    assert officer.response is not None and officer.response.headers["Cache-Control"] == "no-store"
    entry = session.query(AuditEntry).filter_by(action="trait.revealed").one()
    assert (entry.subject_id, entry.purpose, entry.details) == (woman.id, "eligibility", {"kind": "poverty"})
    officer.open(officer.address.removesuffix("/poverty/open"))
    assert "2025" not in officer.text
    officer.follow("Ghi lại cho đúng").sees("Đã có sự đồng ý: Chị ấy ký giấy")
    officer.press(SAVE, choice="none").sees("Đã giữ kín")
    officer.follow("Chị ấy rút lại đồng ý").press("Rút lại và xóa").sees("đã xóa: Hộ nghèo", "Chưa có sự đồng ý")
    assert kept() == [] and session.query(Consent).one().withdrawn_at is not None


@pytest.mark.parametrize(
    ("kind", "typed", "words"),
    [
        ("single", {"choice": "yes"}, "Chưa có sự đồng ý của chị ấy thì chưa ghi được."),
        ("single", {"choice": "yes", "agreed": "y"}, "Mời chọn chị ấy đồng ý bằng cách nào."),
        ("single", YES, "Mời chọn một dòng."),
        ("poverty", {**YES, "choice": "poor"}, "Vui lòng nhập năm ghi trên giấy chứng nhận"),
        ("poverty", {**YES, "choice": "poor", "year": "2099"}, "Vui lòng nhập năm ghi trên giấy chứng nhận"),
        ("disability", {**YES, "choice": "moving"}, "Mời chọn mức độ ghi trên giấy xác nhận."),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_stays(
    officer: Browser, woman: Person, kind: str, typed: dict[str, str], words: str
) -> None:
    officer.open(form_of(woman, kind)).press(SAVE, **typed).sees(words, status=422)
    fields = officer.form(SAVE).fields
    assert {name: fields[name] for name in typed} == typed | ({"agreed": ["y"]} if "agreed" in typed else {})
    assert kept() == [] and session.query(Consent).count() == 0


def test_the_same_form_sent_twice_keeps_once(officer: Browser, woman: Person) -> None:
    fields = dict(officer.open(form_of(woman, "single")).form(SAVE).fields) | YES | {"choice": "yes"}
    for _again in range(2):
        assert officer.visitor.post(form_of(woman, "single"), fields).status_code == 303
    assert kept() == ["single"] and session.query(AuditEntry).filter_by(action="trait.kept").count() == 1


def test_a_stranger_and_the_woman_herself_do_neither(app: Flask, officer: Browser, woman: Person) -> None:
    officer.open(form_of(woman, "ethnicity")).press(SAVE, **YES, choice="muong")
    stranger = signed_in(app, "commune", HAC_THANH)
    for path in (form_of(woman, "ethnicity"), form_of(woman, "ethnicity") + "/withdraw"):
        assert stranger.visitor.get(path).status_code == 404
        assert stranger.visitor.post(path, {**YES, "choice": "thai"}).status_code == 404
    opened = stranger.visitor.post(form_of(woman, "ethnicity") + "/open", {"purpose": "checking"})
    assert opened.status_code == 404 and b"M\xc6\xb0\xe1\xbb\x9dng" not in opened.data
    own = session.query(Person).filter_by(full_name="Lê Cán Bộ").first()
    assert own is not None
    for visitor in (officer.visitor, stranger.visitor):
        assert visitor.get(form_of(own, "single")).status_code == 404
    assert officer.visitor.get(form_of(woman, "religion")).status_code == 404
    assert kept() == ["ethnicity"]


def test_who_opens_very_many_is_stopped(officer: Browser, woman: Person) -> None:
    with transaction():
        keep_trait(woman, "single", "yes")
    path = form_of(woman, "single") + "/open"
    answers = [officer.visitor.post(path, {"purpose": "checking"}).status_code for _each in range(REVEALS_AN_HOUR + 1)]
    assert answers == [200] * REVEALS_AN_HOUR + [429]


def test_both_ids_stand_masked_side_by_side_and_she_is_told_what_both_keep(app: Flask, officer: Browser) -> None:
    with transaction():
        one = make_person("Lê Thị Mận", birth_year=1985, area_code=BIEN_THUONG)
        other = make_person("Cao Thị Lan", birth_year=1990, area_code=BIEN_THUONG)
        for person in (one, other):
            keep_trait(person, "id_number", "038185000001")
            keep_trait(person, "ethnicity", "muong")
    page = officer.open("/staff/duplicates").sees("cùng số căn cước", "gần như chắc").follow("Xem hai hồ sơ")
    page.sees("Số căn cước 038•••••0001 038•••••0001", "Cả hai hồ sơ đều giữ kín: Dân tộc, Số căn cước", "ở hồ sơ 1")
    assert "038185000001" not in page.html
    choices = {"full_name": one.public_id, "birth_year": one.public_id}
    page.press("Gộp hai hồ sơ", **choices).sees(
        "còn cất riêng: Dân tộc, Số căn cước", "mỗi hồ sơ có đúng điều của mình"
    )
