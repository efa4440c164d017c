import unicodedata

import pytest
from flask import Flask

from marketplace.places.errors import NoSuchArea
from marketplace.places.queries import (
    find_area,
    former_names,
    full_name,
    get_area,
    list_communes,
    old_names_text,
    search_areas,
)


def codes(text: str, **where: str) -> list[str]:
    return [match.code for match in search_areas(text, **where)]


@pytest.mark.parametrize(
    "typed",
    [
        "hac thanh",
        "Hạc Thành",
        "HẠC THÀNH",
        unicodedata.normalize("NFD", "Hạc Thành"),
        "phường hạc thành",
        "P. Hạc Thành",
        "phuong lam son tp thanh hoa",
        "P. Lam Sơn, TP Thanh Hóa",
        "Phường Lam Sơn, Thành phố Thanh Hóa, Tỉnh Thanh Hóa",
    ],
)
def test_hac_thanh_is_found_first_however_it_is_typed(app: Flask, typed: str) -> None:
    assert codes(typed)[0] == "14797"


@pytest.mark.parametrize(
    ("typed", "code", "name"),
    [
        ("Vĩnh Hùng, Vĩnh Lộc", "15382", "Xã Biện Thượng"),
        ("Nga Thanh, Nga Sơn", "16093", "Xã Nga Sơn"),
        ("Thọ Xương, Thọ Xuân", "15544", "Xã Lam Sơn"),
        ("Hoằng Phụ, Hoằng Hóa", "16000", "Xã Hoằng Thanh"),
        ("Hải Thanh, Nghi Sơn", "16561", "Phường Tĩnh Gia"),
        ("thị trấn Hà Long, Hà Trung", "15274", "Xã Hà Long"),
        ("thị trấn Quý Lộc", "15412", "Xã Quý Lộc"),
        ("phường Hải Lĩnh", "16597", "Phường Hải Lĩnh"),
    ],
)
def test_former_communes_lead_to_their_successor(app: Flask, typed: str, code: str, name: str) -> None:
    first = search_areas(typed)[0]
    assert (first.code, first.name, first.province_name) == (code, name, "Tỉnh Thanh Hóa")


def test_communes_with_a_number_stand_in_its_order(app: Flask) -> None:
    """Móng Cái 1, 2, 3; and a name before the longer ones that begin with it (8.5)."""
    names = [area.name for area in list_communes("22")]
    numbered = [name for name in names if "Móng Cái" in name]
    assert numbered == ["Phường Móng Cái 1", "Phường Móng Cái 2", "Phường Móng Cái 3"]


def test_a_former_commune_says_by_what_name_it_was_found(app: Flask) -> None:
    assert search_areas("Vĩnh Hùng, Vĩnh Lộc")[0].old_name == "Xã Vĩnh Hùng, Huyện Vĩnh Lộc"


def test_a_name_of_today_comes_before_the_same_name_of_old(app: Flask) -> None:
    found = search_areas("lam sơn", "38")
    assert (found[0].code, found[0].old_name) == ("15544", None)
    assert {"14797", "14812", "15124"} <= {match.code for match in found[1:]}


def test_a_divided_commune_is_asked_for_and_never_guessed(app: Flask) -> None:
    divided = next(m for m in search_areas("An Hưng", "38") if m.old_name == "Phường An Hưng, Thành phố Thanh Hóa")
    assert divided.ambiguous and divided.code == ""
    assert dict(divided.candidates) == {"14797": "Phường Hạc Thành", "16417": "Phường Đông Quang"}


def test_partly_alone_is_not_ambiguous(app: Flask) -> None:
    assert not any(match.ambiguous for match in search_areas("phường Đông Hải", "38"))


def test_a_former_district_offers_the_communes_it_became(app: Flask) -> None:
    (district,) = search_areas("huyện Vĩnh Lộc")
    assert district.ambiguous and district.old_name == "Huyện Vĩnh Lộc, Tỉnh Thanh Hóa"
    assert dict(district.candidates) == {"15349": "Xã Vĩnh Lộc", "15361": "Xã Tây Đô", "15382": "Xã Biện Thượng"}


def test_the_reform_before_is_known_too(app: Flask) -> None:
    (district,) = [m for m in search_areas("huyện Đông Sơn") if m.province_code == "38"]
    assert {code for code, _ in district.candidates} == {"16378", "16417", "15853"}
    assert codes("xã Đông Hoàng, huyện Đông Sơn, tỉnh Thanh Hóa") == ["16378"]
    assert codes("thị trấn Rừng Thông")[0] == "16378"


def test_a_full_address_is_read_past_the_house_number(app: Flask) -> None:
    assert codes("Số 5, thôn 3, xã Vĩnh Hùng, huyện Vĩnh Lộc, tỉnh Thanh Hóa")[0] == "15382"


def test_tones_as_typed_come_first(app: Flask) -> None:
    assert codes("Vĩnh Hùng, Vĩnh Lộc")[0] == "15382"
    assert codes("Vĩnh Hưng, Vĩnh Lộc")[0] == "15349"


def test_the_last_word_may_be_unfinished(app: Flask) -> None:
    assert "15382" in codes("bien thu")


def test_a_search_stays_in_its_province(app: Flask) -> None:
    assert all(match.province_code == "38" for match in search_areas("lam son", "38"))
    assert search_areas("hac thanh", "01") == []


def test_an_area_by_code(app: Flask) -> None:
    assert full_name(get_area("15382")) == "Xã Biện Thượng, tỉnh Thanh Hóa"
    assert full_name(get_area("38")) == "Tỉnh Thanh Hóa"
    assert find_area("99999") is None and find_area("") is None
    with pytest.raises(NoSuchArea):
        get_area("99999")


def test_an_unknown_province_has_no_communes(app: Flask) -> None:
    assert list_communes("99") == []


def test_former_names_of_an_area(app: Flask) -> None:
    names = former_names(["15382"])["15382"]
    assert ("Xã Vĩnh Hùng", "Huyện Vĩnh Lộc") in names
    assert "Vĩnh Hùng" in old_names_text(names) and old_names_text(names).endswith("(Huyện Vĩnh Lộc)")


def test_absurd_length_is_answered(app: Flask) -> None:
    assert isinstance(search_areas("thanh hóa " * 5000), list)


@pytest.mark.parametrize("nothing", ["", "   ", "%", "_", "'; drop table area; --", "😀", "\x00"])
def test_signs_alone_break_nothing(app: Flask, nothing: str) -> None:
    assert isinstance(search_areas(nothing), list)
