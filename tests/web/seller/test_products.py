"""A shop's products through the pages: four fields, the steps, review, and everybody else kept out."""

import re
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from marketplace.catalog import queries, states
from marketplace.catalog.contents import content_of
from marketplace.catalog.models import ListingRevision, Product
from marketplace.catalog.services import papers, photos, products, revisions
from marketplace.catalog.services.papers import PaperFields
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.inventory.queries import stock_of
from marketplace.media.exchanges import prepare_document
from marketplace.media.models import Photo
from marketplace.media.services import keep_document
from marketplace.people.models import Person
from marketplace.shops.models import Shop
from marketplace.web.plumbing.once import FIELD
from tests.builders import (
    HAC_THANH,
    complete_label,
    make_customer,
    make_photo,
    make_product,
    make_province_officer,
    make_seller,
    make_shop,
    unit_of,
)
from tests.media.test_exchanges import a_jpeg
from tests.pages import Browser
from tests.visitors import Visitor, text_of


@pytest.fixture
def shop(app: Flask) -> Shop:
    with transaction():
        return make_shop()


@pytest.fixture
def seller(visitor: Visitor, shop: Shop) -> Visitor:
    return visitor.sign_in(session.get_one(Person, shop.seller.person_id))


@pytest.fixture
def product(shop: Shop) -> Product:
    with transaction():
        return make_product(shop=session.get_one(Shop, shop.id))


def again(product: Product) -> Product:
    session.expire_all()
    return session.get_one(Product, product.id)


def make_public(product: Product) -> ListingRevision:
    with transaction():
        complete_label(again(product))
        revision = revisions.submit_product(product, Actor("seller", product.shop.seller.person_id))
        owner = product.shop.seller
        revisions.approve_revision(revision, Actor(OFFICER, owner.verified_by), owner.unit)
    return revision


def photo_file(data: bytes | None = None) -> tuple[BytesIO, str]:
    return BytesIO(a_jpeg(260, 220) if data is None else data), "anh.jpg"


def four_fields(**changes: Any) -> dict[str, Any]:
    fields = {"name": "Củ sâm Báo tươi", "price": "850k", "quantity": "12", FIELD: "khoa-cua-mau-nay-1"}
    return {**fields, "photo": photo_file(), **changes}


def test_an_empty_list_says_what_to_do(seller: Visitor) -> None:
    page = seller.get("/seller/products")
    assert page.status_code == 200
    assert "Chị chưa đăng hàng nào" in text_of(page)


def test_four_fields_make_a_draft(seller: Visitor) -> None:
    assert seller.get("/seller/products/new").status_code == 200
    answer = seller.post("/seller/products/new", four_fields())
    assert answer.status_code == 303
    page = text_of(seller.follow(answer))
    assert "Đã lưu bản nháp" in page
    assert "tám trăm năm mươi nghìn đồng" in page
    product = session.query(Product).one()
    assert (product.name, product.status) == ("Củ sâm Báo tươi", states.DRAFT)
    assert stock_of([product.variants[0].id]) == {product.variants[0].id: 12}
    assert "Củ sâm Báo tươi" in text_of(seller.get("/seller/products"))


def test_a_double_tap_makes_one_draft(seller: Visitor) -> None:
    first = seller.post("/seller/products/new", four_fields())
    second = seller.post("/seller/products/new", four_fields())
    assert first.headers["Location"] == second.headers["Location"]
    assert session.query(Product).count() == 1
    assert session.query(Photo).count() == 1


def test_what_is_wrong_is_said_and_the_photo_is_kept(seller: Visitor) -> None:
    answer = seller.post("/seller/products/new", four_fields(price="rẻ thôi", quantity="-3", name=""))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    for words in ("Mời chị ghi tên hàng", "Vui lòng nhập số tiền bằng chữ số", "Vui lòng nhập một số từ 0"):
        assert page.count(words) == 2, words
    assert 'value="rẻ thôi"' in page
    kept = re.search(r'name="kept_photo" value="([^"]+)"', page)
    assert kept is not None
    fields = four_fields(photo=(BytesIO(b""), ""), kept_photo=kept[1])
    assert seller.post("/seller/products/new", fields).status_code == 303
    assert session.query(Product).one().photos[0].photo.public_id == kept[1]


