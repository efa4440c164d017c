import pytest
from flask import Flask

from marketplace.core.actors import SELLER, SYSTEM, Actor
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.shops.models import FormerSlug, Shop
from marketplace.shops.services import close_shop
from marketplace.web.plumbing.formats import day
from tests.builders import HAC_THANH, make_live, make_photo, make_product, make_seller, make_shop
from tests.visitors import Visitor, text_of


def open_shop(**fields: object) -> Shop:
    shop = make_shop("Sâm Báo nhà Sen", story="Chị trồng sâm.\n\nTừ năm 2019.", zalo_phone="+84912345678", **fields)
    make_live(make_product("Củ sâm Báo tươi", shop=shop))
    return shop


def test_a_shops_page_tells_story_place_goods_trust_and_contact(app: Flask, visitor: Visitor) -> None:
    with transaction():
        shop = open_shop(return_policy="Hỏng thì gửi lại.", opening_hours="7 giờ đến 18 giờ")
    page = text_of(visitor.get(f"/shops/{shop.slug}"))
    for words in (
        "Sâm Báo nhà Sen", shop.seller.person.full_name, "Chị trồng sâm.", "Từ năm 2019.", "Xã Biện Thượng",
        "Tên cũ:", "Vĩnh Hùng", "Củ sâm Báo tươi", f"{shop.seller.verified_unit.name} đã xác nhận",
        day(shop.seller.verified_at), "Gọi 0912 345 678", "Nhắn Zalo", "Hỏng thì gửi lại.", "7 giờ đến 18 giờ",
    ):  # fmt: skip
        assert words in page, words


def test_portrait_and_cover_are_drawn(app: Flask, visitor: Visitor) -> None:
    with transaction():
        face, cover = make_photo(), make_photo()
        shop = open_shop(portrait_photo_id=face.id, cover_photo_id=cover.id)
    page = visitor.get(f"/shops/{shop.slug}").get_data(as_text=True)
    assert face.public_id in page and cover.public_id in page


def test_a_former_address_moves_for_good(app: Flask, visitor: Visitor) -> None:
    with transaction():
        shop = open_shop()
        session.add(FormerSlug(slug="ten-cu", shop_id=shop.id))
    response = visitor.get("/shops/ten-cu")
    assert response.status_code == 301 and response.headers["Location"] == f"/shops/{shop.slug}"


def test_a_closed_shop_says_so_and_shows_others(app: Flask, visitor: Visitor) -> None:
    with transaction():
        shop, other = open_shop(), make_shop("Chị Quế")
        make_live(make_product("Quế thanh", shop=other))
    with transaction():
        close_shop(shop, Actor(SELLER, shop.seller.person_id))
    response = visitor.get(f"/shops/{shop.slug}")
    assert response.status_code == 410
    assert "đang tạm nghỉ" in text_of(response) and "Chị Quế" in text_of(response)
    assert "Sâm Báo nhà Sen" not in text_of(visitor.get("/shops"))


def test_a_shop_being_prepared_is_not_found(app: Flask, visitor: Visitor) -> None:
    with transaction():
        seller = make_seller()
        names = {"slug": "sap-mo", "name": "Sắp mở", "folded_name": "sap mo"}
        shop = Shop(seller_id=seller.id, area_code="15382", phone="+84912345678", **names)
        shop.begin_at("preparing", by=Actor(SYSTEM))
    assert visitor.get("/shops/sap-mo").status_code == 404
    assert visitor.get("/shops/khong-co").status_code == 404


def test_a_suspended_shop_is_gone_without_a_word_why(app: Flask, visitor: Visitor) -> None:
    with transaction():
        shop = open_shop()
        shop.move_to("suspended", by=Actor(SYSTEM))
    response = visitor.get(f"/shops/{shop.slug}")
    assert response.status_code == 410 and "đình chỉ" not in text_of(response)


def test_shops_are_listed_and_narrowed_by_commune(app: Flask, visitor: Visitor) -> None:
    with transaction():
        open_shop()
        make_shop("Nem chua chị Lan", seller=make_seller("Lê Thị Lan", area_code=HAC_THANH))
    everyone = text_of(visitor.get("/shops"))
    assert "Sâm Báo nhà Sen" in everyone and "Nem chua chị Lan" in everyone
    there = text_of(visitor.get(f"/shops?place={HAC_THANH}"))
    assert "Nem chua chị Lan" in there and "Sâm Báo nhà Sen" not in there


@pytest.mark.parametrize("query", ["place=x", "page=0", "page=-3", "page=999", "page=x", "place=%01&page=1e9"])
def test_a_hand_edited_address_is_a_clear_page(app: Flask, visitor: Visitor, query: str) -> None:
    with transaction():
        open_shop()
    assert "Sâm Báo nhà Sen" in text_of(visitor.get(f"/shops?{query}"))


def test_no_shop_yet(visitor: Visitor) -> None:
    assert "Chưa có gian hàng nào mở" in text_of(visitor.get("/shops"))
