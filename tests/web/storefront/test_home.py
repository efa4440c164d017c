from flask import Flask

from marketplace.core.transactions import transaction
from tests.builders import make_category, make_live, make_product, make_shop
from tests.visitors import Visitor, text_of


def test_an_empty_market_says_so_kindly(visitor: Visitor) -> None:
    page = visitor.get("/")
    assert page.status_code == 200 and "Chợ đang dọn hàng" in text_of(page)


def test_the_front_page_shows_goods_shops_shelves_and_why_to_trust(app: Flask, visitor: Visitor) -> None:
    with transaction():
        shop = make_shop("Sâm Báo nhà Sen")
        category = make_category(name="Dược liệu mẫu")
        make_live(make_product("Củ sâm Báo tươi", shop=shop, category=category))
        make_live(make_product("Bưởi", shop=shop, category=category, season_note="Chỉ có trước Tết"))
    page = text_of(visitor.get("/"))
    for words in ("Củ sâm Báo tươi", "Sâm Báo nhà Sen", "Dược liệu mẫu", "Hàng theo mùa", "Hội xác nhận người bán"):
        assert words in page
    assert page.index("Hàng theo mùa") < page.index("Hàng mới về")


def test_one_heading_and_data_about_the_market(visitor: Visitor) -> None:
    page = visitor.get("/").get_data(as_text=True)
    assert page.count("<h1") == 1 and '"@type": "Organization"' in page
    assert '<link rel="canonical" href="http://localhost/">' in page


def test_the_first_picture_alone_is_fetched_at_once(app: Flask, visitor: Visitor) -> None:
    with transaction():
        for number in range(4):
            make_live(make_product(f"Món {number}"))
    page = visitor.get("/").get_data(as_text=True)
    assert page.count('fetchpriority="high"') == 1
