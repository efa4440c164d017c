import re
from datetime import timedelta

import pytest
from flask import Flask

from marketplace.catalog.models import Certificate, FormerSlug, Product, Variant
from marketplace.catalog.services.products import hide_product
from marketplace.core.actors import SELLER, Actor
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.core.versions import SITE, bump
from marketplace.inventory.services import correct_stock
from marketplace.shops.services import close_shop
from marketplace.site.models import Setting
from marketplace.web.plumbing.formats import day
from tests.builders import make_live, make_product, make_shop, set_stock
from tests.visitors import Visitor, text_of


def set_site(**values: object) -> None:
    for key, value in values.items():
        session.merge(Setting(key=key, value=value))
    bump(SITE)


@pytest.fixture
def product(app: Flask) -> Product:
    with transaction():
        set_site(takes_orders_unregistered=True)
        shop = make_shop("Sâm Báo nhà Sen", zalo_phone="+84912345678", delivery_policy="Giao thứ Hai và thứ Năm.")
        made = make_product("Củ sâm Báo tươi", shop=shop, price_dong=850_000, stock=12, origin_note="Đất đồi núi Báo.")
        made.variants[0].content_amount, made.variants[0].content_unit = 2000, "g"
        session.flush()
        return make_live(made)


def owner(product: Product) -> Actor:
    return Actor(SELLER, product.shop.seller.person_id)


def show(visitor: Visitor, product: Product) -> str:
    response = visitor.get(f"/products/{product.slug}")
    assert response.status_code == 200
    return text_of(response)


def test_all_one_needs_to_decide_is_on_the_page(visitor: Visitor, product: Product) -> None:
    page = show(visitor, product)
    unit = product.shop.seller.verified_unit.name
    for words in (
        "Củ sâm Báo tươi", "850.000đ", "425.000đ / kg", "Còn hàng", product.shop.seller.person.full_name,
        "Sâm Báo nhà Sen", "Xã Biện Thượng", "Vĩnh Hùng", f"{unit} đã xác nhận người bán",
        day(product.shop.seller.verified_at), "Kiểm hàng trước khi nhận", "Thông tin nhãn", "Hộ kinh doanh",
        "Gửi được cả nước", "Đất đồi núi Báo.", "Giao thứ Hai và thứ Năm.", "Thêm vào giỏ", "Mua ngay",
    ):  # fmt: skip
        assert words in page, words


def test_one_can_call_or_write_before_buying(visitor: Visitor, product: Product) -> None:
    page = visitor.get(f"/products/{product.slug}").get_data(as_text=True)
    assert 'href="tel:+84912345678"' in page and "https://zalo.me/0912345678" in page


def test_buying_posts_variant_and_quantity_to_the_cart(visitor: Visitor, product: Product) -> None:
    page = visitor.get(f"/products/{product.slug}").get_data(as_text=True)
    form = re.search(r'<form[^>]*method="post" action="/cart/add".*?</form>', page, re.S)
    assert form and f'name="variant_id" value="{product.variants[0].id}"' in form[0]
    assert 'name="buy_now"' in form[0] and 'name="quantity"' in form[0]
    bought = visitor.post("/cart/add", {"variant_id": str(product.variants[0].id), "quantity": "2", "buy_now": "1"})
    assert bought.status_code == 303 and bought.headers["Location"].startswith("/checkout")


def test_variants_have_their_own_price_and_stock(visitor: Visitor, app: Flask) -> None:
    with transaction():
        set_site(takes_orders_unregistered=True)
        made = make_product("Nem chua", price_dong=60_000, stock=0)
        made.variants[0].name = "Chục nhỏ"
        large = Variant(product_id=made.id, name="Chục to", price_dong=90_000, unit="chục", position=1)
        session.add(large)
        session.flush()
        set_stock(large, 4)
        session.refresh(made)
        product = make_live(made)
    page = visitor.get(f"/products/{product.slug}").get_data(as_text=True)
    small, big = (re.search(rf'value="{v.id}"([^>]*)>', page) for v in product.variants)
    assert small and "disabled" in small[1]
    assert big and "checked" in big[1], "the cheapest that is left is chosen"
    text = text_of(visitor.get(f"/products/{product.slug}"))
    assert "Chục to" in text and "90.000đ" in text and "Chỉ còn 4" in text and "Tạm hết hàng" in text
    chosen = visitor.get(f"/products/{product.slug}?variant={product.variants[0].id}").get_data(as_text=True)
    assert 'content="60000"' in chosen


