"""/impact: what everyone may read, and nothing from which one woman's own figure could be told."""

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from marketplace.association.scope import EVERYTHING
from marketplace.core.actors import OFFICER, OPERATOR, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.programme.models import SupportRecord
from marketplace.programme.services import void_support
from marketplace.shops.models import Shop
from marketplace.site.services import change_settings
from tests.builders import make_person, make_product, make_seller, make_shop
from tests.outcomes import make_support, sell
from tests.pages import Browser
from tests.statements import counted
from tests.visitors import Visitor, words_of


@pytest.fixture
def page(app: Flask, visitor: Visitor) -> Browser:
    return Browser(visitor)


def figures(page: Browser, programme: str = "Đề án 2415") -> dict[str, str]:
    """What the tiles of one programme show, by their words."""
    section = page.open("/impact").html.partition(f"{programme}</h2>")[2].partition("</section>")[0]
    tiles = re.findall(r'<div class="stat.*?"><b>(.*?)</b><span>(.*?)</span>', section, re.S)
    return {words_of(words): words_of(number) for number, words in tiles}


def counting(sent: list[str]) -> int:
    """How many statements counted facts."""
    return sum("outcome_fact" in statement or "behind" in statement for statement in sent)


def make_sellers(count: int) -> list[Shop]:
    with transaction():
        shops = []
        for n in range(count):
            seller = make_seller(f"Chị {n}")
            make_support(seller.person)
            shops.append(make_shop(f"Gian hàng {n}", seller=seller, opened_at=now()))
        return shops


def test_ten_orders_of_one_woman_are_still_one_woman(page: Browser) -> None:
    [shop] = make_sellers(1)
    for n in range(10):
        sell(shop, f"Bưởi {n}")
    with transaction():
        for n in range(6):
            make_product(f"Quả {n}", shop=shop, first_live_at=now())
    shown = figures(page)
    assert (
        shown
        | {
            "Số phụ nữ được hỗ trợ": "dưới 5 người",
            "Số gian hàng mở mới": "không nêu (dưới 5 chị)",
            "Số sản phẩm lên gian hàng": "không nêu (dưới 5 chị)",
            "Số phụ nữ có đơn hàng đầu tiên": "dưới 5 người",
            "Doanh thu của phụ nữ được hỗ trợ": "không nêu (dưới 5 chị)",
        }
        == shown
    )
    assert {words for words in shown.values() if any(sign in "123456789" for sign in words)} == {
        "dưới 5 người",
        "không nêu (dưới 5 chị)",
    }
    assert "2.000.000" not in page.text and "2 triệu" not in page.text


def test_five_women_are_shown_in_million_dong(page: Browser) -> None:
    for shop in make_sellers(5):
        sell(shop)
    shown = figures(page)
    assert shown["Doanh thu của phụ nữ được hỗ trợ"] == "1 triệu đồng"
    assert shown["Số phụ nữ được hỗ trợ"] == shown["Số gian hàng mở mới"] == "5"
    assert set(figures(page, "Đề án 939").values()) == {"0", "0 triệu đồng", "0,0%"}


def test_a_sum_is_hidden_when_four_women_sold(page: Browser) -> None:
    shops = make_sellers(6)
    for shop in shops[:4]:
        sell(shop)
        sell(shop, "Sâm Báo")
    shown = figures(page)
    assert shown["Số gian hàng mở mới"] == "6"
    assert shown["Số phụ nữ có đơn hàng đầu tiên"] == "dưới 5 người"
    assert shown["Doanh thu của phụ nữ được hỗ trợ"] == "không nêu (dưới 5 chị)"


def test_the_programme_says_since_when_it_runs_in_both_languages(page: Browser) -> None:
    page.open("/impact").sees("Theo Quyết định số 2415/QĐ-TTg, thực hiện từ 01/01/2026 đến 31/12/2035.")
    page.visitor.post("/language", {"locale": "en"})
    page.open("/impact").sees(
        "Programme 2415", "Support for women starting businesses, 2026–2035", "Decision No. 2415/QĐ-TTg"
    )
    assert "Hỗ trợ phụ nữ khởi nghiệp" not in page.text


def test_names_stay_private(page: Browser) -> None:
    with transaction():
        for n in range(5):
            make_support(make_person(f"Chị Riêng Tư {n}"))
    assert figures(page)["Số phụ nữ được hỗ trợ"] == "5"
    assert "Riêng Tư" not in page.html


def test_it_is_kept_until_a_fact_changes(page: Browser) -> None:
    with transaction():
        for n in range(5):
            make_support(make_person(f"Chị {n}"))
    assert figures(page)["Số phụ nữ được hỗ trợ"] == "5"
    with counted() as sent:
        page.open("/impact")
    assert counting(sent) == 0 and len(sent) <= 2
    with transaction():
        record = make_support(make_person("Chị thứ sáu"))
    assert figures(page)["Số phụ nữ được hỗ trợ"] == "6"
    with transaction():
        void_support(session.get_one(SupportRecord, record.id), why="nhầm", actor=Actor(OFFICER, 1), scope=EVERYTHING)
    assert figures(page)["Số phụ nữ được hỗ trợ"] == "5"


def test_it_follows_the_settings_and_the_day(page: Browser) -> None:
    with transaction():
        for n in range(6):
            make_support(make_person(f"Chị {n}"))
    assert figures(page)["Số phụ nữ được hỗ trợ"] == "6"
    with transaction():
        change_settings({"revenue_suppressed_below": 7}, actor=Actor(OPERATOR, 1))
    assert figures(page)["Số phụ nữ được hỗ trợ"] == "dưới 7 người"
    with time_machine.travel(now() + timedelta(days=1)), counted() as sent:
        page.open("/impact")
    assert counting(sent) == 3


@pytest.mark.parametrize("women", [1, 30])
def test_its_statements_do_not_grow_with_the_records(page: Browser, women: int) -> None:
    with transaction():
        for n in range(women):
            make_support(make_person(f"Chị {n}"))
    with counted() as sent:
        page.open("/impact")
    assert counting(sent) == 3 and len(sent) <= 10  # one a programme
