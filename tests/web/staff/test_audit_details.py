"""The facts of an entry, as people read them."""

import pytest
from flask import Flask

from marketplace.web.staff.audit_details import details_words, purpose_in_words


@pytest.fixture(autouse=True)
def _on_a_page(app: Flask):  # type: ignore[no-untyped-def]
    with app.test_request_context():
        yield


def test_what_was_before_and_after_stand_side_by_side() -> None:
    assert details_words({"before": {"brand": "A"}, "after": {"brand": "B"}}) == ["Tên trang bán hàng: A → B"]
    assert details_words({"before": 1, "after": 2}) == ["Trước: 1", "Sau: 2"]
    assert details_words({"after": 2, "before": 1}) == ["Trước: 1", "Sau: 2"], "a database may not keep their order"


def test_codes_among_the_facts_are_told_by_their_names() -> None:
    assert details_words({"role": "operator", "none": None}) == ["Quyền: Quản trị hệ thống"]
    assert details_words({"requirement": "identity", "verdict": "verified"}) == [
        "Mục của hồ sơ: Họ tên và thẻ căn cước",
        "Kết quả xem: Đúng",
    ]
    assert details_words({"zones": ["commune", "nationwide"]}) == ["Vùng giao hàng: Trong xã, phường, Tỉnh khác"]
    assert details_words({"removed": False, "place": "portrait"}) == ["Chỗ đặt ảnh: Ảnh người bán", "Đã bỏ: không"]
    assert details_words({"amount_dong": 2060000}) == ["Số tiền: 2.060.000đ"]


def test_a_move_is_told_by_its_deed_and_a_hash_by_nothing() -> None:
    assert details_words({"from": "submitted", "to": "approved", "hash": "9f", "note": "Đủ"}) == ["Ghi chú: Đủ"]


def test_what_an_older_version_wrote_is_borne() -> None:
    assert details_words({"indicator": "gone", "strange": "x"}) == ["Chỉ tiêu: gone", "Thông tin khác: x"]
    assert len(details_words({"note": "y" * 500})[0]) < 100


def test_purposes_of_the_house_have_words_and_typed_ones_stay() -> None:
    assert purpose_in_words("review") == "Xét hồ sơ"
    assert purpose_in_words("payment") == "Nhận tiền bán hàng"
    assert purpose_in_words("đối chiếu thẻ") == "đối chiếu thẻ"