@pytest.mark.parametrize(
    ("photo", "words"),
    [
        ((BytesIO(b""), ""), "Mời chị chụp hoặc chọn một ảnh"),
        ((BytesIO(b"<svg onload=alert(1)/>"), "a.svg"), "Tệp này không phải ảnh chụp"),
        ((BytesIO(b"\xff\xd8\xff\xe0" + b"x" * 400), "a.jpg"), "Tệp chỉ tới được một phần"),
    ],
)
def test_a_bad_photo_is_refused_kindly(seller: Visitor, photo: Any, words: str) -> None:
    answer = seller.post("/seller/products/new", four_fields(photo=photo))
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert session.query(Product).count() == 0


def test_somebody_elses_kept_photo_is_not_taken(seller: Visitor, new_visitor: Any) -> None:
    with transaction():
        other_shop = make_shop(seller=make_seller("Chị Khác", area_code=HAC_THANH))
    other = new_visitor().sign_in(session.get_one(Person, other_shop.seller.person_id))
    page = other.post("/seller/products/new", four_fields(name="")).get_data(as_text=True)
    kept = re.search(r'name="kept_photo" value="([^"]+)"', page)
    assert kept is not None
    answer = seller.post("/seller/products/new", four_fields(photo=(BytesIO(b""), ""), kept_photo=kept[1]))
    assert answer.status_code == 422


@pytest.mark.parametrize("price", ["1e9", "-5", "500", "٨٥٠", "999999999999"])
def test_odd_prices_are_asked_again(seller: Visitor, price: str) -> None:
    assert seller.post("/seller/products/new", four_fields(price=price)).status_code == 422
    assert session.query(Product).count() == 0


def test_the_page_says_what_is_missing_and_what_the_seller_takes_home(seller: Visitor, product: Product) -> None:
    page = text_of(seller.get(f"/seller/products/{product.id}"))
    assert "Chị bán 100.000đ / kg, chị nhận 98.500đ" in page
    assert "Còn thiếu: Tên hàng ghi trên nhãn, Tên, địa chỉ" in page
    assert "Làm tiếp: Thông tin nhãn" in page


def test_words_are_saved_and_boasts_are_flagged(seller: Visitor, product: Product) -> None:
    path = f"/seller/products/{product.id}/words"
    fields = {"name": "Sâm Báo", "description": "Đặc trị mất ngủ", "origin_note": "núi Báo", "season_note": ""}
    assert seller.post(path, fields).status_code == 303
    assert again(product).description == "Đặc trị mất ngủ"
    assert "“đặc trị”" in text_of(seller.get(path))
    assert seller.post(path, {"name": ""}).status_code == 422
    assert again(product).name == "Sâm Báo"


def test_the_likely_shelf_is_suggested_and_saved(seller: Visitor, product: Product) -> None:
    with transaction():
        draft = again(product)
        draft.category, draft.category_id, draft.label_group = None, None, None
    path = f"/seller/products/{product.id}/category"
    shelf = queries.find_category("sam-bao")
    spirits = queries.find_category("ruou")
    assert shelf is not None
    assert spirits is not None
    page = seller.get(path).get_data(as_text=True)
    assert f'value="{shelf.id}" checked' in page
    assert f'value="{spirits.id}"' not in page
    for bad in ("", "999999", str(spirits.id), "x"):
        assert seller.post(path, {"category": bad}).status_code == 422
    answer = seller.post(path, {"category": str(shelf.id)})
    assert answer.headers["Location"].endswith("/label")
    assert (again(product).category_id, again(product).label_group) == (shelf.id, "thuc_pham_tuoi")


