"""The kinds of goods an applicant may say she wants to sell, and which of them are food."""

from collections.abc import Iterable

FRESH, FOOD, DRINKS, HERBS, CRAFT, HOUSEHOLD_GOODS, CLOTHES, OTHER = (
    "nong_san_tuoi",
    "thuc_pham",
    "do_uong",
    "duoc_lieu",
    "thu_cong",
    "do_gia_dung",
    "may_mac",
    "khac",
)
GOODS = (FRESH, FOOD, DRINKS, HERBS, CRAFT, HOUSEHOLD_GOODS, CLOTHES, OTHER)
FOOD_GOODS = frozenset({FRESH, FOOD, DRINKS, HERBS})


def has_food(kinds: Iterable[str]) -> bool:
    """Whether any of these kinds is food, drink or herb."""
    return not FOOD_GOODS.isdisjoint(kinds)
