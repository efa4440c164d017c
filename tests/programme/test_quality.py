"""What is missing in the records is counted by one selection each: number, list and score agree, within the unit."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from marketplace.association.services import record_membership
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.programme.queries import get_programme
from marketplace.programme.queries.quality import CHECKS, list_faults, quality_below, quality_of
from marketplace.programme.services import record_support
from marketplace.training.services import Day, record_outreach
from marketplace.training.topics import VNEID
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, unit_of
from tests.days import in_days
from tests.outcomes import signed_in
from tests.programme.making import make_granted, make_mentor, make_visit
from tests.statements import counted
from tests.training.making import ALL, make_done


@pytest.fixture
def kept(app: Flask) -> Iterator[None]:
    with transaction():
        for number in range(30):
            year = 1980 if number % 3 else None
            woman = make_person("Lê Thị Mận", birth_year=year, area_code=BIEN_THUONG)
            record_membership(woman, unit_of(BIEN_THUONG), **ALL)
        record_membership(make_person("Cao Thị Lan", area_code=HAC_THANH), unit_of(HAC_THANH), **ALL)
        make_done(1)
        record_outreach(unit_of(BIEN_THUONG), Day(VNEID, in_days(-3), women_said=4), **ALL)
        seen, unseen, mentor = (make_person(name, birth_year=1970) for name in ("Vũ Thị Sen", "Vũ Thị Út", "Bà Hoa"))
        for woman in (seen, unseen):
            make_granted(woman, kind="loan", paid=30_000, days=150)
            make_mentor(woman, mentor).began_on = in_days(-200)
        make_visit(seen, mentor)
        session.flush()
        yield


def of(code: str, unit: str) -> int:
    """How many of a check are not in order, by its list."""
    found, cursor = 0, None
    while True:
        page = list_faults(code, unit_of(unit), cursor)
        found += len(page.items)
        cursor = page.next_cursor
        if cursor is None:
            return found


def test_number_list_and_score_agree_in_every_unit(kept: None) -> None:
    whole, below = quality_of(unit_of("38")), quality_below(unit_of("38"))
    for area in ("38", BIEN_THUONG, HAC_THANH):
        own = quality_of(unit_of(area))
        assert {code: of(code, area) for code in CHECKS} == {code: own.faults.get(code, 0) for code in CHECKS}
        assert area == "38" or below[unit_of(area).id] == own
    assert whole.faults["birth_year"] == 11 and whole.looked["phone"] == 31
    assert (whole.faults["signed_sheet"], whole.faults["outreach_photo"], whole.faults["outreach_list"]) == (1, 1, 1)
    assert (whole.looked["loan"], whole.faults["loan"], whole.faults["proof"]) == (2, 1, 2)
    assert (whole.looked["mentorship"], whole.faults["mentorship"]) == (2, 1)
    looked, faults = sum(whole.looked.values()), sum(whole.faults.values())
    assert whole.score == pytest.approx(100 * (looked - faults) / looked, abs=0.1)


def test_a_unit_of_nothing_has_no_score(app: Flask) -> None:
    assert quality_of(unit_of(HAC_THANH)).score is None and quality_below(unit_of("38")) == {}


def test_the_page_opens_every_number_and_costs_a_fixed_number_of_statements(app: Flask) -> None:
    officer = signed_in(app, "commune").open("/staff/quality").sees("Chưa có gì để xét", "Không có số nào như vậy.")
    costs: list[Any] = []
    for number in (1, 5):
        with transaction():
            for n in range(number):
                woman = make_person(f"Hà Thị {'ABCDEF'[n]}n", area_code=BIEN_THUONG)
                record_membership(woman, unit_of(BIEN_THUONG), **ALL)
        officer.open("/staff/quality")
        with counted() as sent:
            officer.open("/staff/quality").sees("Điểm", "Hội viên chưa có năm sinh")
        costs.append(len(sent))
    assert costs[0] == costs[1] <= 30
    officer.follow("Hội viên chưa có năm sinh").sees("Hà Thị An").follow("Hà Thị An").sees("Hội viên")
    province = signed_in(app, "province").open("/staff/quality").follow("Hội LHPN xã Biện Thượng")
    province.sees("Hội viên chưa có thôn, bản, khu phố")
    stranger = signed_in(app, "commune", HAC_THANH)
    assert stranger.open(f"/staff/quality?unit={unit_of(BIEN_THUONG).code}").status == 404
    assert stranger.open("/staff/quality/nothing").status == 404


def test_a_figure_far_from_the_quarters_before_is_told_with_its_list(app: Flask) -> None:
    day = today().replace(day=1, month=3 * ((today().month - 1) // 3) + 1) - timedelta(days=20)
    said: dict[str, Any] = {"kind": "training", "given_on": day, "idea": "Trồng sâm Báo"}
    with transaction():
        for number in range(12):
            woman = make_person(f"Lê Thị {'ABCDEFGHIKLM'[number]}n", area_code=BIEN_THUONG)
            record_support(get_programme("2415"), woman, unit_of(BIEN_THUONG), **said, **ALL)
    officer = signed_in(app, "commune").open("/staff/quality").sees("Số phụ nữ được hỗ trợ", "Đề án 2415", "12")
    officer.follow("12 Số phụ nữ được hỗ trợ").sees("Lê Thị An")