def test_the_label_asks_what_its_group_needs_and_saves_incomplete_ones(seller: Visitor, product: Product) -> None:
    path = f"/seller/products/{product.id}/label"
    page = seller.get(path).get_data(as_text=True)
    assert 'name="han_su_dung"' in page
    assert 'name="nam_san_xuat"' not in page
    assert "Hoàng Thị Bán, xã Biện Thượng, tỉnh Thanh Hóa" in page
    answer = seller.post(path, {"ten_hang_hoa": "Củ sâm", "xuat_xu": "Thanh Hóa"})
    assert answer.status_code == 422
    assert "đã được lưu" in text_of(answer)
    assert again(product).label == {"ten_hang_hoa": "Củ sâm", "xuat_xu": "Thanh Hóa"}
    seller.post(f"{path}/group", {"group": "thuc_pham_tuoi"})
    answer = seller.post(
        path, {"ten_hang_hoa": "Củ sâm", "xuat_xu": "Thanh Hóa", "ten_dia_chi_chiu_trach_nhiem": "Chị Bán"}
    )
    assert answer.status_code == 303
    seller.post(f"{path}/group", {"group": "ruou"})
    assert again(product).label_group == "thuc_pham_tuoi"


def test_without_a_shelf_the_label_asks_for_it_first(seller: Visitor) -> None:
    seller.post("/seller/products/new", four_fields())
    product = session.query(Product).one()
    assert seller.get(f"/seller/products/{product.id}/label").headers["Location"].endswith("/category")


def test_delivery_limits_are_saved(seller: Visitor, product: Product) -> None:
    path = f"/seller/products/{product.id}/delivery"
    assert seller.get(path).status_code == 200
    fields = {"scope": "province", "keeps_cold": "y", "max_transit_days": "2", "order_limit": "5"}
    assert seller.post(path, fields).status_code == 303
    saved = again(product)
    assert (saved.delivery_scope, saved.keeps_cold, saved.max_transit_days, saved.order_limit) == (
        "province",
        True,
        2,
        5,
    )
    for bad in ({"scope": "moon"}, {"order_limit": "0"}, {"max_transit_days": "99"}, {"order_limit": ""}):
        assert seller.post(path, {**fields, **bad}).status_code == 422


def test_the_preview_shows_what_customers_will_see(seller: Visitor, product: Product) -> None:
    with transaction():
        complete_label(again(product))
        again(product).description = "Đào sáng nay"
    page = text_of(seller.get(f"/seller/products/{product.id}/preview"))
    for words in ("Đào sáng nay", "Thông tin nhãn", "100.000đ", "Đây là bản xem trước"):
        assert words in page
    assert "Ngày sản xuất in ở chỗ nào" not in page


def test_sent_for_review_taken_back_and_sent_again(seller: Visitor, product: Product) -> None:
    base = f"/seller/products/{product.id}"
    page = seller.follow(seller.post(f"{base}/submit"))
    assert "Còn thiếu" in text_of(page)
    with transaction():
        complete_label(again(product))
    for _ in range(2):
        seller.post(f"{base}/submit")
    assert session.query(ListingRevision).count() == 1
    assert "Đang chờ Hội duyệt" in text_of(seller.get(base))
    seller.post(f"{base}/take-back")
    assert again(product).status == states.DRAFT
    seller.post(f"{base}/submit")
    assert again(product).status == states.SUBMITTED


def test_the_seller_reads_what_to_change_and_where(seller: Visitor, product: Product) -> None:
    with transaction():
        complete_label(again(product))
        revision = revisions.submit_product(product, Actor("seller", product.shop.seller.person_id))
        province = Actor(OFFICER, make_province_officer().id)
        revisions.return_revision(revision, {"photos": "Ảnh mờ, chị chụp lại ngoài sáng"}, province, unit_of("38"))
    page = seller.get(f"/seller/products/{product.id}").get_data(as_text=True)
    assert "Ảnh mờ, chị chụp lại ngoài sáng" in page
    assert f'href="/seller/products/{product.id}/photos"' in page
    assert "Hội đề nghị sửa" in text_of(seller.get("/seller/products?tab=to_fix"))


