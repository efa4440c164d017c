"""Finding units and officers within a territory."""

import pytest
from flask import Flask

from marketplace.association.errors import NoSuchUnit
from marketplace.association.queries import (
    count_officers,
    get_officer,
    get_unit,
    list_officers,
    list_offices,
    list_units,
    lock_unit,
)
from marketplace.association.scope import EVERYTHING, NOTHING, Scope
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.core.transactions import transaction
from marketplace.sellers.models import Application
from tests.builders import BIEN_THUONG, HAC_THANH, make_officer, make_province_officer, unit_of


def test_a_unit_is_found_by_the_former_names_of_its_commune(app: Flask) -> None:
    for text in ("Vĩnh Hùng", "vinh hung, vinh loc", "huyện Vĩnh Lộc", "xã Vĩnh Tân"):
        assert "Hội LHPN xã Biện Thượng" in [unit.name for unit in list_units(text=text)], text
    assert "Hội LHPN phường Hạc Thành" in [unit.name for unit in list_units(text="phường Đông Sơn")]


def test_units_are_found_with_and_without_tone_marks(app: Flask) -> None:
    for text in ("bien thuong", "Biện Thượng", "BIEN", "thuong bien", "xã Biện"):
        assert "Hội LHPN xã Biện Thượng" in [unit.name for unit in list_units(text=text)], text
    assert list_units(text="khong co xa nao nhu vay") == []
    assert list_units(text="%") and list_units(text="_") == list_units()  # signs are no words


def test_the_list_begins_with_the_province_and_follows_the_dictionary(app: Flask) -> None:
    names = [unit.name for unit in list_units()]
    assert len(names) == 167 and names[0] == "Hội LHPN tỉnh Thanh Hóa"
    assert names.index("Hội LHPN xã Ba Đình") < names.index("Hội LHPN xã Biện Thượng")
    assert names.index("Hội LHPN xã Biện Thượng") < names.index("Hội LHPN phường Hạc Thành")


def test_a_territory_is_a_unit_and_all_below_it(app: Flask) -> None:
    province, commune, other = unit_of("38"), unit_of(BIEN_THUONG), unit_of(HAC_THANH)
    assert len(list_units(Scope((province.path,)))) == 167
    assert list_units(Scope((commune.path,))) == [commune] and list_units(NOTHING) == []
    assert get_unit(commune.id, Scope((commune.path,))) == commune
    for find in (get_unit, lock_unit):
        with pytest.raises(NoSuchUnit):
            find(other.id, Scope((commune.path,)))
        with pytest.raises(NoSuchUnit):
            find(999_999)
    assert Scope((province.path,)).covers(commune) and not Scope((commune.path,)).covers(province)
    assert EVERYTHING.covers(other) and not NOTHING.covers(commune)


def test_a_path_that_begins_alike_is_another_unit(app: Flask) -> None:
    with transaction():
        one, other = unit_of(BIEN_THUONG), unit_of(HAC_THANH)
        one.path, other.path = "/1/9007/", "/1/90070/"
    assert not Scope(("/1/9007/",)).covers(other)
    assert [unit.path for unit in list_units(Scope(("/1/9007/",)))] == ["/1/9007/"]


def test_scopes_narrow_other_rooms_rows(app: Flask) -> None:
    assert session.query(Application).filter(Scope(("/1/",)).allows(Application.unit_id)).all() == []


def test_officers_are_those_who_serve_now(app: Flask) -> None:
    with transaction():
        here, there, top = make_officer(BIEN_THUONG), make_officer(HAC_THANH, name="Khác"), make_province_officer()
    scope = Scope((unit_of(BIEN_THUONG).path,))
    assert [o.person_id for o in list_officers(scope)] == [here.id]
    assert list_officers()[0].person_id == top.id
    assert count_officers(scope) == {unit_of(BIEN_THUONG).id: 1}
    office = list_offices(there.id)[0]
    with pytest.raises(NotFound):
        get_officer(office.id, scope)
    with transaction():
        office.ended_at = now()
    assert list_offices(there.id) == [] and there.id not in [o.person_id for o in list_officers()]
    with pytest.raises(NotFound):
        get_officer(office.id)
