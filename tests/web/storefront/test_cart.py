"""/cart through a browser: it shows, it changes, it explains, and nobody reaches another's cart."""

from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from marketplace.cart.models import Cart, CartLine
from marketplace.catalog.models import Product, Variant
from marketplace.core.actors import SELLER, Actor
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.shops.models import Shop
from tests.builders import HAC_THANH, HANOI_BA_DINH, make_customer, make_shop
from tests.purchases import allow_orders, make_cart, make_goods, place, variant_of
from tests.visitors import Visitor, text_of


@pytest.fixture
def goods(app: Flask) -> Product:
    with transaction():
        allow_orders()
        return make_goods(price_dong=120_000, stock=6, order_limit=5)


def _add(visitor: Visitor, product: Product, quantity: Any = 1, **more: Any) -> Any:
    return visitor.post("/cart/add", {"variant_id": variant_of(product).id, "quantity": quantity, **more})


def _line_id() -> int:
    return session.query(CartLine).one().id


def _change(visitor: Visitor, quantity: str, **more: Any) -> Any:
    return visitor.post("/cart/quantities", {f"quantity-{_line_id()}": quantity, **more})


def test_an_empty_cart_says_what_will_lie_there(visitor: Visitor, goods: Product) -> None:
    page = visitor.get("/cart")
    assert page.status_code == 200 and "Giỏ còn trống" in text_of(page)
    assert page.headers["Cache-Control"] == "no-store"
    assert session.query(Cart).count() == 0


def test_a_browser_without_any_cookie_puts_goods_in(visitor: Visitor, goods: Product) -> None:
    answer = visitor.client.post(
        "/cart/add", data={"variant_id": variant_of(goods).id}, headers={"Origin": "http://localhost"}
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, "/cart")
    page = text_of(visitor.follow(answer))
    assert "Đã thêm vào giỏ." in page and "Củ sâm Báo tươi" in page and "120.000đ" in page


def test_an_old_tab_may_add_after_another_began_a_session(visitor: Visitor, goods: Product) -> None:
    _add(visitor, goods)
    visitor.get("/cart")  # this page hands out a form token
    answer = visitor.client.post(
        "/cart/add", data={"variant_id": variant_of(goods).id}, headers={"Origin": "http://localhost"}
    )
    assert answer.status_code == 303 and session.query(CartLine).one().quantity == 2


def test_another_site_cannot_put_goods_in(visitor: Visitor, goods: Product) -> None:
    for headers in ({"Origin": "https://evil.example"}, {}):
        answer = visitor.client.post("/cart/add", data={"variant_id": variant_of(goods).id}, headers=headers)
        assert answer.status_code == 403
    assert session.query(CartLine).count() == 0


def test_back_to_the_page_before_but_never_to_another_site(visitor: Visitor, goods: Product) -> None:
    assert _add(visitor, goods, back="/products/x").headers["Location"] == f"/products/x?variant={variant_of(goods).id}"
    assert _add(visitor, goods, back="//evil.example").headers["Location"] == "/cart"
    assert _add(visitor, goods, buy_now="1").headers["Location"] == "/checkout"


@pytest.mark.parametrize(
    "typed", ["0", "-1", "1e3", "1,2,3", "١٢", "999999999999999999999", "", "hai", "6", " 7 ", "<b>"]
)
def test_numbers_that_cannot_be_put_nothing_in(visitor: Visitor, goods: Product, typed: str) -> None:
    answer = _add(visitor, goods, typed)
    assert answer.status_code == 303
    assert session.query(CartLine).count() == 0
    said = text_of(visitor.follow(answer))
    assert "Vui lòng nhập số lượng bằng chữ số" in said or "Mỗi đơn mua từ 1 đến 5" in said


def test_a_quantity_that_may_mean_two_things_is_asked_and_stays_in_its_box(visitor: Visitor, goods: Product) -> None:
    answer = _add(visitor, goods, "1.5", back="/cart")
    assert "“1.5” là 1,5 hay 15?" in text_of(visitor.follow(answer)) and session.query(CartLine).count() == 0
    visitor.client.environ_base["HTTP_REFERER"] = f"http://localhost/products/{goods.slug}"
    page = visitor.follow(_add(visitor, goods, "1.5")).get_data(as_text=True)
    assert "“1.5” là 1,5 hay 15?" in page and 'name="quantity" value="1.5"' in page
    again = visitor.get(f"/products/{goods.slug}?quantity=1.5").get_data(as_text=True)
    assert 'name="quantity" value="1"' in again, "once it was said, the box begins anew"