def returned(product: Product, **comments: str) -> None:
    with transaction():
        complete_label(again(product))
        revision = revisions.submit_product(again(product), Actor("seller", product.shop.seller.person_id))
        province = Actor(OFFICER, make_province_officer().id)
        revisions.return_revision(revision, comments, province, unit_of("38"))


def test_remarks_stand_on_the_pages_they_are_about_and_nowhere_else(seller: Visitor, product: Product) -> None:
    """8.13"""
    said = {
        "name": "Tên chưa rõ",
        "description": "Kể nơi trồng",
        "photos": "Ảnh mờ",
        "category": "Nhóm khác",
        "label": "Thiếu ngày",
        "variants": "Giá cho mấy lạng",
        "papers": "Giấy hết hạn",
        "delivery": "Gửi xa hỏng",
    }
    returned(product, **said)
    where = {
        "/words": ("name", "description"),
        "/photos": ("photos",),
        "/category": ("category",),
        "/label": ("label",),
        "/variants": ("variants",),
        "/variants/new": ("variants",),
        "/stock": ("variants",),
        "/papers": ("papers",),
        "/delivery": ("delivery",),
        "": tuple(said),
        "/preview": (),
    }
    for page, parts in where.items():
        words = text_of(seller.get(f"/seller/products/{product.id}{page}"))
        assert {part for part, text in said.items() if text in words} == set(parts), page


def test_what_must_be_mended_has_no_tick_and_is_not_sent_unmended(seller: Visitor, product: Product) -> None:
    """8.13"""
    returned(product, photos="Ảnh mờ", delivery="Gửi xa hỏng", other="Chị làm tốt")
    page = Browser(seller).open(f"/seller/products/{product.id}")
    page.sees("Ảnh : còn thiếu Hội đề nghị sửa: Ảnh mờ", "Hội đề nghị sửa: Gửi xa hỏng", "Làm tiếp: Ảnh")
    assert not page.has_button("Gửi duyệt")
    seller.post(f"/seller/products/{product.id}/submit")
    page.open(f"/seller/products/{product.id}").sees("Hội đã đề nghị sửa mà chưa thấy sửa: Ảnh, Giao hàng.")
    assert again(product).status == states.CHANGES_ASKED
    with transaction():
        photos.add_photo(again(product), make_photo())
    page.open(f"/seller/products/{product.id}/photos").sees("Ảnh mờ", "Chị đã sửa.")
    with transaction():
        again(product).order_limit = 3
    page.open(f"/seller/products/{product.id}").sees("Chị làm tốt").press("Gửi duyệt").sees("Đã gửi.")
    assert again(product).status == states.SUBMITTED
    page.open(f"/seller/products/{product.id}/photos")
    assert "Ảnh mờ" not in page.text


def test_a_price_and_a_new_scan_mend_what_was_said_of_them(seller: Visitor, product: Product) -> None:
    returned(product, variants="Giá nhầm", papers="Ảnh giấy mờ")
    assert set(revisions.open_remarks(again(product))) == {"variants", "papers"}
    with transaction():
        products.change_price(again(product).variants[0], 95_000, Actor("seller", product.shop.seller.person_id))
    assert set(revisions.open_remarks(again(product))) == {"papers"}
    file = prepare_document(b"%PDF-1.4\n1 0 obj<</Type /Page>>endobj\nstartxref\n0\n%%EOF\n")
    with transaction():
        kept = keep_document(file, product.shop.seller.person_id)
        fields = PaperFields("ocop", "12/QĐ", today(), stars=3, private_file_id=kept.id)
        papers.add_certificate(again(product), fields)
    assert revisions.open_remarks(again(product)) == {}


