"""Two records side by side: what hangs on each, which value stays, which figures change; merged, and un-merged."""

from typing import Any

import pytest
from flask import Flask

from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.programme.models import PersonMerge
from marketplace.programme.queries.references import MOVES
from marketplace.web.words.duplicates import field_words, holding_words
from tests.builders import BIEN_THUONG, make_person, make_seller
from tests.outcomes import make_support, signed_in

PAGE = "/staff/duplicates"
ADDRESS = dict[str, Any]


@pytest.fixture
def pair(app: Flask) -> tuple[str, str]:
    with transaction():
        one = make_person("Lê Thị Mận", birth_year=1985, area_code=BIEN_THUONG, phone="+84912345678")
        other = make_person("Lê Mận", birth_year=1985, area_code=BIEN_THUONG)
        make_support(one)
        make_support(other).kind = "loan"
        return one.public_id, other.public_id


def merges() -> list[PersonMerge]:
    session.rollback()
    session.expire_all()
    return session.query(PersonMerge).all()


def person(public_id: str) -> Person:
    return session.query(Person).filter_by(public_id=public_id).one()


def test_side_by_side_chosen_merged_and_two_again(app: Flask, pair: tuple[str, str]) -> None:
    officer = signed_in(app, "commune").open(PAGE).follow("Xem hai hồ sơ")
    officer.sees("Hai hồ sơ cạnh nhau", "0912 345 678", "Lượt hỗ trợ", "cùng tên", "sẽ đổi")
    form = officer.form("Gộp hai hồ sơ")
    assert "phone" not in form.choices and set(form.choices["full_name"]) == set(pair)
    officer.press("Gộp hai hồ sơ").sees("Mời chọn: giữ giá trị nào?", status=422)
    assert merges() == []
    officer.press("Gộp hai hồ sơ", full_name=pair[0]).sees("Đã gộp hai hồ sơ thành một", "Đã chuyển sang", "Lê Cán Bộ")
    [merge] = merges()
    assert merge.kept.public_id == pair[0] and person(pair[1]).merged_into_id == merge.kept_id
    officer.open(f"/staff/support/{pair[1]}").sees("Lê Thị Mận", "đã gộp vào hồ sơ này")
    assert officer.address.endswith(f"/staff/support/{pair[0]}")
    officer.open(f"{PAGE}/{pair[0]}/{pair[1]}").sees("đã được gộp trước đó", "“Lê Mận, 1985")
    officer.follow("Xem, tách lại").press("Tách lại").sees("Đã tách lại thành hai hồ sơ", "Lê Thị Mận · Lê Mận")
    officer.open(f"/staff/support/{pair[1]}").sees("Lê Mận")
    assert merges()[0].undone_at is not None and person(pair[1]).merged_into_id is None


def test_sent_twice_is_merged_once(app: Flask, pair: tuple[str, str]) -> None:
    officer = signed_in(app, "commune").open(f"{PAGE}/{pair[0]}/{pair[1]}")
    form = officer.form("Gộp hai hồ sơ")
    for _twice in range(2):
        officer._send(form, {}, {"full_name": pair[1]}, {})
    officer.sees("Mẫu này đã được lưu ở lần gửi trước")
    assert len(merges()) == 1


def test_where_it_would_be_wrong_it_says_why(app: Flask) -> None:
    with transaction():
        one, other = (make_seller(name).person.public_id for name in ("Lê Thị Mận", "Lê Mận"))
    officer = signed_in(app, "commune").open(f"{PAGE}/{one}/{other}")
    officer.sees("Không gộp được hai hồ sơ này", "Cả hai đều là người bán", "Là hai người khác nhau")
    assert not officer.has_button("Gộp hai hồ sơ")
    officer.visitor.post(f"{PAGE}/{one}/{other}", {"full_name": one, "phone": one})
    assert merges() == []


def test_everything_that_moves_has_words(app: Flask) -> None:
    with app.test_request_context():
        assert set(holding_words()) == {name.partition(".")[0] for name in MOVES}
        assert set(field_words()) == {"full_name", "birth_year", "phone", "email", "home"}
