"""A list of models: each is recorded once with who represents it, tested for the 51 %, and all is taken back."""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from marketplace.association.scope import EVERYTHING
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.enterprises.enterprise_kinds import COOPERATIVE, ENTERPRISE, HOUSEHOLD, OWNER
from marketplace.enterprises.models import Enterprise, EnterpriseCount, EnterprisePart, WomenOwnedTest
from marketplace.enterprises.ownership import FAILED, PASSED
from marketplace.enterprises.promises import every_test_is_right
from marketplace.enterprises.services import record_presence
from marketplace.imports.model_cells import read_form, read_share, read_title, read_yes
from marketplace.imports.promises import every_row_is_right
from marketplace.imports.queries import lock_list
from marketplace.imports.services import answer_all_exact
from marketplace.imports.states import ADDS, APPLIED, KNOWN, NEW, REFUSED, UNDONE
from marketplace.people.models import Person
from marketplace.programme.models import CountedRecord, OutcomeFact
from marketplace.programme.promises import every_fact_is_right
from tests.imports.bringing import BY, by, check, lines, read, take_back, verdicts
from tests.imports.messy import workbook

HEADS = (
    *("TT", "Tên mô hình", "Loại hình", "Chủ mô hình", "Năm sinh", "Địa chỉ", "Chức vụ", "Ngày thành lập"),
    *("Hội hỗ trợ thành lập", "Số ĐKKD", "Ngành nghề", "Số thành viên", "Trong đó nữ", "Vốn điều lệ (triệu đồng)"),
    *("Tỷ lệ vốn góp", "Đề án"),
)
COOP = (
    *(1, "HTX Mây tre Biện Thượng", "HTX", "Lê Thị Mận", 1985, "Thôn Đông", "Giám đốc", "08/03/2024"),
    *("Có", "26A8 000-123", "Đan lát", "25 người", 19, 500, "", "Đề án 939"),
)
FIRM = (
    *(2, "Công ty TNHH Sâm Báo", "", "CAO THỊ LAN", 1979, "Thôn Đoài", "Giám đốc", date(2025, 1, 15)),
    *("x", "2801234567", "Dược liệu", "", "", 1500, "51%", ""),
)
SHOP = (3, "Tạp hóa Mận", "Hộ kinh doanh", "Lê Thị Mận", 1985, "Thôn Đông", "", "5/6/2024", "Có", *[""] * 7)


def models(*rows: tuple[Any, ...]) -> bytes:
    return workbook([HEADS, *rows])


def count(model: Any) -> int:
    session.rollback()
    session.expire_all()
    return int(session.query(model).count())


def right() -> bool:
    return not [*every_row_is_right(), *every_fact_is_right(), *every_test_is_right()]


def test_models_are_recorded_once_with_their_women_and_tests(app: Flask) -> None:
    before = count(Person)
    row = read(models(COOP, FIRM, SHOP), "enterprises")
    assert verdicts(row) == [NEW, NEW, NEW]
    assert check(row).status == APPLIED and count(Person) == before + 2
    coop, firm, shop = session.query(Enterprise).order_by(Enterprise.id)
    assert (coop.form, firm.form, shop.form) == (COOPERATIVE, ENTERPRISE, HOUSEHOLD)
    assert coop.person_id == shop.person_id and firm.person.full_name == "Cao Thị Lan"
    assert (coop.founded_on, coop.charter_capital_dong, coop.sector) == (date(2024, 3, 8), 500_000_000, "Đan lát")
    assert (coop.registration_number, coop.address_line) == ("26A8 000-123", "Thôn Đông")
    [members] = session.query(EnterpriseCount)
    assert (members.enterprise_id, members.members, members.women_members) == (coop.id, 25, 19)
    tests = {each.enterprise_id: (each.women_share, each.result) for each in session.query(WomenOwnedTest)}
    assert tests == {coop.id: (0, PASSED), firm.id: (5_100, PASSED), shop.id: (10_000, PASSED)}
    assert count(CountedRecord) == 1 and right()
    again = read(models(COOP, FIRM, SHOP), "enterprises")
    assert verdicts(again) == [KNOWN, KNOWN, KNOWN]


def test_a_share_below_the_half_fails_the_test(app: Flask) -> None:
    check(read(models((*FIRM[:14], "50,99 %", "")), "enterprises"))
    [test] = session.query(WomenOwnedTest)
    assert (test.women_share, test.result) == (5_099, FAILED)
    [owner] = session.query(EnterprisePart).filter_by(role=OWNER)
    assert owner.share == 5_099 and right()


