"""Label fields by group of goods, as Decree 37/2026 lists them."""

import pytest

from marketplace.catalog.labels import LABEL_GROUPS, answers_only, fields_of, missing_fields, public_fields
from marketplace.web.words.catalogue import LABEL_FIELDS
from marketplace.web.words.catalogue import LABEL_GROUPS as GROUP_WORDS


@pytest.mark.parametrize("group", LABEL_GROUPS)
def test_every_group_names_goods_maker_and_origin(group: str) -> None:
    codes = [field.code for field in fields_of(group) if field.required]
    assert codes[:3] == ["ten_hang_hoa", "ten_dia_chi_chiu_trach_nhiem", "xuat_xu"]
    assert len(codes) == len(set(codes))


def test_food_needs_all_that_the_decree_lists() -> None:
    required = {field.code for field in fields_of("thuc_pham") if field.required}
    assert required >= {
        "dinh_luong",
        "ngay_san_xuat",
        "han_su_dung",
        "thanh_phan",
        "canh_bao",
        "huong_dan_su_dung",
        "huong_dan_bao_quan",
    }


def test_what_differs_from_piece_to_piece_is_not_shown() -> None:
    label = {field.code: "x" for field in fields_of("thuc_pham")}
    assert "ngay_san_xuat" not in dict(public_fields("thuc_pham", label))
    assert "han_su_dung" in dict(public_fields("thuc_pham", label))


def test_missing_fields_are_named_and_blank_counts_as_missing() -> None:
    label = {"ten_hang_hoa": "Củ sâm", "ten_dia_chi_chiu_trach_nhiem": "  "}
    assert missing_fields("thuc_pham_tuoi", label) == ["ten_dia_chi_chiu_trach_nhiem", "xuat_xu"]


def test_only_answers_to_this_group_are_kept() -> None:
    assert answers_only("thuc_pham_tuoi", {"ten_hang_hoa": " Cam ", "chat_lieu": "cói", "is_admin": "1"}) == {
        "ten_hang_hoa": "Cam"
    }


def test_an_unknown_group_has_no_fields() -> None:
    assert fields_of("hoa_don") == []


def test_every_code_has_its_words() -> None:
    codes = {field.code for group in LABEL_GROUPS for field in fields_of(group)}
    assert codes <= set(LABEL_FIELDS)
    assert set(LABEL_GROUPS) == set(GROUP_WORDS)
