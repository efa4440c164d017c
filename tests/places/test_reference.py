import csv
from itertools import pairwise

from flask import Flask
from sqlalchemy import func, select

from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.core.versions import version_of
from marketplace.places import reference
from marketplace.places.models import PLACES, Area, FormerArea, Succession
from marketplace.places.queries import list_communes, list_provinces


def count(thing: type) -> int:
    return session.scalar(select(func.count()).select_from(thing)) or 0


def test_every_unit_of_today_is_there(app: Flask) -> None:
    levels = dict(session.execute(select(Area.level, func.count()).group_by(Area.level)).all())
    assert levels == {"province": 34, "commune": 3321}
    assert len(list_communes("38")) == 166


def test_thanh_hoa_has_19_wards_and_147_communes(app: Flask) -> None:
    kinds = [area.name.split()[0] for area in list_communes("38")]
    assert (kinds.count("Phường"), kinds.count("Xã")) == (19, 147)


def test_every_former_commune_is_there_with_its_successors(app: Flask) -> None:
    coded = session.scalar(select(func.count()).select_from(FormerArea).where(FormerArea.code != ""))
    assert coded == 10_033
    with_none = select(FormerArea.id).where(FormerArea.id.not_in(select(Succession.former_id)))
    assert session.scalars(with_none).all() == []


def test_lists_are_in_the_order_of_a_dictionary(app: Flask) -> None:
    names = [area.name for area in list_provinces()]
    assert names.index("Tỉnh An Giang") < names.index("Thành phố Đà Nẵng") < names.index("Tỉnh Vĩnh Long")
    keys = [area.sort_key for area in list_communes("38")]
    assert all(one <= other for one, other in pairwise(keys))


def test_loading_twice_changes_nothing(app: Flask) -> None:
    before, version = (count(Area), count(FormerArea), count(Succession)), version_of(PLACES)
    with transaction():
        reference.load()
    assert (count(Area), count(FormerArea), count(Succession)) == before
    assert version_of(PLACES) == version


def test_loading_repairs_what_differs_and_counts_it(app: Flask) -> None:
    version = version_of(PLACES)
    with transaction():
        session.get_one(Area, "15382").name = "Xã Tên Sai"
    with transaction():
        reference.load()
    assert session.get_one(Area, "15382").name == "Xã Biện Thượng"
    assert version_of(PLACES) == version + 1


def lines(file: str) -> list[dict[str, str]]:
    with (reference.DATA / file).open(encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


def test_the_shipped_files_agree_with_each_other() -> None:
    codes = {line["code"] for line in lines("areas_2025-07-01.csv")}
    lineage = lines("area_lineage_2025-07-01.csv")
    assert {code for line in lineage for code in line["new_codes"].split()} <= codes
    earlier = {line["code"]: line for line in lines("earlier_names.csv")}
    towns = ("Thành phố Thanh Hóa", "Thị xã Nghi Sơn")
    assert len(earlier) == 44
    assert earlier.keys() <= {line["old_code"] for line in lineage if line["old_district"] in towns}


def test_communes_merged_earlier_went_into_known_ones_by_a_resolution() -> None:
    then = {line["old_code"]: line for line in lines("area_lineage_2025-07-01.csv")}
    merged = lines("earlier_communes.csv")
    assert all(line["went_into"] in then and "NQ-UBTVQH" in line["source"] for line in merged)
    names = [(line["name"], line["district"]) for line in merged]
    assert len(set(names)) == len(names)
    assert not set(names) & {(line["old_name"], line["old_district"]) for line in then.values()}
    days = {line["until"]: line["source"].split("/")[0] for line in merged}
    assert days == {"2019-11-30": "NQ 786", "2024-12-31": "NQ 1238"}


def test_a_commune_merged_earlier_leads_to_today(app: Flask) -> None:
    row = session.scalars(select(FormerArea).where(FormerArea.name == "Xã Vĩnh Khang")).one()
    assert (row.code, row.district, row.province) == ("", "Huyện Vĩnh Lộc", "Tỉnh Thanh Hóa")
    assert session.scalars(select(Succession.area_code).where(Succession.former_id == row.id)).all() == ["15349"]
