import pytest

from marketplace.places.naming import Phrase, bare_name, kind_of, phrases, tone_key, word_key, written_address


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


def test_the_kind_of_unit_is_told() -> None:
    assert [kind_of(name) for name in ("Thị trấn Rừng Thông", "Xã Thọ Xương", "Xanh Phố")] == ["thị trấn", "xã", ""]


def said(text: str) -> list[tuple[str, str]]:
    return [(phrase.kind, " ".join(phrase.words)) for phrase in phrases(text)]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("P. Lam Sơn, TP Thanh Hóa", [("phường", "lam sơn"), ("thành phố", "thanh hóa")]),
        ("X.Vĩnh Hùng H.Vĩnh Lộc T.Thanh Hóa", [("xã", "vĩnh hùng"), ("huyện", "vĩnh lộc"), ("tỉnh", "thanh hóa")]),
        ("TT Rừng Thông", [("thị trấn", "rừng thông")]),
        ("thi tran rung thong", [("thị trấn", "rung thong")]),
        ("Q1 HCM", [("quận", "1 hồ chí minh")]),
        ("tpth", [("thành phố", "thanh hóa")]),
        ("p05", [("phường", "05")]),
        ("Vĩnh Hùng (Vĩnh Lộc)", [("", "vĩnh hùng"), ("", "vĩnh lộc")]),
        ("Ðông Sơn", [("", "đông sơn")]),  # written with the letter of Iceland
        ("Phúc Xá", [("", "phúc xá")]),  # not the word for a commune, by its tone
        ("thọ x", [("", "thọ x")]),  # a name that is still being typed
        ("", []),
        (" , ; – ", []),
    ],
)
def test_an_address_is_read_in_phrases(typed: str, read: list[tuple[str, str]]) -> None:
    assert said(typed) == read


def test_what_may_be_part_of_a_name_is_no_sure_kind() -> None:
    assert phrases("phuc xa ba dinh")[1] == Phrase(("ba", "dinh"), "xã", is_sure=False)
    assert phrases("phúc xã ba đình")[1].is_sure and phrases("thi xa bim son")[0].is_sure


def test_a_very_long_text_is_cut() -> None:
    assert sum(len(phrase.words) for phrase in phrases("vĩnh " * 5000)) <= 24


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lý", "Lí"),
        ("Mỹ", "Mĩ"),
        ("Quỳ", "Quì"),
        ("Quỳnh", "Quình"),
        ("Hòa", "Hoà"),
        ("Thủy", "Thuỷ"),
    ],
)
def test_two_spellings_of_a_word_are_one(one: str, other: str) -> None:
    assert word_key(one) == word_key(other) and tone_key(one) == tone_key(other)


@pytest.mark.parametrize(("one", "other"), [("Tây", "Tài"), ("Thúy", "Thúi"), ("Hay", "Hai"), ("Yên", "Iên")])
def test_other_words_stay_other(one: str, other: str) -> None:
    assert word_key(one) != word_key(other)


def test_numbers_count_without_their_zero() -> None:
    assert word_key("05") == word_key("5")
    assert tone_key("Hùng") != tone_key("Hưng")
