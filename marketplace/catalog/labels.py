"""Which label fields each group of goods needs: Decree 37/2026/NĐ-CP art. 42 and annex I.

Online, a seller shows the whole label except what differs from piece to piece, dates and lot (art. 41.5): for those
the label says only where on the pack they are printed. Fresh food sold loose is outside the label rules (art. 35);
its name, origin and responsible person are asked all the same.
"""

from dataclasses import dataclass

MOST_CHARACTERS = 600


@dataclass(frozen=True)
class LabelField:
    """One field of a label: whether it must be filled in, and whether customers see it."""

    code: str
    required: bool = True
    shown_publicly: bool = True


_NAME = LabelField("ten_hang_hoa")
_RESPONSIBLE = LabelField("ten_dia_chi_chiu_trach_nhiem")
_ORIGIN = LabelField("xuat_xu")
_QUANTITY = LabelField("dinh_luong")
_MADE_ON = LabelField("ngay_san_xuat", shown_publicly=False)
_BEST_BEFORE = LabelField("han_su_dung")
_INGREDIENTS = LabelField("thanh_phan")
_NUTRITION = LabelField("dinh_duong", required=False)
_WARNING = LabelField("canh_bao")
_ANY_WARNING = LabelField("canh_bao", required=False)
_USE = LabelField("huong_dan_su_dung")
_STORAGE = LabelField("huong_dan_bao_quan")
_ANY_STORAGE = LabelField("huong_dan_bao_quan", required=False)
_CARE = LabelField("huong_dan_su_dung_bao_quan")
_MATERIAL = LabelField("chat_lieu")
_SPECIFICATION = LabelField("thong_so_ky_thuat")
_YEAR = LabelField("nam_san_xuat")
_ETHANOL = LabelField("ham_luong_etanol")
_LOT = LabelField("ma_lo", required=False, shown_publicly=False)
_ANY_BEST_BEFORE = LabelField("han_su_dung", required=False)

_ALWAYS = (_NAME, _RESPONSIBLE, _ORIGIN)
_FOOD = (*_ALWAYS, _QUANTITY, _INGREDIENTS, _NUTRITION, _MADE_ON, _BEST_BEFORE, _USE, _STORAGE, _WARNING)
_CRAFT = (*_ALWAYS, _MATERIAL, _SPECIFICATION, _CARE, _ANY_WARNING)

LABEL_GROUPS: dict[str, tuple[LabelField, ...]] = {
    "thuc_pham": _FOOD,
    "thuc_pham_tuoi": (*_ALWAYS, _ANY_STORAGE),
    "luong_thuc": (*_ALWAYS, _QUANTITY, _MADE_ON, _BEST_BEFORE, _ANY_WARNING),
    "do_uong": _FOOD,
    "ruou": (*_ALWAYS, _QUANTITY, _ETHANOL, _ANY_BEST_BEFORE, _WARNING, _LOT),
    "thu_cong_my_nghe": _CRAFT,
    "do_gia_dung": _CRAFT,
    "det_may": (*_ALWAYS, _MATERIAL, _SPECIFICATION, _WARNING, _CARE, _YEAR),
}
CHOOSABLE_GROUPS = tuple(group for group in LABEL_GROUPS if group != "ruou")  # spirits are chosen by category alone


def fields_of(group: str) -> list[LabelField]:
    """The fields of a label group, in the order they are asked; empty for a group that does not exist."""
    return list(LABEL_GROUPS.get(group, ()))


def missing_fields(group: str, label: dict[str, str]) -> list[str]:
    """The codes of required fields that are still empty."""
    return [field.code for field in fields_of(group) if field.required and not label.get(field.code, "").strip()]


def public_fields(group: str, label: dict[str, str]) -> list[tuple[str, str]]:
    """(code, text) of the label fields that customers see, in order; empty fields are left out."""
    return [(f.code, label[f.code]) for f in fields_of(group) if f.shown_publicly and label.get(f.code)]


def answers_only(group: str, values: dict[str, str]) -> dict[str, str]:
    """The non-empty answers to this group's fields; all other values are dropped."""
    codes = {field.code for field in fields_of(group)}
    return {code: text.strip() for code, text in values.items() if code in codes and text.strip()}
