"""Names speak of their shelf."""

import pytest
from flask import Flask

from marketplace.catalog.queries import find_category
from marketplace.catalog.suggestions import _WORDS, suggested_shelf


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