@pytest.mark.parametrize(
    ("typed", "pieces"), [("５", 5), ("+2", 2), ("3\N{WORD JOINER}", 3), ("\N{NO-BREAK SPACE}4", 4)]
)
def test_a_quantity_is_taken_as_people_type_and_paste_it(
    visitor: Visitor, goods: Product, typed: str, pieces: int
) -> None:
    _add(visitor, goods)
    assert _change(visitor, typed).status_code == 303 and session.query(CartLine).one().quantity == pieces


@pytest.mark.parametrize("variant", ["abc", "-1", "9" * 30, "", "424242"])
def test_goods_that_do_not_exist_put_nothing_in(visitor: Visitor, goods: Product, variant: str) -> None:
    assert visitor.post("/cart/add", {"variant_id": variant, "quantity": "1"}).status_code == 303
    assert session.query(CartLine).count() == 0


def test_a_line_is_changed_and_taken_out(visitor: Visitor, goods: Product) -> None:
    _add(visitor, goods)
    answer = _change(visitor, "3")
    assert answer.status_code == 303 and "360.000đ" in text_of(visitor.follow(answer))
    answer = _change(visitor, "nonsense", remove=_line_id())
    assert "Giỏ còn trống" in text_of(visitor.follow(answer))


def test_a_wrong_number_stays_in_its_box_with_words_beside_it(visitor: Visitor, goods: Product) -> None:
    _add(visitor, goods)
    for typed, words in (("hai", "Vui lòng nhập số lượng bằng chữ số"), ("99", "Mỗi đơn mua từ 1 đến 5")):
        page = _change(visitor, typed)
        assert page.status_code == 422
        assert text_of(page).count(words) == 2  # in the summary and at the box
        assert f'value="{typed}"' in page.get_data(as_text=True)
    assert session.query(CartLine).one().quantity == 1


def test_the_button_to_order_takes_the_typed_quantities_along(visitor: Visitor, goods: Product) -> None:
    with transaction():
        other = make_goods("Nem chua", shop=make_shop("Nem cô Hà"))
    _add(visitor, goods)
    _add(visitor, other)
    first, second = session.query(CartLine).order_by(CartLine.id)
    data = {f"quantity-{first.id}": "3", f"quantity-{second.id}": "2", "checkout": "1"}
    answer = visitor.post("/cart/quantities", data)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/checkout")
    assert [line.quantity for line in session.query(CartLine).order_by(CartLine.id)] == [3, 2]


def test_one_wrong_quantity_stays_on_the_cart_and_the_others_are_kept(visitor: Visitor, goods: Product) -> None:
    with transaction():
        other = make_goods("Nem chua", shop=make_shop("Nem cô Hà"))
    _add(visitor, goods)
    _add(visitor, other)
    first, second = session.query(CartLine).order_by(CartLine.id)
    page = visitor.post("/cart/quantities", {f"quantity-{first.id}": "", f"quantity-{second.id}": "2", "checkout": "1"})
    assert page.status_code == 422 and "Vui lòng nhập số lượng bằng chữ số" in text_of(page)
    assert [line.quantity for line in session.query(CartLine).order_by(CartLine.id)] == [1, 2]


def test_a_strangers_line_cannot_be_changed(visitor: Visitor, new_visitor: Any, goods: Product) -> None:
    _add(visitor, goods)
    stranger = new_visitor()
    _add(stranger, goods)
    line = session.query(CartLine).order_by(CartLine.id).first()
    assert line is not None
    for data in ({"remove": line.id}, {f"quantity-{line.id}": "5"}, {"quantity-424242": "2"}, {"remove": "x"}):
        assert stranger.post("/cart/quantities", data).status_code == 303
    assert [line.quantity for line in session.query(CartLine)] == [1, 1]


def test_each_shop_is_a_parcel_and_the_fee_shows_once_the_commune_is_known(visitor: Visitor, goods: Product) -> None:
    with transaction():
        nem = make_goods("Nem chua", delivery_scope="province", keeps_cold=True, shop=make_shop("Nem cô Hà"))
    _add(visitor, goods)
    _add(visitor, nem)
    page = text_of(visitor.get("/cart"))
    assert "Kiện 1/2" in page and "Kiện 2/2" in page and "Chưa gồm phí giao" in page
    assert "Chỉ giao trong tỉnh." in page and "Được kiểm hàng trước khi nhận." in page
    answer = visitor.post("/cart/area", {"province": "38", "commune": HAC_THANH})
    assert answer.status_code == 303
    page = text_of(visitor.follow(answer))
    assert "Phường Hạc Thành, tỉnh Thanh Hóa" in page and "44.000đ" in page and "264.000đ" in page


def test_without_scripts_the_province_comes_first(visitor: Visitor, goods: Product) -> None:
    _add(visitor, goods)
    page = visitor.post("/cart/area", {"province": "01", "commune": "", "choose_province": "1"})
    assert page.status_code == 200 and 'value="00004"' in page.get_data(as_text=True)
    assert "Mời chọn xã, phường" not in text_of(page)


