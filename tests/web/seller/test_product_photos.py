"""Photos through the page: several at once, the bad ones named, the good ones kept, ordered with buttons."""

from io import BytesIO

from flask import Flask
from PIL import Image

from marketplace.catalog.models import Product
from marketplace.catalog.services.photos import MOST_PHOTOS
from tests.fakes.disk import no_room_left
from tests.media.test_exchanges import a_jpeg
from tests.pages import Browser
from tests.visitors import Visitor, text_of
from tests.web.seller.test_products import again, photo_file, product, seller, shop

__all__ = ["product", "seller", "shop"]


def _send(seller: Visitor, product: Product, *seeds: int) -> int:
    files = [photo_file(a_jpeg(260, 220, seed)) for seed in seeds]
    return seller.post(f"/seller/products/{product.id}/photos/change", {"do": "add", "photos": files}).status_code


def test_several_photos_are_added_and_served(seller: Visitor, product: Product) -> None:
    assert _send(seller, product, 1, 2) == 303
    page = seller.get(f"/seller/products/{product.id}/photos")
    photos = again(product).photos
    assert len(photos) == 2
    for shown in photos:
        assert f"/media/{shown.photo.public_id}/" in page.get_data(as_text=True)
        served = seller.get(f"/media/{shown.photo.public_id}/160.webp")
        assert Image.open(BytesIO(served.data)).width == 160


def test_the_bad_one_is_named_and_the_good_one_stays(seller: Visitor, product: Product) -> None:
    files = [photo_file(), photo_file(b"<html>")]
    answer = seller.post(f"/seller/products/{product.id}/photos/change", {"do": "add", "photos": files})
    assert answer.status_code == 422
    assert "Ảnh thứ 2: Tệp này không phải ảnh chụp" in text_of(answer)
    assert len(again(product).photos) == 1


def test_a_full_disk_is_said_and_all_that_was_there_stays(seller: Visitor, product: Product) -> None:
    """No 500, no half a photo: a sentence, whether the photo or the form itself finds no room (8.28)."""
    with no_room_left():
        answer = seller.post(f"/seller/products/{product.id}/photos/change", {"do": "add", "photos": photo_file()})
    assert answer.status_code == 422 and "Trang tạm hết chỗ để nhận ảnh" in text_of(answer)
    assert again(product).photos == []
    assert _send(seller, product, 1) == 303
    with no_room_left(for_forms=True):
        many = [photo_file(b"x" * 700_000)]  # more than stays in memory
        answer = seller.post(f"/seller/products/{product.id}/photos/change", {"do": "add", "photos": many})
    assert answer.status_code == 503 and "Trang tạm hết chỗ ghi" in text_of(answer)


def test_nothing_chosen_is_said(seller: Visitor, product: Product) -> None:
    answer = seller.post(f"/seller/products/{product.id}/photos/change", {"do": "add", "photos": (BytesIO(b""), "")})
    assert answer.status_code == 422
    assert "Mời chị chọn ít nhất một ảnh" in text_of(answer)


def test_no_more_than_fit(seller: Visitor, product: Product) -> None:
    assert _send(seller, product, *range(MOST_PHOTOS - 1)) == 303
    assert _send(seller, product, 20, 21) == 422
    assert len(again(product).photos) == MOST_PHOTOS


def test_a_description_that_is_too_long_stays_in_its_box(seller: Visitor, product: Product) -> None:
    _send(seller, product, 1)
    path, first = f"/seller/products/{product.id}/photos/change", again(product).photos[0].id
    page = seller.post(path, {"do": "save", f"alt-{first}": "á" * 161})
    assert page.status_code == 422 and "Ảnh thứ 1: Mời viết ngắn lại, nhiều nhất 160 chữ cái." in text_of(page)
    assert f'value="{"á" * 161}"' in page.get_data(as_text=True) and again(product).photos[0].alt == again(product).name


def test_ordered_described_and_taken_out(seller: Visitor, product: Product) -> None:
    _send(seller, product, 1, 2, 3)
    one, two, three = [shown.id for shown in again(product).photos]
    path = f"/seller/products/{product.id}/photos/change"
    seller.post(path, {"do": f"first:{three}", f"alt-{one}": "  Rổ   sâm "})
    assert [shown.id for shown in again(product).photos] == [three, one, two]
    assert again(product).photos[1].alt == "Rổ sâm"
    seller.post(path, {"do": f"down:{three}"})
    seller.post(path, {"do": f"remove:{one}"})
    assert [shown.id for shown in again(product).photos] == [three, two]
    assert seller.post(path, {"do": "save"}).status_code == 303


def test_odd_orders_change_nothing(seller: Visitor, product: Product) -> None:
    _send(seller, product, 1)
    path = f"/seller/products/{product.id}/photos/change"
    for deed in ("remove:999", "remove:x", "first:", "remove:٣"):
        assert seller.post(path, {"do": deed}).status_code == 404
    assert len(again(product).photos) == 1


def test_the_page_opens_empty(app: Flask, seller: Visitor, product: Product) -> None:
    assert "Còn thêm được 8 ảnh" in text_of(seller.get(f"/seller/products/{product.id}/photos"))


def test_whichever_button_is_pressed_the_chosen_photos_and_the_words_are_kept(
    seller: Visitor, product: Product
) -> None:
    _send(seller, product, 1, 2)
    one, two = [shown.id for shown in again(product).photos]
    path = f"/seller/products/{product.id}/photos/change"
    saved = seller.post(path, {"do": "save", "photos": [photo_file(a_jpeg(260, 220, 3))], f"alt-{one}": "Rổ sâm"})
    assert saved.status_code == 303 and not saved.headers["Location"].endswith("/photos")
    moved = seller.post(path, {"do": f"first:{two}", "photos": [photo_file(a_jpeg(260, 220, 4))]})
    assert moved.status_code == 303
    added = seller.post(path, {"do": "add", "photos": [photo_file(a_jpeg(260, 220, 5))], f"alt-{two}": "Cắt lát"})
    assert added.headers["Location"].endswith("/photos")
    assert [shown.alt for shown in again(product).photos][:2] == ["Cắt lát", "Rổ sâm"]
    assert len(again(product).photos) == 5


def test_a_bad_photo_sent_with_save_is_named_before_the_seller_goes_on(seller: Visitor, product: Product) -> None:
    _send(seller, product, 1)
    answer = seller.post(
        f"/seller/products/{product.id}/photos/change", {"do": "save", "photos": [photo_file(b"<html>"), photo_file()]}
    )
    assert answer.status_code == 422
    assert "Ảnh thứ 1: Tệp này không phải ảnh chụp" in text_of(answer)
    assert len(again(product).photos) == 2


def test_one_form_carries_the_files_and_every_button(seller: Visitor, product: Product) -> None:
    _send(seller, product, 1)
    page = Browser(seller).open(f"/seller/products/{product.id}/photos")
    form = page.form("Lưu và tiếp tục")
    assert form is page.form("Gửi ảnh lên") and form.files == {"photos"}
