"""Vietnamese text is found whatever its tones and its Unicode form."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.folding import (
    accented_words,
    fold,
    fold_name,
    folded_words,
    identity,
    shows_nothing,
    slugify,
    sort_key,
    tidy,
    tidy_lines,
)


def test_tones_and_d_fold_away() -> None:
    assert fold("  Củ Sâm BÁO   tươi ") == "cu sam bao tuoi"
    assert fold("Đông Sơn") == fold("Ðông Sơn") == fold("Ɖông Sơn") == "dong son", "three letters that look alike"
    assert fold(unicodedata.normalize("NFD", "Nước mắm Khúc Phụ")) == "nuoc mam khuc phu"
    assert folded_words("Trà-túi (lọc), 20 gói!") == ["tra", "tui", "loc", "20", "goi"]


@given(st.text(max_size=200))
def test_folding_is_stable_and_never_fails(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert tidy(tidy(text)) == tidy(text)
    assert "\x00" not in tidy(text)
    assert slugify(text)


def test_letters_that_look_like_d_count_as_it_with_tones_too() -> None:
    assert accented_words("Ðông Sơn") == accented_words("Đông Sơn") == ["đông", "sơn"]
    assert sort_key("Ðông") == sort_key("Đông")


def test_lines_are_kept_in_stories() -> None:
    assert tidy_lines("một\r\n\r\n\r\n\r\nhai  ba\t") == "một\n\nhai ba"


def test_words_sort_as_in_a_dictionary() -> None:
    names = ["Xã Bá Thước", "Xã An Nông", "Phường Đông Sơn", "Xã Ba Đình", "Phường Du Xuyên", "Xã Âu Lâu"]
    ordered = ["Phường Du Xuyên", "Phường Đông Sơn", "Xã An Nông", "Xã Âu Lâu", "Xã Ba Đình", "Xã Bá Thước"]
    assert sorted(names, key=sort_key) == ordered


def test_numbers_in_names_sort_by_how_large_they_are() -> None:
    """Thôn 2 stands before thôn 10, and what has no number before both (8.5)."""
    ordered = ["Thôn", "Thôn 1", "Thôn 2", "Thôn 2A", "Thôn 10", "Thôn 100", "Thôn Đông", "Thôn Đồng", "Thôn Đồng 2"]
    assert sorted(set(ordered), key=sort_key) == ordered
    assert sorted(["Hộp 10 x 2", "Hộp 2 x 10", "Hộp 2 x 9"], key=sort_key) == ["Hộp 2 x 9", "Hộp 2 x 10", "Hộp 10 x 2"]


@given(st.integers(0, 10**18), st.integers(0, 10**18))
def test_any_two_numbers_sort_as_numbers(one: int, two: int) -> None:
    assert (sort_key(f"Thôn {one} cũ") < sort_key(f"Thôn {two} cũ")) == (one < two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Vị dừa", "VỊ  DỪA "),
        ("Đồng", unicodedata.normalize("NFD", "đồng")),
        ("Nguyễn Thị Hoà", "NGUYỄN THỊ HÒA"),
        ("Thuỷ", "Thủy"),
        ("Khoẻ", "Khỏe"),
        ("Vị dừa", "Vị\N{ZERO WIDTH SPACE} dừa\N{SOFT HYPHEN}"),
    ],
)
def test_one_name_however_it_is_written(one: str, two: str) -> None:
    assert identity(one) == identity(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Vị dừa", "Vị dứa"),
        ("thôn Đông", "thôn Đồng"),
        ("Hoa", "Hòa"),
        ("Bảo", "Báo"),
        ("Dung", "Đung"),
        ("Mận", "Man"),
    ],
)
def test_names_that_differ_by_a_mark_are_different_though_both_are_found(one: str, two: str) -> None:
    """Folding is for finding; identity is in the marks (8.5)."""
    assert fold(one) == fold(two) and identity(one) != identity(two)


@pytest.mark.parametrize(
    "typed",
    [
        "Cả nhà 👩‍👩‍👧‍👦 cùng làm",
        "Thợ 👩🏽‍🌾 và cờ 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "Trái tim ❤️‍🔥",
        "Mới \U0001faea \U0001fadc",
        "co\N{SOFT HYPHEN}operative",
        "می\N{ZERO WIDTH NON-JOINER}خواهم",
        "m² ½ №",
    ],
)
def test_what_can_be_seen_is_stored_as_it_was_typed(typed: str) -> None:
    """Joined and newer emoji, soft hyphens and joiners are kept (8.11)."""
    assert tidy(typed) == typed and tidy_lines(f"{typed}\n{typed}") == f"{typed}\n{typed}"


def test_what_nobody_means_to_type_goes() -> None:
    assert tidy("\ufeffTrà\x00xanh\x1b\x85 \N{RIGHT-TO-LEFT OVERRIDE}sạch\N{ZERO WIDTH SPACE} ") == "Trà xanh sạch"
    assert tidy("a\ud800b") == "ab"


def test_signs_of_no_width_alone_show_nothing() -> None:
    assert shows_nothing(" \N{ZERO WIDTH SPACE}\N{SOFT HYPHEN}\N{ZERO WIDTH JOINER}") and not shows_nothing("❤️")


def test_slugs_are_ascii_and_short() -> None:
    assert slugify("Củ sâm Báo tươi") == "cu-sam-bao-tuoi"
    assert slugify("!!!") == "x"
    assert len(slugify("sâm " * 100)) <= 80


@pytest.mark.parametrize(
    ("name", "found_as"),
    [
        ("H’Hen Niê", "hhen nie"),
        ("H'Hen  Niê", "hhen nie"),
        ("H´Hen Niê", "hhen nie"),
        ("Lê Thị-Mận (mẫu)", "le thi man mau"),
        ("Đỗ Ý", "do y"),
        ("王", "王"),
        ("’", ""),
    ],
)
def test_a_name_is_found_without_apostrophes_and_other_signs(name: str, found_as: str) -> None:
    """8.3"""
    assert fold_name(name) == found_as
