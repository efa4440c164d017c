"""Vietnamese text is found whatever its tones and its Unicode form."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.folding import accented_words, fold, folded_words, slugify, sort_key, tidy, tidy_lines


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


def test_slugs_are_ascii_and_short() -> None:
    assert slugify("Củ sâm Báo tươi") == "cu-sam-bao-tuoi"
    assert slugify("!!!") == "x"
    assert len(slugify("sâm " * 100)) <= 80
