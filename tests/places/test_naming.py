import pytest

from marketplace.places.naming import bare_folded, bare_name, is_said_of_commune, typed_words, written_address


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Xã Biện Thượng", "Biện Thượng"),
        ("Phường Hạc Thành", "Hạc Thành"),
        ("Thị trấn Rừng Thông", "Rừng Thông"),
        ("Thành phố Hồ Chí Minh", "Hồ Chí Minh"),
        ("Đặc khu Phú Quốc", "Phú Quốc"),
    ],
)
def test_the_kind_of_unit_is_left_off(name: str, bare: str) -> None:
    assert bare_name(name) == bare


def test_only_the_first_of_an_address_keeps_its_capital() -> None:
    written = written_address("", "Thôn 3", "Xã Biện Thượng", "Thành phố Huế", "Tỉnh Gia")
    assert written == "Thôn 3, xã Biện Thượng, thành phố Huế, tỉnh Gia"
    assert written_address("Xã Biện Thượng", "") == "Xã Biện Thượng" and written_address() == ""
    assert written_address("Số 1", "Xanh Phố") == "Số 1, Xanh Phố", "a street is no commune"


def test_folded_names_too() -> None:
    assert bare_folded("thi tran rung thong") == "rung thong"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("P. Lam Sơn, TP Thanh Hóa", "phuong lam son thanh pho thanh hoa"),
        ("TT Rừng Thông", "thi tran rung thong"),
        ("Q1 HCM", "quan 1 ho chi minh"),
        ("p05", "phuong 5"),
    ],
)
def test_short_forms_are_spelt_out(typed: str, words: str) -> None:
    assert " ".join(typed_words(typed)) == words


def test_a_very_long_text_is_cut() -> None:
    assert len(typed_words("xã " * 5000)) <= 32


def test_a_name_after_the_word_for_a_district_is_a_district() -> None:
    assert not is_said_of_commune("vinh loc", "huyen vinh loc")
    assert is_said_of_commune("vinh loc", "vinh loc huyen vinh loc")
    assert is_said_of_commune("vinh loc", "xa vinh loc")
