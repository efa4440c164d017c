import unicodedata
from time import perf_counter

import pytest
from flask import Flask

from marketplace.places.errors import NoSuchArea
from marketplace.places.queries import (
    AreaMatch,
    Former,
    find_area,
    former_names,
    full_name,
    get_area,
    is_called,
    list_communes,
    old_names_text,
    search_areas,
)

CITY = "Thành phố Thanh Hóa"


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


def found(text: str, code: str, near: str = "38") -> AreaMatch:
    """The match for one commune of today; fails where it is not among those found."""
    return next(match for match in search_areas(text, near=near) if match.code == code)


def test_a_former_commune_says_by_what_name_it_was_found(app: Flask) -> None:
    assert found("Vĩnh Hùng, Vĩnh Lộc", "15382").formers == (Former("Xã Vĩnh Hùng", "Huyện Vĩnh Lộc"),)


@pytest.mark.parametrize("typed", ["Đông Sơn", "Ðông Sơn", "dong son", "Phường Đông Sơn", "p. đông sơn"])
def test_a_name_of_today_does_not_hide_former_units_of_that_name(app: Flask, typed: str) -> None:
    """Phường Đông Sơn of today is not the former ward Đông Sơn of Thanh Hóa city, nor that of Bỉm Sơn."""
    assert search_areas(typed, near="38")[0].code == "16378"
    assert Former("Phường Đông Sơn", "Thành phố Thanh Hóa") in found(typed, "14797").formers
    assert Former("Phường Đông Sơn", "Thị xã Bỉm Sơn") in found(typed, "14812").formers


def test_a_name_of_today_comes_before_the_same_name_of_old(app: Flask) -> None:
    matches = search_areas("lam sơn", "38")
    assert matches[0].code == "15544"
    assert {"14797", "14812", "15124"} <= {match.code for match in matches[1:]}


def test_each_choice_of_a_divided_commune_is_shown(app: Flask) -> None:
    divided = [m.code for m in search_areas("An Hưng", "38") if Former("Phường An Hưng", CITY, True) in m.formers]
    assert divided == ["14797", "16417"]
    assert not any(match.is_certain for match in search_areas("An Hưng", "38"))


def test_partly_alone_is_not_divided(app: Flask) -> None:
    formers = [former for match in search_areas("phường Đông Hải", "38") for former in match.formers]
    assert formers and not any(former.is_divided for former in formers)


def test_a_former_district_offers_the_communes_it_became(app: Flask) -> None:
    matches = search_areas("huyện Vĩnh Lộc")
    assert [match.name for match in matches] == ["Xã Vĩnh Lộc", "Xã Tây Đô", "Xã Biện Thượng"]
    assert all(m.formers == (Former("Huyện Vĩnh Lộc", "Tỉnh Thanh Hóa", True, True),) for m in matches)


def test_the_reform_before_is_known_too(app: Flask) -> None:
    assert set(codes("huyện Đông Sơn", province_code="38")) == {"16378", "16417", "15853"}
    assert codes("xã Đông Hoàng, huyện Đông Sơn, tỉnh Thanh Hóa") == ["16378"]
    assert codes("thị trấn Rừng Thông")[0] == "16378"


@pytest.mark.parametrize(
    ("typed", "code", "former"),
    [
        ("xã Vĩnh Khang", "15349", Former("Xã Vĩnh Khang", "Huyện Vĩnh Lộc")),  # merged on 2019-12-01
        ("vinh khang, vinh loc", "15349", Former("Xã Vĩnh Khang", "Huyện Vĩnh Lộc")),
        ("Nga Bạch", "16093", None),  # merged on 2025-01-01
        ("Đông Hưng", "14797", Former("Xã Đông Hưng", "Thành phố Thanh Hóa", True)),  # into what was divided later
        ("xã Hải Châu, huyện Tĩnh Gia", "", Former("Xã Hải Châu", "Huyện Tĩnh Gia")),  # a town since 2020-06-01
    ],
)
def test_communes_merged_before_2025_are_known(app: Flask, typed: str, code: str, former: Former | None) -> None:
    matches = search_areas(typed, "38")
    assert not code or code in [match.code for match in matches]
    assert former is None or any(former in match.formers for match in matches)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Mường Lí", "14854"),
        ("xa muong ly", "14854"),
        ("Hoá Quì", "16186"),
        ("Thượng Biện", "15382"),
        ("biện thượng, huyện vĩnh lộc", "15382"),
        ("thành phố thanh hóa phường hạc thành", "14797"),
    ],
)
def test_spelling_order_and_old_districts_are_forgiven(app: Flask, typed: str, code: str) -> None:
    assert codes(typed)[0] == code


@pytest.mark.parametrize("typed", ["Biện Thượng", "bien thuong", "xã biện thượng", "Xã Biện Thượng, tỉnh Thanh Hóa"])
def test_only_a_name_to_the_letter_that_nothing_else_bears_is_certain(app: Flask, typed: str) -> None:
    assert [match.code for match in search_areas(typed) if match.is_certain] == ["15382"]


@pytest.mark.parametrize(
    "typed",
    [
        "Đông Sơn",  # of today, and of old twice
        "Biện Thươ",  # not to its end
        "Biện Thướng",  # another tone
        "Phường Biện Thượng",  # another kind
        "Vĩnh Hùng, Vĩnh Lộc",  # of old only: she sees first what it is called today
        "Vĩnh Hưng",  # of today in three provinces
        "Thượng Biện",
    ],
)
def test_anything_else_is_for_a_person_to_choose(app: Flask, typed: str) -> None:
    assert search_areas(typed)
    assert not any(match.is_certain for match in search_areas(typed))


def test_the_chosen_province_comes_first_and_hides_no_other(app: Flask) -> None:
    provinces = [match.province_code for match in search_areas("Vĩnh Hưng", near="38")]
    assert provinces[0] == "38" and "01" in provinces
    assert search_areas("Vĩnh Hưng", near="01")[0].province_code == "01"


def test_a_code_answers_to_its_own_name_and_to_those_it_had(app: Flask) -> None:
    assert is_called("14797", "Phường Hạc Thành, tỉnh Thanh Hóa")
    assert is_called("14797", "đông sơn") and is_called("15382", "vinh hung vinh loc")
    assert not is_called("15382", "Vĩnh Hưng, Vĩnh Lộc"), "the tones name the other"
    assert not is_called("14797", "Biện Thượng") and not is_called("14797", "")


def test_a_name_is_found_in_a_few_milliseconds(app: Flask) -> None:
    search_areas("hạc thành")
    took = []
    for typed in ("Đông Sơn", "phường đông sơn, tp thanh hóa", "vinh", "Số 5, thôn 3, xã Vĩnh Hùng, huyện Vĩnh Lộc"):
        start = perf_counter()
        search_areas(typed, near="38")
        took.append(perf_counter() - start)
    assert sorted(took)[1] < 0.05, "ten times what it takes where nothing else runs"


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
