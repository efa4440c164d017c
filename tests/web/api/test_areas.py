from tests.visitors import Visitor

AREAS = "/api/v1/areas"


def test_provinces_by_default(visitor: Visitor) -> None:
    answer = visitor.get(AREAS)
    assert len(answer.json["areas"]) == 34


def test_communes_of_a_province_with_their_former_names(visitor: Visitor) -> None:
    areas = visitor.get(f"{AREAS}?parent=38").json["areas"]
    bien_thuong = next(area for area in areas if area["code"] == "15382")
    assert len(areas) == 166
    assert bien_thuong["name"] == "Xã Biện Thượng" and "Vĩnh Hùng" in bien_thuong["old"]


def test_a_repeat_costs_nothing(visitor: Visitor) -> None:
    first = visitor.get(f"{AREAS}?parent=38")
    again = visitor.get(f"{AREAS}?parent=38", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and again.data == b""
    assert "Set-Cookie" not in first.headers


def test_a_search_offers_each_successor_of_a_divided_commune(visitor: Visitor) -> None:
    areas = visitor.get(f"{AREAS}?q=phường an hưng&province=38").json["areas"]
    asked = {area["code"] for area in areas if area.get("ask")}
    assert asked == {"14797", "16417"}


def test_a_search_by_a_former_name(visitor: Visitor) -> None:
    first = visitor.get(f"{AREAS}?q=Vĩnh Hùng, Vĩnh Lộc").json["areas"][0]
    assert first == {
        "code": "15382",
        "name": "Xã Biện Thượng",
        "province": "Tỉnh Thanh Hóa",
        "parent": "38",
        "says": "Xã Biện Thượng, tỉnh Thanh Hóa",
        "old": "Xã Vĩnh Hùng, Huyện Vĩnh Lộc",
        "was": "trước là xã Vĩnh Hùng, huyện Vĩnh Lộc",
    }


def test_a_search_puts_the_near_province_first_and_tells_what_is_certain(visitor: Visitor) -> None:
    near = visitor.get(f"{AREAS}?q=Vĩnh Hưng&near=01").json["areas"]
    assert near[0]["parent"] == "01" and {"38"} < {area["parent"] for area in near}
    assert not any(area.get("only") for area in near)
    (only,) = visitor.get(f"{AREAS}?q=hac thanh").json["areas"]
    assert only["only"] is True and "was" not in only


def test_what_became_of_a_divided_commune_and_of_a_district_is_told(visitor: Visitor) -> None:
    divided = visitor.get(f"{AREAS}?q=phường an hưng&province=38").json["areas"]
    assert {area["was"] for area in divided} == {"trước là một phần của phường An Hưng, thành phố Thanh Hóa"}
    district = visitor.get(f"{AREAS}?q=huyện vĩnh lộc").json["areas"]
    assert {area["was"] for area in district} == {"trước thuộc huyện Vĩnh Lộc, tỉnh Thanh Hóa"}


def test_an_unknown_province_is_a_problem(visitor: Visitor) -> None:
    answer = visitor.get(f"{AREAS}?parent=99")
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json" and answer.json["status"] == 404


def test_a_commune_has_no_communes(visitor: Visitor) -> None:
    assert visitor.get(f"{AREAS}?parent=15382").status_code == 404


def test_too_long_a_name_is_a_problem(visitor: Visitor) -> None:
    answer = visitor.get(f"{AREAS}?q={'a' * 300}")
    assert answer.status_code == 422 and answer.mimetype == "application/problem+json"


def test_an_unknown_address_of_the_api_is_a_problem_too(visitor: Visitor) -> None:
    answer = visitor.get("/api/v1/nothing")
    assert answer.status_code == 404 and answer.mimetype == "application/problem+json"