def test_the_page_opens_on_the_price_that_the_card_names(visitor: Visitor, app: Flask) -> None:
    with transaction():
        made = make_product("Sâm khô", price_dong=850_000, stock=3)
        made.variants[0].name = "Hộp 500 g"
        small = Variant(product_id=made.id, name="Hộp 250 g", price_dong=440_000, unit="hộp", position=1)
        session.add(small)
        session.flush()
        set_stock(small, 4)
        session.refresh(made)
        product = make_live(made)
    page = visitor.get(f"/products/{product.slug}").get_data(as_text=True)
    assert 'content="440000"' in page
    dear = visitor.get(f"/products/{product.slug}?variant={product.variants[0].id}").get_data(as_text=True)
    assert 'content="850000"' in dear, "what was chosen stays chosen"


@pytest.mark.parametrize("odd", ["x", "-1", "99999999999999999999", "1e3", "١", "%01"])
def test_an_odd_variant_in_the_address_is_no_matter(visitor: Visitor, product: Product, odd: str) -> None:
    assert visitor.get(f"/products/{product.slug}?variant={odd}").status_code == 200


def test_sold_out_goods_offer_to_ask_instead_of_buying(visitor: Visitor, product: Product) -> None:
    with transaction():
        correct_stock(product.variants[0].id, 0, owner(product))
    page = show(visitor, product)
    assert "Sản phẩm này tạm hết" in page and "Mua ngay" not in page


@pytest.mark.parametrize("values", [{"money_flow": "listing_only"}, {"takes_orders_unregistered": False}])
def test_where_no_orders_are_taken_there_are_no_buy_buttons(
    visitor: Visitor, product: Product, values: dict[str, object]
) -> None:
    with transaction():
        set_site(**values)
    page = show(visitor, product)
    assert "Mua ngay" not in page and "Thêm vào giỏ" not in page and "Hỏi chị trước khi mua" in page


def test_papers_in_force_are_shown_with_number_and_end_and_expired_ones_are_not(app: Flask, visitor: Visitor) -> None:
    with transaction():
        made = make_product("Nước mắm")
        for stars, number, until in ((4, "MAU-12", today()), (3, "MAU-11", today() - timedelta(days=1))):
            session.add(
                Certificate(
                    product_id=made.id, kind="ocop", stars=stars, number=number, authority="UBND tỉnh",
                    issued_on=today() - timedelta(days=800), expires_on=until,
                )
            )  # fmt: skip
        session.flush()
        session.refresh(made)
        product = make_live(made)
    page = show(visitor, product)
    assert "Giấy chứng nhận OCOP 4 sao" in page and "MAU-12" in page
    assert f"có giá trị đến {today():%d/%m/%Y}" in page and "MAU-11" not in page


def test_a_former_address_moves_for_good(visitor: Visitor, product: Product) -> None:
    with transaction():
        session.add(FormerSlug(slug="ten-cu", product_id=product.id))
    response = visitor.get("/products/ten-cu")
    assert response.status_code == 301 and response.headers["Location"] == f"/products/{product.slug}"


def test_what_never_was_is_not_found(visitor: Visitor) -> None:
    response = visitor.get("/products/khong-co")
    assert response.status_code == 404 and "<h1" in response.get_data(as_text=True)


def test_a_hidden_product_says_so_and_shows_what_else_the_shop_sells(visitor: Visitor, product: Product) -> None:
    with transaction():
        make_live(make_product("Trà sâm", shop=product.shop))
        hide_product(session.get_one(Product, product.id), owner(product))
    response = visitor.get(f"/products/{product.slug}")
    assert response.status_code == 404
    assert "Sản phẩm này hiện không bán" in text_of(response) and "Trà sâm" in text_of(response)


