"""Papers through the page: copied from the paper, scan sealed and shown to the seller alone."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest

from marketplace.catalog.models import Product
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from tests.builders import HAC_THANH, make_seller, make_shop
from tests.media.test_exchanges import PDF
from tests.visitors import Visitor, text_of
from tests.web.seller.test_products import again, photo_file, product, seller, shop

__all__ = ["product", "seller", "shop"]

OCOP = {
    "stars": "4",
    "number": "MAU-12/QĐ-UBND",
    "authority": "UBND tỉnh Thanh Hóa",
    "issued_on": "1/3/2025",
    "expires_on": "",
}


def _add(seller: Visitor, product: Product, kind: str = "ocop", **changes: Any) -> Any:
    return seller.post(f"/seller/products/{product.id}/papers/new/{kind}", {**OCOP, **changes})


def test_what_such_goods_need_is_listed(seller: Visitor, product: Product) -> None:
    page = text_of(seller.get(f"/seller/products/{product.id}/papers"))
    assert "Với hàng như thế này thường cần" in page
    assert "Phiếu kiểm nghiệm" in page


def test_ocop_is_saved_with_its_own_end(seller: Visitor, product: Product) -> None:
    assert "Mấy sao" in text_of(seller.get(f"/seller/products/{product.id}/papers/new/ocop"))
    assert _add(seller, product).status_code == 303
    (paper,) = again(product).certificates
    assert (paper.stars, paper.number, paper.expires_on) == (4, "MAU-12/QĐ-UBND", date(2028, 3, 1))
    page = text_of(seller.get(f"/seller/products/{product.id}/papers"))
    assert "có giá trị đến 01/03/2028" in page


def test_other_papers_have_no_stars(seller: Visitor, product: Product) -> None:
    assert "Mấy sao" not in text_of(seller.get(f"/seller/products/{product.id}/papers/new/ban_tu_cong_bo"))
    assert _add(seller, product, "ban_tu_cong_bo").status_code == 303
    assert again(product).certificates[0].stars is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"number": ""}, "Mời chị chép số ghi trên giấy"),
        ({"issued_on": "hôm qua"}, "Vui lòng nhập ngày theo kiểu 21/11/2026"),
        ({"issued_on": "31/2/2025"}, "Không có ngày 31/2/2025 trong lịch"),
        ({"issued_on": "1/3/2099"}, "Ngày cấp không thể ở sau hôm nay"),
        ({"expires_on": "1/3/2024"}, "Ngày hết hạn phải sau ngày cấp"),
        ({"stars": ""}, "Mời chị chọn số sao"),
        ({"stars": "9"}, "Mời chị chọn số sao"),
    ],
)
def test_odd_papers_are_asked_again(seller: Visitor, product: Product, changes: dict[str, str], words: str) -> None:
    answer = _add(seller, product, **changes)
    assert answer.status_code == 422
    assert text_of(answer).count(words) == 2
    assert "UBND tỉnh Thanh Hóa" in answer.get_data(as_text=True)
    assert again(product).certificates == []


def test_a_bad_scan_is_refused(seller: Visitor, product: Product) -> None:
    answer = _add(seller, product, scan=(BytesIO(b"MZ\x90program"), "giay.pdf"))
    assert answer.status_code == 422
    assert "Chỉ nhận tệp PDF hoặc ảnh" in text_of(answer)
    assert again(product).certificates == []


def test_a_scan_is_shown_to_the_seller_alone(seller: Visitor, product: Product, new_visitor: Any) -> None:
    assert _add(seller, product, scan=photo_file()).status_code == 303
    assert _add(seller, product, "giay_attp", scan=(BytesIO(PDF), "giay.pdf")).status_code == 303
    photo, pdf = again(product).certificates
    path = f"/seller/products/{product.id}/papers/{{}}/scan"
    shown = seller.get(path.format(photo.id))
    assert (shown.mimetype, shown.headers["Cache-Control"]) == ("image/jpeg", "no-store")
    handed = seller.get(path.format(pdf.id))
    assert handed.data == PDF
    assert handed.headers["Content-Disposition"].startswith("attachment")
    with transaction():
        other = make_shop(seller=make_seller("Chị Khác", area_code=HAC_THANH))
    stranger = new_visitor().sign_in(session.get_one(Person, other.seller.person_id))
    assert stranger.get(path.format(photo.id)).status_code == 404
    assert stranger.post(f"/seller/products/{product.id}/papers/{photo.id}/remove").status_code == 404
    assert len(again(product).certificates) == 2


def test_a_paper_is_taken_off(seller: Visitor, product: Product) -> None:
    _add(seller, product)
    (paper,) = again(product).certificates
    assert seller.get(f"/seller/products/{product.id}/papers/{paper.id}/scan").status_code == 404
    assert seller.post(f"/seller/products/{product.id}/papers/{paper.id}/remove").status_code == 303
    assert again(product).certificates == []


def test_an_unknown_kind_is_not_found(seller: Visitor, product: Product) -> None:
    for kind in ("giay_phep_san_xuat_ruou", "bang_khen"):
        assert seller.get(f"/seller/products/{product.id}/papers/new/{kind}").status_code == 404
