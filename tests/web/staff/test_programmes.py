"""The programme pages: every figure opens its list, within the visitor's territory and in her language."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from marketplace.association.queries import list_children
from marketplace.core.transactions import transaction
from marketplace.programme.queries import get_programme, list_indicators
from marketplace.programme.registries import standard_positions
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, unit_of
from tests.days import next_year, this_year
from tests.outcomes import make_outcome, make_support, signed_in
from tests.pages import Browser
from tests.visitors import words_of

STANDARD_INDICATORS = tuple(standard_positions())
PAGE = "/staff/programmes/2415"


@pytest.fixture
def outcome(app: Flask) -> str:
    return make_outcome()


def links(page: Browser) -> list[tuple[str, str]]:
    """Address and words of each link."""
    found = re.findall(r'<a [^>]*?href="([^"]+)"[^>]*>(.*?)</a>', page.html, re.S)
    return [(unescape(address), words_of(words)) for address, words in found]


def reach_of(address: str) -> str:
    return parse_qs(urlsplit(address).query).get("reach", [""])[0]


def test_the_three_programmes_with_their_decisions(app: Flask) -> None:
    page = signed_in(app, "province").open("/staff/programmes")
    page.sees("Đề án 939", "Đề án 2415", "Đề án 01", "Quyết định số 939/QĐ-TTg", "Nguồn")
    page.follow("Đề án 939").sees("Bảng chỉ tiêu Đề án 939")


@pytest.mark.parametrize("reach", ["", "year", "start", "last-year"])
@pytest.mark.parametrize("indicator", STANDARD_INDICATORS)
def test_every_number_opens_the_list_behind_it(app: Flask, outcome: str, indicator: str, reach: str) -> None:
    year = next_year() if reach == "last-year" else this_year()
    page = signed_in(app, "province").open(f"{PAGE}?unit=38&period={year}")
    [(address, number)] = [
        (address, words) for address, words in links(page) if f"/{indicator}?" in address and reach_of(address) == reach
    ]
    rows = page.open(address).html.count("<tr data-row")
    assert rows == (2 if indicator == "women_supported" else 1)
    assert number == ("0,2" if indicator == "revenue" else str(rows))


def test_a_year_before_the_programme_has_no_figures_and_says_why(app: Flask, outcome: str) -> None:
    page = signed_in(app, "province").open(f"{PAGE}?unit=38&period=2026")
    why = "Đề án bắt đầu năm 2026 nên chưa có số cùng kỳ năm trước."
    page.sees(why)
    assert page.html.count(f'title="{why}">–') == len(list_indicators(get_programme("2415")))
    assert "last-year" not in {reach_of(address) for address, _ in links(page)}
    assert why not in page.open(f"{PAGE}?unit=38&period=2027").text
    assert why not in page.open("/staff/programmes/01?unit=38&period=2026").text


def test_the_list_of_a_reach_says_its_days_and_leads_on_and_back(app: Flask, outcome: str) -> None:
    page = signed_in(app, "province").open(f"{PAGE}/women_supported?unit=38&period={this_year()}-Q4&reach=start")
    page.sees(f"Lũy kế Đề án, từ 01/01/2026 đến 31/12/{this_year()}", "2 người", "Theo đơn vị")
    page.follow("1 người").sees("Lũy kế Đề án", "1 người")
    page.follow("Đề án 2415").sees("Bảng chỉ tiêu", "Quý IV")


def test_a_reach_nobody_knows_is_not_found(app: Flask) -> None:
    assert signed_in(app, "province").open(f"{PAGE}/revenue?reach=ever").status == 404


def test_each_row_opens_its_record_without_the_customer(app: Flask, outcome: str) -> None:
    page = signed_in(app, "commune").open(f"{PAGE}/revenue").sees("Hoàng Thị Bưởi", "200.000đ", outcome)
    page.follow("Mở hồ sơ").sees(outcome, "200.000đ")
    assert "Trần Thị Mua" not in page.html and "912000111" not in page.html


def test_an_officer_sees_her_own_territory_only(app: Flask, outcome: str) -> None:
    page = signed_in(app, "commune", HAC_THANH)
    page.open(f"{PAGE}/women_supported").sees("Lê Thị Chờ")
    assert "Hoàng Thị Bưởi" not in page.html
    assert page.open(f"{PAGE}?unit={unit_of(BIEN_THUONG).code}").status == 404
    assert page.open(f"{PAGE}?unit=38").status == 404
    assert page.open(f"{PAGE}/revenue").sees("Chưa có hồ sơ nào trong kỳ này").html.count("<tr data-row>") == 0


def test_a_record_of_another_territory_is_not_found(app: Flask, outcome: str) -> None:
    page = signed_in(app, "province").open(f"{PAGE}/revenue").follow("Mở hồ sơ")
    stranger = signed_in(app, "commune", HAC_THANH)
    assert stranger.open(page.address).status == 404


def test_a_period_is_chosen_and_stays_in_the_links(app: Flask, outcome: str) -> None:
    page = signed_in(app, "province").open(PAGE)
    page.press("Xem", period=f"{this_year()}-Q1").sees("Quý")
    assert f"period={this_year()}-Q1" in page.html
    assert page.open(f"{PAGE}/revenue?period=2415").status == 404
    assert page.open(f"{PAGE}?period=1999").status == 404


@pytest.mark.parametrize("path", ["/staff/programmes/999", f"{PAGE}/gold", f"{PAGE}/gold/list.xlsx", f"{PAGE}?unit=x"])
def test_unknown_things_are_not_found(app: Flask, path: str) -> None:
    assert signed_in(app, "province").open(path).status == 404


def test_the_largest_ten_units_are_drawn_below_the_list(app: Flask) -> None:
    with transaction():
        communes = list_children(unit_of("38"))[:12]
        for number, unit in enumerate(communes):
            for n in range(3 if number == 7 else 1):
                make_support(make_person(f"Chị {number} {n}"), unit.area_code or "")
    page = signed_in(app, "province").open(f"{PAGE}/women_supported?unit=38&period={this_year()}")
    page.sees("12 đơn vị có số liệu", "Xem 2 đơn vị còn lại")
    bars = page.html.partition('class="bars"')[2]
    assert communes[7].name in bars.partition("</tr>")[0]
    assert page.html.index("<tr data-row") < page.html.index('class="bars"')


def test_a_long_list_goes_on_over_the_page(app: Flask) -> None:
    with transaction():
        for n in range(30):
            make_support(make_person(f"Chị {n}"))
    page = signed_in(app, "commune").open(f"{PAGE}/women_supported?reach=year").sees("30 người")
    first = page.html.count("<tr data-row")
    page.follow("Trang sau").sees("30 người", "Lũy kế năm")
    assert (first, page.html.count("<tr data-row")) == (25, 5)


def test_programmes_are_named_in_the_visitors_language(app: Flask) -> None:
    page = signed_in(app, "province")
    page.visitor.post("/language", {"locale": "en"})
    page.open("/staff/programmes").sees("Programme 2415", "Support for women starting businesses", "National goals")
    assert "Hỗ trợ phụ nữ khởi nghiệp" not in page.text
    page.open(f"{PAGE}?period={this_year()}-01").sees("Programme 2415", f"January {this_year()}")


@pytest.mark.parametrize(("kind", "status"), [("operator", 200), ("commune", 200), ("customer", 403)])
def test_who_may_read(app: Flask, kind: str, status: int) -> None:
    page = signed_in(app, kind)
    assert {page.visitor.get(path).status_code for path in (PAGE, f"{PAGE}/revenue")} == {status}


def test_an_operator_is_not_led_to_what_officers_do(app: Flask) -> None:
    assert signed_in(app, "province").open(PAGE).has_link("Giao chỉ tiêu")
    page = signed_in(app, "operator").open(PAGE)
    assert not page.has_link("Giao chỉ tiêu") and not page.has_link("Ghi nhận hỗ trợ")
