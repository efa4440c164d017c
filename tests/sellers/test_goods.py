"""Which goods are food."""

from marketplace.sellers.goods import GOODS, has_food


def test_food_is_told_from_the_rest() -> None:
    assert has_food(["thu_cong", "do_uong"])
    assert not has_food(["thu_cong", "khac"])
    assert not has_food([])
    assert {kind for kind in GOODS if has_food([kind])} == {"nong_san_tuoi", "thuc_pham", "do_uong", "duoc_lieu"}
