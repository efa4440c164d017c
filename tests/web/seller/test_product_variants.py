"""Variants through the page: the nameless one gets its name when a second comes, one always stays on sale."""

from typing import Any

import pytest

from marketplace.catalog.models import Product
from marketplace.inventory.queries import stock_of
from tests.media.test_exchanges import a_jpeg
from tests.visitors import Visitor, text_of
from tests.web.seller.test_products import again, photo_file, product, seller, shop

__all__ = ["product", "seller", "shop"]

BAG = {
    "first_name": "Cân lẻ",
    "name": "Túi 500 g",
    "price": "60k",
    "quantity": "7",
    "unit": "túi",
    "content_amount": "500",
    "content_unit": "g",
    "weight_g": "520",
    "sku": "",
    "photo_id": "0",
}


def _add(seller: Visitor, product: Product, **changes: str) -> Any:
    return seller.post(f"/seller/products/{product.id}/variants/new", {**BAG, **changes})


def test_a_second_variant_with_its_own_price_and_stock(seller: Visitor, product: Product) -> None:
    assert "Loại đang bán gọi là gì" in text_of(seller.get(f"/seller/products/{product.id}/variants/new"))
    assert _add(seller, product).status_code == 303
    one, two = again(product).variants
    assert (one.name, two.name, two.price_dong, two.content_amount) == ("Cân lẻ", "Túi 500 g", 60_000, 500)
    assert stock_of([two.id]) == {two.id: 7}
    assert "12.000đ / 100 g" in text_of(seller.get(f"/seller/products/{product.id}/variants"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"first_name": ""}, "Mời chị đặt tên cho loại đang bán"),
        ({"name": ""}, "Mời chị đặt tên cho loại mới"),
        ({"name": "CÂN LẺ"}, "Đã có loại mang tên này"),
        ({"price": ""}, "Mời chị ghi giá bán"),
        ({"weight_g": "0"}, "Vui lòng nhập một số từ 1 đến 100.000."),
        ({"content_amount": "nửa cân"}, "Vui lòng nhập một số từ 0"),
    ],
)
def test_impossible_variants_are_asked_again(
    seller: Visitor, product: Product, changes: dict[str, str], words: str
) -> None:
    answer = _add(seller, product, **changes)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert [v.name for v in again(product).variants] == [""]


def test_a_variant_is_changed(seller: Visitor, product: Product) -> None:
    variant = again(product).variants[0]
    path = f"/seller/products/{product.id}/variants/{variant.id}"
    assert 'value="100.000"' in seller.get(path).get_data(as_text=True)
    fields = {**BAG, "name": "", "price": "1,2 triệu", "unit": "kg", "content_amount": "", "sku": "SB-1"}
    assert seller.post(path, fields).status_code == 303
    changed = again(product).variants[0]
    assert (changed.price_dong, changed.sku, changed.content_amount) == (1_200_000, "SB-1", None)


def test_one_variant_stays_on_sale(seller: Visitor, product: Product) -> None:
    _add(seller, product)
    one, two = again(product).variants
    path = f"/seller/products/{product.id}/variants/{{}}/switch"
    seller.post(path.format(one.id), {"active": "0"})
    page = seller.follow(seller.post(path.format(two.id), {"active": "0"}))
    assert "Phải còn ít nhất một loại" in text_of(page)
    assert [v.is_active for v in again(product).variants] == [False, True]
    seller.post(path.format(one.id), {"active": "1"})
    assert [v.is_active for v in again(product).variants] == [True, True]


def test_another_products_variant_is_not_found(seller: Visitor, product: Product) -> None:
    assert seller.get(f"/seller/products/{product.id}/variants/99999").status_code == 404
    assert seller.post(f"/seller/products/{product.id}/variants/99999/switch").status_code == 404


def test_photos_to_choose_from_are_seen_and_told_apart(seller: Visitor, product: Product) -> None:
    files = [photo_file(a_jpeg(260, 220, seed)) for seed in (1, 2)]
    seller.post(f"/seller/products/{product.id}/photos/change", {"do": "add", "photos": files})
    answer = seller.get(f"/seller/products/{product.id}/variants/{product.variants[0].id}")
    words, page = text_of(answer), answer.get_data(as_text=True)
    assert "Ảnh 1" in words and "Ảnh 2" in words and "Không chọn riêng" in words
    shown = again(product).photos
    assert all(f"/media/{photo.photo.public_id}/" in page for photo in shown)
    fields = {**BAG, "photo_id": str(shown[1].photo_id)}
    assert seller.post(f"/seller/products/{product.id}/variants/{product.variants[0].id}", fields).status_code == 303
    assert again(product).variants[0].photo_id == shown[1].photo_id
