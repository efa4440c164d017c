"""«Có thể là một người»: an officer sees the pairs of her territory, judges them, and takes a judgement back."""

import pytest
from flask import Flask

from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.programme.models import ToldApart
from tests.builders import BIEN_THUONG, HAC_THANH, make_person
from tests.outcomes import signed_in
from tests.pages import Browser
from tests.statements import counted

PAGE = "/staff/duplicates"


@pytest.fixture
def officer(app: Flask) -> Browser:
    with transaction():
        make_pair("Lê Thị Mận", "Lê Mận")
        make_pair("Cao Thị Lan", "Cao Lan", HAC_THANH)
    return signed_in(app, "commune")


def make_pair(one: str, other: str, area_code: str = BIEN_THUONG) -> tuple[Person, Person]:
    return make_person(one, birth_year=1985, area_code=area_code), make_person(other, birth_year=1985)


def make_local_pair(number: int) -> None:
    name = chr(97 + number) * 3
    make_person(f"Lê Thị {name}", birth_year=1985, area_code=BIEN_THUONG)
    make_person(f"Lê {name}", birth_year=1985, area_code=BIEN_THUONG)


def test_pairs_of_the_territory_with_their_reasons(officer: Browser) -> None:
    officer.open(PAGE).sees("Không còn cặp nào cần xem")
    with transaction():
        make_local_pair(1)
    officer.open(PAGE).sees("Lê Thị bbb", "Lê bbb", "1985", "cùng tên", "nhiều khả năng")
    assert "Cao" not in officer.text


def test_two_people_stay_away_until_the_judgement_goes(officer: Browser) -> None:
    with transaction():
        make_local_pair(1)
    officer.open(PAGE).press("Là hai người khác nhau").sees("Đã ghi: đây là hai người khác nhau")
    officer.sees("Không còn cặp nào cần xem").follow("Đã xem xét").sees("Lê Thị bbb", "Lê Cán Bộ")
    officer.press("Bỏ kết luận này").sees("Đã bỏ kết luận", "Chưa có cặp nào.")
    officer.open(PAGE).sees("Lê Thị bbb")
    session.rollback()
    [judged] = session.query(ToldApart)
    assert judged.withdrawn_at is not None and judged.withdrawn_by == judged.judged_by


def test_a_stranger_judges_nothing(app: Flask, officer: Browser) -> None:
    with transaction():
        make_local_pair(1)
    one, other = [p.public_id for p in session.query(Person).filter(Person.folded_name.contains("bbb"))]
    for kind, status in (("customer", 403), ("operator", 403)):
        assert signed_in(app, kind).open(PAGE).status == status
    elsewhere = Browser(signed_in(app, "commune", HAC_THANH).visitor)
    assert elsewhere.visitor.post(f"{PAGE}/{one}/{other}/differ", {}).status_code == 404
    assert elsewhere.open(f"{PAGE}/{one}/{other}").status == 404
    session.rollback()
    assert session.query(ToldApart).count() == 0


def test_a_full_page_asks_no_more_than_an_empty_one(officer: Browser) -> None:
    with transaction():
        make_local_pair(0)
    officer.open(PAGE)
    with counted() as few:
        officer.open(PAGE)
    with transaction():
        for number in range(1, 24):
            make_local_pair(number)
    with counted() as many:
        officer.open(PAGE).follow("Trang sau")
    assert len(many) <= 2 * len(few), [line[:90] for line in many]
    assert officer.html.count("data-row") == 4