def test_an_edit_says_what_buyers_see_and_is_discarded(seller: Visitor, product: Product) -> None:
    """8.13"""
    with transaction():
        mine = again(product)
        mine.description = "Đào ở núi Báo"
        complete_label(mine)
    make_public(product)
    before, base = content_of(again(product)), f"/seller/products/{product.id}"
    assert "Khách vẫn thấy bản cũ" not in text_of(seller.get(base))
    seller.post(f"{base}/words", {"name": "Tên khác", "description": "Kể mới"})
    with transaction():
        mine = again(product)
        photos.add_photo(mine, make_photo())
        photos.remove_photo(mine, mine.photos[0])
        mine.order_limit, mine.variants[0].unit = 2, "kg"
        papers.add_certificate(mine, PaperFields("ocop", "12/QĐ", today(), stars=3))
    page = Browser(seller).open(f"{base}/words")
    page.sees("Khách vẫn thấy bản cũ, duyệt ngày", "Lời giới thiệu: “Đào ở núi Báo”", f"Tên: “{before['name']}”")
    page.open(f"{base}/delivery").sees("Chị đã sửa: Giao hàng.")
    page.open(base).sees("Chị đã sửa: Ảnh, Tên hàng, Lời giới thiệu").press("Bỏ bản sửa này").sees("Đã bỏ bản sửa.")
    assert content_of(again(product)) == before and again(product).status == states.LIVE
    assert "Khách vẫn thấy bản cũ" not in page.text and not page.has_button("Gửi duyệt")


def test_discarding_takes_back_what_was_sent_and_ends_the_remarks(seller: Visitor, product: Product) -> None:
    make_public(product)
    base = f"/seller/products/{product.id}"
    seller.post(f"{base}/words", {"name": "Tên khác", "description": "Kể mới"})
    returned(product, name="Tên cũ hơn")
    assert "Tên cũ hơn" in text_of(seller.get(base))
    seller.post(f"{base}/discard-edit")
    assert "Tên cũ hơn" not in text_of(seller.get(base)) and revisions.open_remarks(again(product)) == {}
    seller.post(f"{base}/words", {"name": "Tên thứ ba", "description": "Kể mới"})
    seller.post(f"{base}/submit")
    seller.post(f"{base}/discard-edit")
    assert queries.find_pending_revision(product.id) is None and again(product).name != "Tên thứ ba"


def test_a_draft_has_no_edit_to_discard(seller: Visitor, product: Product) -> None:
    assert seller.post(f"/seller/products/{product.id}/discard-edit").status_code == 409
    assert again(product).status == states.DRAFT


def test_hidden_and_shown_again(seller: Visitor, product: Product) -> None:
    make_public(product)
    base = f"/seller/products/{product.id}"
    seller.post(f"{base}/hide")
    assert again(product).status == states.HIDDEN
    assert "Bán lại" in text_of(seller.get(base))
    seller.post(f"{base}/show-again")
    assert again(product).status == states.LIVE


def test_a_change_after_going_live_is_offered_for_review(seller: Visitor, product: Product) -> None:
    revision = make_public(product)
    base = f"/seller/products/{product.id}"
    assert "Gửi duyệt" not in text_of(seller.get(base))
    seller.post(f"{base}/words", {"name": product.name, "description": "Mới"})
    assert "Gửi duyệt bản sửa" in text_of(seller.get(base))
    seller.post(f"{base}/submit")
    assert "Khách vẫn thấy bản cũ" in text_of(seller.get(base))
    assert again(product).live_revision_id == revision.id


def test_a_draft_is_put_away_and_taken_back(seller: Visitor, product: Product) -> None:
    base = f"/seller/products/{product.id}"
    page = seller.follow(seller.post(f"{base}/discard"))
    assert "Lấy lại bản nháp" in text_of(page)
    assert product.name not in text_of(seller.get("/seller/products"))
    seller.post(f"{base}/restore")
    assert again(product).status == states.DRAFT