def _asked(visitor: Visitor, **typed: str) -> tuple[TestResponse, str | None]:
    """What /cart/area answers, and the place the cart keeps then."""
    answer = visitor.post("/cart/area", {"province": "38", "commune": ""} | typed)
    session.rollback()
    return answer, session.query(Cart).one().area_code


@pytest.mark.parametrize("typed", ["Hạc Thành", "phuong hac thanh", "P. Hạc Thành, TP Thanh Hóa"])
def test_words_that_name_one_place_to_the_letter_are_enough(visitor: Visitor, goods: Product, typed: str) -> None:
    _add(visitor, goods)
    answer, kept = _asked(visitor, place=typed)
    assert (answer.status_code, kept) == (303, HAC_THANH)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Đông Sơn", "trước là phường Đông Sơn, thành phố Thanh Hóa"),
        ("An Hưng", "trước là một phần của phường An Hưng, thành phố Thanh Hóa"),
        ("Vĩnh Hùng, Vĩnh Lộc", "trước là xã Vĩnh Hùng, huyện Vĩnh Lộc"),
        ("xã Vĩnh Khang", "trước là xã Vĩnh Khang, huyện Vĩnh Lộc"),
        ("huyện Vĩnh Lộc", "trước thuộc huyện Vĩnh Lộc, tỉnh Thanh Hóa"),
        ("hoan kiem", "Phường Hoàn Kiếm, thành phố Hà Nội"),  # another province than the one chosen
        ("hac than", "Phường Hạc Thành, tỉnh Thanh Hóa"),  # not to its end
    ],
)
def test_no_other_words_are_taken_without_a_tap(visitor: Visitor, goods: Product, typed: str, offered: str) -> None:
    _add(visitor, goods)
    answer, kept = _asked(visitor, place=typed)
    assert (answer.status_code, kept) == (422, None)
    assert offered in text_of(answer) and f'value="{typed}"' in answer.get_data(as_text=True)


def test_a_place_nobody_knows_is_said_and_kept(visitor: Visitor, goods: Product) -> None:
    _add(visitor, goods)
    answer, kept = _asked(visitor, place="xã Không Có")
    assert (answer.status_code, kept) == (422, None)
    assert "Không thấy xã, phường nào như vậy. Ở đây ghi tên xã, phường, không ghi thôn" in text_of(answer)
    assert 'value="xã Không Có"' in answer.get_data(as_text=True)


def test_what_she_taps_is_taken_with_its_province(visitor: Visitor, goods: Product) -> None:
    _add(visitor, goods)
    answer, kept = _asked(visitor, place="hoan kiem", chosen="00070", chosen_for="hoan kiem")
    assert (answer.status_code, kept) == (303, "00070")


def test_a_choice_made_for_other_words_is_asked_about_anew(visitor: Visitor, goods: Product) -> None:
    _add(visitor, goods)
    answer, kept = _asked(visitor, place="Vĩnh Hưng", chosen="15382", chosen_for="Vĩnh Hùng")
    assert (answer.status_code, kept) == (422, None)


def test_a_code_that_the_words_do_not_name_is_asked_about(visitor: Visitor, goods: Product) -> None:
    """An old page, or a browser that brought the words back and not the code."""
    _add(visitor, goods)
    assert _asked(visitor, place="Biện Thượng và gì nữa", commune=HAC_THANH)[1] is None
    assert _asked(visitor, place="đông sơn", commune=HAC_THANH)[1] == HAC_THANH
    answer, _kept = _asked(visitor, place="Phường Hạc Thành, tỉnh Thanh Hóa", commune=HAC_THANH, province="01")
    assert answer.status_code == 422, "the province beside it is another"


@pytest.mark.parametrize(("province", "commune"), [("38", "00004"), ("38", ""), ("", ""), ("x", "38"), ("38", "38")])
def test_a_place_that_does_not_fit_is_refused_in_words(
    visitor: Visitor, goods: Product, province: str, commune: str
) -> None:
    _add(visitor, goods)
    page = visitor.post("/cart/area", {"province": province, "commune": commune})
    assert page.status_code == 422 and "Mời chọn" in text_of(page)
    assert session.query(Cart).one().area_code is None


def _explained(visitor: Visitor) -> str:
    page = visitor.get("/cart")
    assert page.status_code == 200
    return text_of(page)


