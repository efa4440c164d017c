"""Names as banks print them."""

import pytest

from marketplace.sellers.goods import GOODS, has_food
from marketplace.sellers.holders import holder_name


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Nguyễn Thị Mẫu", "NGUYEN THI MAU"),
        ("  đỗ  thị   Đào ", "DO THI DAO"),
        ("HTX Sâm Báo - Triệu Sơn (2)", "HTX SAM BAO TRIEU SON 2"),
        ("!!!", ""),
    ],
)
def test_a_name_is_printed_in_capitals_without_marks(typed: str, printed: str) -> None:
    assert holder_name(typed) == printed


def test_food_is_told_from_the_rest() -> None:
    assert has_food(["thu_cong", "do_uong"])
    assert not has_food(["thu_cong", "khac"])
    assert not has_food([])
    assert {kind for kind in GOODS if has_food([kind])} == {"nong_san_tuoi", "thuc_pham", "do_uong", "duoc_lieu"}