def test_a_blocked_product_says_why(seller: Visitor, product: Product) -> None:
    make_public(product)
    with transaction():
        owner = product.shop.seller
        products.block_product(again(product), "Nhãn ghi sai", Actor(OFFICER, owner.verified_by), owner.unit)
    assert "Lý do: Nhãn ghi sai" in text_of(seller.get(f"/seller/products/{product.id}"))
    assert seller.post(f"/seller/products/{product.id}/show-again").status_code == 409


PAGES = ("", "/words", "/category", "/label", "/delivery", "/preview", "/photos", "/papers", "/variants", "/stock")
DEEDS = ("/submit", "/discard-edit", "/take-back", "/hide", "/discard", "/restore", "/show-again", "/photos/change")


def test_another_shops_goods_are_not_found(seller: Visitor) -> None:
    with transaction():
        other = make_product(shop=make_shop(seller=make_seller("Chị Khác", area_code=HAC_THANH)))
    before = again(other).status
    for page in PAGES:
        assert seller.get(f"/seller/products/{other.id}{page}").status_code == 404, page
    for deed in (*DEEDS, "/words", "/category", "/label", "/delivery", "/stock", "/variants/new"):
        fields = {"name": "x", "price": "5k", "photos": photo_file()}
        assert seller.post(f"/seller/products/{other.id}{deed}", fields).status_code == 404, deed
    assert again(other).status == before
    assert seller.get("/seller/products/99999999").status_code == 404


def test_people_without_a_shop_stay_out(visitor: Visitor, product: Product) -> None:
    assert visitor.get("/seller/products").status_code == 303
    with transaction():
        customer = make_customer()
    visitor.sign_in(customer)
    assert visitor.get("/seller/products").status_code == 403
    assert visitor.post(f"/seller/products/{product.id}/submit").status_code == 403


@pytest.mark.parametrize("tab", ["all", "live", "waiting", "to_fix", "draft", "hidden"])
def test_every_tab_opens(seller: Visitor, product: Product, tab: str) -> None:
    assert seller.get(f"/seller/products?tab={tab}").status_code == 200


def test_an_unknown_tab_is_not_found(seller: Visitor) -> None:
    assert seller.get("/seller/products?tab=secret").status_code == 404


def test_fresh_or_prepared_is_one_plain_question_with_a_button_each(seller: Visitor, product: Product) -> None:
    page = Browser(seller).open(f"/seller/products/{product.id}/label").sees("Hàng tươi hay đã chế biến?")
    page.press("Hàng tươi")
    assert again(product).label_group == "thuc_pham_tuoi"
    fresh = page.form("Lưu và tiếp tục").fields
    page.press("Đã chế biến, đóng gói")
    assert again(product).label_group == "thuc_pham"
    assert len(fresh) < len(page.form("Lưu và tiếp tục").fields)


def test_a_draft_goes_on_step_by_step(seller: Visitor, product: Product) -> None:
    base = f"/seller/products/{product.id}"
    fields = {"scope": "province", "max_transit_days": "2", "order_limit": "5"}
    with transaction():
        complete_label(again(product))
    saved = seller.post(f"{base}/label", dict(again(product).label))
    assert saved.headers["Location"] == f"{base}/photos"
    assert seller.post(f"{base}/photos/change", {"do": "save"}).headers["Location"] == f"{base}/variants"
    variants = Browser(seller).open(f"{base}/variants").follow("Xong, tiếp tục")
    assert variants.address == f"{base}/papers"
    assert variants.follow("Để sau, tiếp tục").address == f"{base}/delivery"
    assert seller.post(f"{base}/delivery", fields).headers["Location"] == base


def test_the_list_says_what_is_left_of_each_kind(seller: Visitor, product: Product) -> None:
    bag = {"first_name": "Cân lẻ", "name": "Túi 1 kg", "price": "60k", "quantity": "7", "weight_g": "1020"}
    seller.post(f"/seller/products/{product.id}/variants/new", {**bag, "photo_id": "0", "content_unit": "g"})
    assert "Cân lẻ: còn 10 · Túi 1 kg: còn 7" in text_of(seller.get("/seller/products"))