def test_goods_of_a_closed_shop_are_gone_for_now(visitor: Visitor, product: Product) -> None:
    with transaction():
        close_shop(product.shop, owner(product))
    response = visitor.get(f"/products/{product.slug}")
    assert response.status_code == 410 and "Gian hàng đang tạm nghỉ" in text_of(response)
    assert "Mua ngay" not in text_of(response)


def test_each_language_names_its_own_address(visitor: Visitor, product: Product) -> None:
    for path in ("/", "/products", "/shops", f"/products/{product.slug}", f"/shops/{product.shop.slug}", "/apply"):
        vietnamese, english = (visitor.get(path + more).get_data(as_text=True) for more in ("", "?lang=en"))
        for page, own in ((vietnamese, path), (english, f"{path}?lang=en")):
            assert f'<link rel="canonical" href="http://localhost{own}">' in page, own
            assert f'<meta property="og:url" content="http://localhost{own}">' in page, own
            assert f'<link rel="alternate" hreflang="vi" href="http://localhost{path}">' in page
            assert f'<link rel="alternate" hreflang="en" href="http://localhost{path}?lang=en">' in page


def test_the_address_is_canonical_and_shared_links_have_a_picture(visitor: Visitor, product: Product) -> None:
    page = visitor.get(f"/products/{product.slug}?variant=1&utm_source=zalo").get_data(as_text=True)
    assert f'<link rel="canonical" href="http://localhost/products/{product.slug}">' in page
    assert '<meta property="og:type" content="product">' in page
    assert re.search(r'<meta property="og:image" content="http://localhost/media/[^"]+\.jpg">', page)
    assert 'hreflang="en"' in page


def test_the_list_filters_by_its_address_and_says_what_was_chosen(visitor: Visitor, product: Product) -> None:
    with transaction():
        make_live(make_product("Hết rồi", shop=product.shop, stock=0))
    everything = text_of(visitor.get("/products"))
    assert "2 sản phẩm của 1 gian hàng" in everything and "Hết rồi" in everything
    left = visitor.get("/products?in_stock=1&place=15382&sort=price_up")
    assert "Hết rồi" not in text_of(left) and "Củ sâm Báo tươi" in text_of(left)
    body = left.get_data(as_text=True)
    assert '<option value="15382" selected>' in body and '<option value="price_up" selected>' in body


@pytest.mark.parametrize(
    "query",
    [
        "place=99999", "place='", "sort=drop", "sort=price_up&cursor=zzzz", "cursor=" + "A" * 9000, "in_stock=maybe",
        "place=38&place=01", "cursor=%01", "sort[]=x", "page=-1",
    ],
)  # fmt: skip
def test_a_hand_edited_address_is_a_clear_page(visitor: Visitor, product: Product, query: str) -> None:
    response = visitor.get(f"/products?{query}")
    assert response.status_code == 200 and "Củ sâm Báo tươi" in text_of(response)


def test_pages_of_the_list_lead_on_and_back(visitor: Visitor, app: Flask) -> None:
    with transaction():
        shop = make_shop()
        for number in range(26):
            make_live(make_product(f"Món số {number}", shop=shop))
    first = visitor.get("/products").get_data(as_text=True)
    ahead = re.search(r'rel="next" href="([^"]+)"', first)
    assert ahead and 'rel="prev"' not in first and first.count('<li><article class="card') == 24
    second = visitor.get(ahead[1].replace("&amp;", "&")).get_data(as_text=True)
    assert second.count('<article class="card') == 2 and 'rel="next"' not in second
    assert '<meta name="robots" content="noindex">' in second
    back = re.search(r'rel="prev" href="([^"]+)"', second)
    assert back and visitor.get(back[1].replace("&amp;", "&")).get_data(as_text=True).count("<article") == 24