def test_a_changed_price_is_told_until_the_visitor_has_gone_on_from_the_page_that_told_it(
    visitor: Visitor, goods: Product
) -> None:
    _add(visitor, goods, 2)
    line = session.query(CartLine).one()
    with transaction():
        session.get_one(Variant, line.variant_id).price_dong = 150_000
    told = "Giá vừa đổi từ 120.000đ thành 150.000đ."
    assert told in _explained(visitor) and told in _explained(visitor)
    page = visitor.get("/cart").get_data(as_text=True)
    assert f'name="price-{line.id}" value="150000"' in page
    visitor.post("/cart/quantities", {f"quantity-{line.id}": "2", f"price-{line.id}": "150000", "checkout": "1"})
    assert "Giá vừa đổi" not in _explained(visitor)
    with transaction():
        session.get_one(Variant, line.variant_id).price_dong = 130_000
    visitor.post("/cart/quantities", {f"quantity-{line.id}": "1", f"price-{line.id}": "150000"})
    assert "Giá vừa đổi từ 150.000đ thành 130.000đ." in _explained(visitor)


def test_whatever_became_of_goods_in_the_cart_is_explained_and_nothing_is_lost(
    visitor: Visitor, goods: Product
) -> None:
    _add(visitor, goods, 2)
    variant_id = variant_of(goods).id
    with transaction():
        session.get_one(Variant, variant_id).price_dong = 150_000
    assert "Giá vừa đổi từ 120.000đ thành 150.000đ." in _explained(visitor)
    with transaction():
        place(make_cart((session.get_one(Product, goods.id), 5)))
    assert "Chỉ còn 1. Mời quý khách giảm số lượng." in _explained(visitor)
    with transaction():
        place(make_cart((session.get_one(Product, goods.id), 1)))
    assert "Sản phẩm này vừa hết hàng." in _explained(visitor)
    with transaction():
        session.get_one(Product, goods.id).move_to("hidden", by=Actor(SELLER, 1))
    assert "Sản phẩm này không còn bán." in _explained(visitor)
    with transaction():
        session.get_one(Variant, variant_id).is_active = False
        session.get_one(Shop, goods.shop_id).move_to("closed", by=Actor(SELLER, 1))
    assert "Gian hàng đang tạm nghỉ." in _explained(visitor)
    assert session.query(CartLine).filter_by(variant_id=variant_id).count() == 1
    assert visitor.get("/checkout").headers["Location"] == "/cart"


def test_the_badge_counts_pieces(visitor: Visitor, goods: Product) -> None:
    _add(visitor, goods, 3)
    assert '<span class="count">3<' in visitor.get("/cart").get_data(as_text=True)
    _change(visitor, "3", remove=_line_id())
    assert 'class="count"' not in visitor.get("/cart").get_data(as_text=True)


def test_signing_in_keeps_the_goods_on_every_device(visitor: Visitor, new_visitor: Any, goods: Product) -> None:
    _add(visitor, goods, 2)
    with transaction():
        person = make_customer()
    visitor.sign_in(person)
    assert "Củ sâm Báo tươi" in text_of(visitor.get("/cart"))
    phone = new_visitor().sign_in(person)
    assert "Củ sâm Báo tươi" in text_of(phone.get("/cart"))
    with transaction():
        other = make_customer("Người Khác")
    assert "Giỏ còn trống" in text_of(new_visitor().sign_in(other).get("/cart"))


def test_a_signed_out_browser_no_longer_shows_the_accounts_cart(visitor: Visitor, goods: Product) -> None:
    with transaction():
        person = make_customer()
    visitor.sign_in(person)
    _add(visitor, goods)
    visitor.client.delete_cookie("sid", domain="localhost")
    assert "Giỏ còn trống" in text_of(visitor.get("/cart"))


def test_what_a_seller_wrote_is_never_markup(visitor: Visitor, app: Flask) -> None:
    with transaction():
        allow_orders()
        shop = make_shop("<script>alert(1)</script>", slug="x")
        product = make_goods("<img src=x onerror=1>", shop=shop)
    _add(visitor, product)
    page = visitor.get("/cart").get_data(as_text=True)
    assert "<script>alert" not in page and "<img src=x" not in page


def test_a_parcel_that_cannot_go_there_says_so_once_and_has_no_fee(visitor: Visitor, app: Flask) -> None:
    with transaction():
        allow_orders()
        product = make_goods("Sâm tươi", delivery_scope="province", max_transit_days=1)
    _add(visitor, product)
    assert "Chỉ giao trong tỉnh." in text_of(visitor.get("/cart")), "where nothing is known yet, the limit is told"
    visitor.post("/cart/area", {"province": "01", "commune": HANOI_BA_DINH})
    page = text_of(visitor.get("/cart"))
    assert page.count("chỉ giao trong tỉnh") == 1 and "Chỉ giao trong tỉnh." not in page
    assert "không gửi đi xa được" not in page and "Dự kiến" not in page
    assert "Mời bỏ hàng không giao tới được, hoặc chọn nơi nhận khác." in page and "Tổng cộng" not in page
