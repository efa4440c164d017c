"""Names speak of their shelf."""

import pytest
from flask import Flask

from marketplace.catalog.queries import find_category
from marketplace.catalog.suggestions import _WORDS, sounds_fresh, suggested_label_group, suggested_shelf


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Củ sâm Báo tươi", "sam-bao"),
        ("Nước mắm Ba Làng", "mam-nuoc-cham"),
        ("nem chua thanh hoa", "thit-thuy-san"),
        ("Chè lam Phủ Quảng", "banh-keo-que"),
        ("Chè xanh Bình Sơn", "tra"),
        ("Chiếu cói Nga Sơn", "coi"),
        ("Khăn thổ cẩm Lặn Ngoài", "det-tho-cam"),
        ("Gạo nếp cái hoa vàng", "gao-mien-bot"),
        ("Bưởi Luận Văn", "nong-san-tuoi"),
        ("Mật ong rừng", "mat-ong-yen"),
        ("Xe đạp điện", None),
        ("", None),
    ],
)
def test_suggested_shelf(name: str, slug: str | None) -> None:
    assert suggested_shelf(name) == slug


def test_only_shelves_that_exist_are_suggested(app: Flask) -> None:
    for slug, _spoken in _WORDS:
        shelf = find_category(slug)
        assert shelf is not None, slug
        assert shelf.is_enabled


@pytest.mark.parametrize(
    ("name", "fresh"),
    [
        ("Củ sâm Báo tươi", True),
        ("Rau muống", True),
        ("Quả trám đen", True),
        ("cu sam bao tuoi", True),
        ("Bột củ dong", False),
        ("Mứt quả mơ", False),
        ("Hộp quà Tết", False),
        ("Sữa tươi", False),
        ("Bún tươi", False),
        ("Nem chua", False),
        ("Cụ già kể chuyện", False),
        ("", False),
    ],
)
def test_names_that_speak_of_fresh_goods(name: str, fresh: bool) -> None:
    assert sounds_fresh(name) is fresh


def test_only_a_shelf_of_packed_food_gives_way_to_fresh_goods() -> None:
    assert suggested_label_group("Củ sâm Báo tươi", "thuc_pham") == "thuc_pham_tuoi"
    assert suggested_label_group("Siro sâm Báo", "thuc_pham") == "thuc_pham"
    assert suggested_label_group("Tranh quả tươi", "thu_cong_my_nghe") == "thu_cong_my_nghe"
