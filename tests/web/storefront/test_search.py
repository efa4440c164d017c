import pytest
from flask import Flask

from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.core.versions import SITE, bump
from marketplace.site.models import Setting
from tests.browse.queries.test_search import NAUGHTY
from tests.browse.shelf import put
from tests.builders import make_category, make_live, make_product, make_shop
from tests.visitors import Visitor, text_of


@pytest.fixture
def goods(app: Flask) -> None:
    with transaction():
        shop = make_shop("Gian hàng chị Sen")
        roots = make_category("cay-cu", name="Cây và củ")
        make_live(make_product("Củ sâm Báo tươi", shop=shop, category=roots))
        make_live(make_product("Nem chua Thanh Hóa", shop=shop, category=roots))
        session.add(Setting(key="hotline", value="0237 385 2345"))
        bump(SITE)


def test_words_with_or_without_tones_find_the_goods(goods: None, visitor: Visitor) -> None:
    for typed in ("sam bao", "SÂM BÁO", "sâm báo"):
        page = text_of(visitor.get("/search", query_string={"q": typed}))
        assert "Củ sâm Báo tươi" in page and "Nem chua" not in page.replace("nem chua", "")


def test_the_words_stay_in_the_box(goods: None, visitor: Visitor) -> None:
    page = visitor.get("/search", query_string={"q": '"><b>sâm'}).get_data(as_text=True)
    assert 'value="&#34;&gt;&lt;b&gt;sâm"' in page and "<b>sâm" not in page


def test_near_words_are_said_to_be_near(goods: None, visitor: Visitor) -> None:
    page = text_of(visitor.get("/search?q=nem+chau"))
    assert "Không tìm thấy" in page and "Nem chua Thanh Hóa" in page


def test_nothing_found_offers_shelves_and_a_person_to_ask(goods: None, visitor: Visitor) -> None:
    page = text_of(visitor.get("/search?q=qwrtz"))
    assert "Chưa có sản phẩm nào" in page and "Cây và củ" in page and "0237 3852 345" in page


@pytest.mark.parametrize("typed", ["DH261122-JHBXAN", " dh261122-jhbxan ", "DH261122-JHBXAN-2", "#dh261122jhbxan2"])
def test_an_order_number_leads_to_the_look_up(goods: None, visitor: Visitor, typed: str) -> None:
    page = visitor.get("/search", query_string={"q": typed})
    assert 'href="/orders/lookup?number=DH261122-JHBXAN"' in page.get_data(as_text=True)
    assert "DH261122-JHBXAN là số đơn hàng" in text_of(page) and "Chưa có sản phẩm nào" not in text_of(page)
    assert "là số đơn hàng" not in text_of(visitor.get("/search?q=sam+bao"))


def test_shops_and_shelves_of_that_name_are_found_too(goods: None, visitor: Visitor) -> None:
    assert "Gian hàng chị Sen" in text_of(visitor.get("/search?q=chi+sen"))
    assert "Danh mục:" in text_of(visitor.get("/search?q=cay+va+cu"))


def test_no_words_ask_for_some(goods: None, visitor: Visitor) -> None:
    for query in ("", "?q=", "?q=%20", "?q=!!!"):
        page = visitor.get(f"/search{query}")
        assert page.status_code == 200 and "Quý khách tìm gì?" in text_of(page)


def test_many_hits_come_in_pages(app: Flask, visitor: Visitor) -> None:
    with transaction():
        for number in range(30):
            put(number + 1, f"Mật ong {number}")
    first = visitor.get("/search?q=mat+ong").get_data(as_text=True)
    assert first.count("<article") == 24 and "page=2" in first
    assert visitor.get("/search?q=mat+ong&page=2").get_data(as_text=True).count("<article") == 6
    for odd in ("0", "-1", "99", "x", "1e9"):
        assert visitor.get(f"/search?q=mat+ong&page={odd}").status_code == 200


def test_results_are_not_for_search_engines(goods: None, visitor: Visitor) -> None:
    assert '<meta name="robots" content="noindex">' in visitor.get("/search?q=sam").get_data(as_text=True)


@pytest.mark.parametrize("typed", NAUGHTY)
def test_naughty_input_is_a_page(goods: None, visitor: Visitor, typed: str) -> None:
    answer = visitor.get("/search", query_string={"q": typed})
    assert answer.status_code == (404 if "\x00" in typed else 200), "addresses never hold a NUL"


def test_bytes_that_are_no_text_are_a_page(goods: None, visitor: Visitor) -> None:
    assert visitor.get("/search?q=%ff%fe%01%80").status_code == 200