def test_one_model_is_told_by_its_number_or_its_name_and_place(app: Flask) -> None:
    check(read(models(COOP, SHOP), "enterprises"))
    renamed = (*COOP[:1], "HTX Mây tre đan", *COOP[2:9], "26.A8000123", *COOP[10:])
    unnumbered = (*COOP[:9], "", *COOP[10:])
    another = (*COOP[:3], "Cao Thị Lan", 1979, *COOP[5:9], "", *COOP[10:])
    assert verdicts(read(models(renamed), "enterprises"))[0] == KNOWN
    assert verdicts(read(models(unnumbered), "enterprises"))[0] == KNOWN
    [other] = lines(read(models(another), "enterprises"))
    assert other.verdict == REFUSED and other.problems[0]["facts"] == {"name": "Lê Thị Mận"}
    twice = read(models(FIRM, (*FIRM[:1], "Cty Sâm Báo", *FIRM[2:])), "enterprises")
    assert verdicts(twice) == [NEW, REFUSED]


def test_what_she_founds_besides_is_added_to_the_woman_who_is_known(app: Flask) -> None:
    check(read(models(COOP), "enterprises"))
    before, row = count(Person), read(models(SHOP), "enterprises")
    with transaction():
        answer_all_exact(lock_list(row.id), **by(row.unit))
    assert verdicts(row) == [ADDS] and check(row).status == APPLIED
    assert (count(Person), count(Enterprise)) == (before, 2)


@pytest.mark.parametrize(
    ("place", "text", "field"),
    [
        (1, "=1+1", "name"),
        (2, "cửa hàng", "form"),
        (6, "tổ trưởng", "title"),
        (7, "", "founded_on"),
        (8, "", "is_new"),
        (11, "vài", "members"),
        (12, 26, "women_members"),
        (13, "nhiều", "charter_capital"),
        (13, "1.500", "charter_capital"),
        (14, 0.6, "share"),
        (14, "120%", "share"),
        (15, "7", "programme"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(app: Flask, place: int, text: Any, field: str) -> None:
    [line] = lines(read(models((*COOP[:place], text, *COOP[place + 1 :])), "enterprises"))
    assert line.verdict == REFUSED and [each["field"] for each in line.problems] == [field]


def test_nobody_founds_before_she_is_born(app: Flask) -> None:
    [line] = lines(read(models((*SHOP[:7], "5/6/1984", *SHOP[8:])), "enterprises"))
    assert line.verdict == REFUSED and [each["field"] for each in line.problems] == ["founded_on"]


def test_all_is_taken_back(app: Flask) -> None:
    before = count(Person)
    row = check(read(models(COOP, FIRM, SHOP), "enterprises"))
    assert take_back(row).status == UNDONE
    gone = (Enterprise, EnterprisePart, EnterpriseCount, WomenOwnedTest, OutcomeFact, CountedRecord)
    assert [count(model) for model in gone] == [0] * 6 and count(Person) == before and right()


def test_a_model_with_more_recorded_since_stays(app: Flask) -> None:
    row = check(read(models(COOP, FIRM), "enterprises"))
    with transaction():
        coop = session.query(Enterprise).filter_by(form=COOPERATIVE).one()
        seen = {"link": "facebook.com/maytre", "products": ["Giỏ mây"], "seen_on": date(2025, 5, 1)}
        record_presence(coop.person, coop.unit, coop, **seen, actor=BY, scope=EVERYTHING)
    assert take_back(row).status == UNDONE
    kept = [line for line in lines(row) if line.kept_why]
    [left] = session.query(Enterprise)
    assert len(kept) == 1 and (left.form, left.voided_at) == (COOPERATIVE, None) and right()


def test_cells_are_read_as_officers_write_them() -> None:
    forms = ("THT chăn nuôi", "Tổ liên kết SX", "DNTN", "CLB", "HTX, THT", "")
    said = [read_form(text, "form")[0] for text in forms]
    assert said == ["cooperative_group", "linked_group", "enterprise", "club", "", ""]
    assert read_title("Chủ tịch HĐQT", COOPERATIVE, "title")[0] == "chair"
    assert read_title("P. giám đốc, phó giám đốc", ENTERPRISE, "title")[0] == "deputy_director"
    assert [read_share(text, "share")[0] for text in ("60", "60%", "0,5%", "1", "-")] == [6_000, 6_000, 50, None, None]
    assert [read_yes(text, "is_new")[0] for text in ("X", "không", "", "?")] == [True, False, None, None]
