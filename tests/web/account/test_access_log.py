"""«Ai đã xem thông tin của chị»: she reads each look at her sealed facts, agrees herself, and takes it back."""

import pytest
import time_machine
from flask import Flask

from marketplace.core.actors import OFFICER, OPERATOR, SYSTEM_ACTOR, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.models import Person, SealedTrait
from marketplace.people.purposes import keeping
from marketplace.people.queries import find_consent
from marketplace.people.services import (
    MEETING,
    keep_sensitive,
    keep_trait,
    reveal_trait,
    say_consent,
    traits_for_figures,
)
from marketplace.people.traits import ETHNICITY, SINGLE
from marketplace.programme.queries.access_log import PAGE
from marketplace.programme.services import look_up_by_phone
from tests.builders import BIEN_THUONG, make_account, make_customer, make_officer, make_operator, make_person, unit_of
from tests.pages import Browser
from tests.visitors import Visitor

LOG = "/account/access"


@pytest.fixture
def woman(app: Flask) -> Person:
    with transaction():
        return make_account(make_person("Lê Thị Mận", phone="+84912345678"), phone="+84912345678").person


@pytest.fixture
def officer(app: Flask) -> Actor:
    with transaction():
        return Actor(OFFICER, make_officer().id)


def hers(app: Flask, woman: Person) -> Browser:
    return Browser(Visitor(app).sign_in(woman)).open(LOG)


def test_she_reads_who_looked_where_and_what_for(app: Flask, woman: Person, officer: Actor) -> None:
    hers(app, woman).sees("Chưa ai xem.")
    with transaction():
        keep_trait(woman, "id_number", "038185000001")
        say_consent(woman, ETHNICITY, "v1", MEETING, actor=officer)
        keep_sensitive(woman, ETHNICITY, "brau", actor=officer)
        look_up_by_phone("+84912345678", actor=officer)
        reveal_trait(woman, "id_number", officer, "Đối chiếu với thẻ")
        reveal_trait(woman, ETHNICITY, officer, "eligibility")
        unit = unit_of(BIEN_THUONG).id
        traits_for_figures(ETHNICITY, actor=Actor(OPERATOR, make_operator().id), purpose="Báo cáo năm", unit_id=unit)
    page = hers(app, woman)
    page.sees("Mở xem: Số căn cước", "Đối chiếu với thẻ", "Mở xem: Dân tộc", "xem chị được hưởng hỗ trợ nào")
    page.sees(
        "Hội LHPN xã Biện Thượng (Cán bộ Hội xã, phường)", "Tìm tên chị theo đúng số điện thoại", "ghi lượt hỗ trợ"
    )
    page.sees("Tính vào số liệu chung, không kèm tên: Dân tộc", "Báo cáo năm", "Quản trị hệ thống", "Ghi lại: Dân tộc")
    assert "Lê Cán Bộ" not in page.text and "Brâu" not in page.html and "038185000001" not in page.html
    assert page.text.index("Báo cáo năm") < page.text.index("xem chị được hưởng") < page.text.index("Đối chiếu với thẻ")


def test_she_reads_of_her_own_alone_and_while_it_was_kept(app: Flask, woman: Person, officer: Actor) -> None:
    told = {"actor": SYSTEM_ACTOR, "unit_id": 1}
    with transaction():
        other = make_customer()
        keep_trait(other, "id_number", "038185000002")
        reveal_trait(other, "id_number", officer, "Xem người khác")
        traits_for_figures(SINGLE, purpose="Trước khi đồng ý", **told)  # type: ignore[arg-type]
    with time_machine.travel(now(), tick=False) as clock:
        clock.shift(60)
        page = hers(app, woman)
        assert page.visitor.post(f"{LOG}/agree", {"purpose": keeping(SINGLE)}).status_code == 303
        clock.shift(60)
        with transaction():
            keep_sensitive(woman, SINGLE, "yes", actor=officer)
            traits_for_figures(SINGLE, purpose="Trong khi giữ", **told)  # type: ignore[arg-type]
        clock.shift(60)
        page.open(LOG).sees("Trong khi giữ", "Hội đang giữ điều này.").follow("Rút lại đồng ý")
        page.press("Rút lại và xóa").sees("Đã rút lại. Điều đã giữ kín được xóa.")
        clock.shift(60)
        with transaction():
            traits_for_figures(SINGLE, purpose="Sau khi rút", **told)  # type: ignore[arg-type]
        text = page.open(LOG).sees("Trong khi giữ").text
    assert not any(words in text for words in ("Trước khi đồng ý", "Sau khi rút", "Xem người khác"))
    session.expire_all()
    assert session.query(SealedTrait).filter_by(person_id=woman.id).count() == 0
    assert find_consent(woman.id, keeping(SINGLE)) is None


def test_looks_at_a_record_that_was_merged_into_hers_are_hers(app: Flask, woman: Person, officer: Actor) -> None:
    with transaction():
        older = make_person("Lê Mận")
        keep_trait(older, "id_number", "038185000001")
        reveal_trait(older, "id_number", officer, "Ở hồ sơ cũ")
        older.merged_into_id = woman.id
    hers(app, woman).sees("Ở hồ sơ cũ")


def test_the_log_has_pages(app: Flask, woman: Person, officer: Actor) -> None:
    with transaction():
        keep_trait(woman, "id_number", "038185000001")
        for number in range(PAGE + 1):
            reveal_trait(woman, "id_number", officer, f"lần thứ {number:02}")
    page = hers(app, woman).sees(f"lần thứ {PAGE:02}", "lần thứ 01")
    assert "lần thứ 00" not in page.text
    page.follow("Trang sau").sees("lần thứ 00")


@pytest.mark.parametrize("purpose", ["identity", "account", "keep_religion", ""])
def test_what_is_not_asked_for_here_is_not_agreed_to(app: Flask, woman: Person, purpose: str) -> None:
    page = hers(app, woman)
    assert page.visitor.post(f"{LOG}/agree", {"purpose": purpose}).status_code == 404
    assert find_consent(woman.id, purpose) is None


def test_a_hard_word_is_never_on_her_screen(app: Flask, woman: Person) -> None:
    page = hers(app, woman)
    assert "yếu thế" not in page.html.lower()
