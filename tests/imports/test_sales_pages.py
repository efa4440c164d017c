"""A list of sales pages: each page once with its products, whose it is, counted as shown online, taken back whole."""

from typing import Any

import pytest
from flask import Flask

from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.enterprises.models import OnlinePresence, OnlineProduct
from marketplace.enterprises.services import record_presence
from marketplace.imports.promises import every_row_is_right
from marketplace.imports.queries import lock_list
from marketplace.imports.services import answer_all_exact
from marketplace.imports.states import ADDS, APPLIED, KNOWN, NEW, REFUSED, UNDONE
from marketplace.people.models import Person
from marketplace.programme.models import OutcomeFact
from marketplace.programme.promises import every_fact_is_right
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, unit_of
from tests.imports.bringing import by, check, lines, read, take_back, verdicts
from tests.imports.messy import workbook

HEADS = ("TT", "Họ và tên", "Năm sinh", "Thôn", "Link trang", "Zalo", "Shopee", "Sản phẩm", "Bán từ ngày")
MAN = ("1", "Lê Thị Mận", 1985, "Thôn Đông")
MAY = (*MAN, "facebook.com/maytre?fbclid=abc&utm_source=zalo", "", "", "Giỏ mây, đèn tre", "08/03/2024")
MORE = (*MAN, "https://www.facebook.com/maytre/", "", "", "Khay mây; giỏ mây", "08/03/2024")
LAN = ("2", "CAO THỊ LAN", 1979, "Thôn Tây", "", "912345679", "shopee.vn/sambao", "Sâm báo", "5/6/2024")


def pages(*rows: tuple[Any, ...]) -> bytes:
    return workbook([HEADS, *rows])


def count(model: Any) -> int:
    session.rollback()
    session.expire_all()
    return int(session.query(model).count())


def right() -> bool:
    return not [*every_row_is_right(), *every_fact_is_right()]


def test_pages_are_recorded_once_with_their_products_and_taken_back_whole(app: Flask) -> None:
    before, row = count(Person), read(pages(MAY, MORE, LAN), "sales_pages")
    assert verdicts(row) == [NEW, NEW, NEW] and check(row).status == APPLIED
    found = {page.link: [product.name for product in page.products] for page in session.query(OnlinePresence)}
    assert found == {
        "https://facebook.com/maytre": ["Giỏ mây", "đèn tre", "Khay mây"],
        "https://zalo.me/0912345679": ["Sâm báo"],
        "https://shopee.vn/sambao": ["Sâm báo"],
    }
    facts = session.query(OutcomeFact).filter_by(kind="shown_online").all()
    assert len(facts) == 5 and {str(fact.outcome_on) for fact in facts} == {"2024-03-08", "2024-06-05"}
    assert {page.place for page in session.query(OnlinePresence)} == {"facebook", "zalo", "market"} and right()
    assert verdicts(read(pages(MAY, MORE, LAN), "sales_pages")) == [KNOWN, KNOWN, KNOWN]
    assert take_back(row).status == UNDONE
    assert [count(model) for model in (OnlinePresence, OnlineProduct, OutcomeFact)] == [0, 0, 0]
    assert count(Person) == before and right()


def test_products_are_added_to_a_page_of_hers_of_that_day_and_taken_off_again(app: Flask) -> None:
    check(read(pages(MAY), "sales_pages"))
    other_day = read(pages((*MORE[:8], "09/03/2024")), "sales_pages")
    [line] = lines(other_day)
    assert line.verdict != NEW and count(OnlineProduct) == 2
    row = read(pages(MORE), "sales_pages")
    with transaction():
        answer_all_exact(lock_list(row.id), **by(row.unit))
    assert verdicts(row) == [ADDS] and check(row).status == APPLIED
    assert (count(OnlineProduct), count(OnlinePresence)) == (3, 1) and right()
    assert take_back(row).status == UNDONE
    assert [product.name for product in session.query(OnlineProduct)] == ["Giỏ mây", "đèn tre"] and right()


@pytest.mark.parametrize(("area_code", "words"), [(BIEN_THUONG, "Lê Thị Lạ"), (HAC_THANH, "")])
def test_a_page_of_another_woman_is_refused(app: Flask, area_code: str, words: str) -> None:
    with transaction():
        her, unit = make_person("Lê Thị Lạ", area_code=area_code), unit_of(area_code)
        seen: dict[str, Any] = {"link": "fb.com/maytre", "products": ["Giỏ"], "seen_on": her.created_at.date()}
        record_presence(her, unit, **(seen | {"link": "facebook.com/maytre"}), **by(unit))
    [line] = lines(read(pages(MAY), "sales_pages"))
    assert line.verdict == REFUSED and line.problems[0]["facts"].get("name", "") == words
    twice = read(pages(LAN, ("3", "Hà Thị Ba", 1990, "Thôn Tây", *LAN[4:])), "sales_pages")
    assert verdicts(twice) == [NEW, REFUSED]


@pytest.mark.parametrize(
    ("place", "text", "field"),
    [
        (4, "", "link"),
        (4, "Mây tre Mận", "link"),
        (4, "javascript:alert(1).vn", "link"),
        (4, "=HYPERLINK(1)", "link"),
        (7, "", "products"),
        (7, ",".join(f"SP {n}" for n in range(51)), "products"),
        (8, "2024", "seen_on"),
        (8, "01/01/2099", "seen_on"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(app: Flask, place: int, text: str, field: str) -> None:
    [line] = lines(read(pages((*MAY[:place], text, *MAY[place + 1 :])), "sales_pages"))
    assert line.verdict == REFUSED and [each["field"] for each in line.problems] == [field]
