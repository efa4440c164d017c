"""The units that ship: one for the province, one for each of its 166 communes; loading again changes nothing."""

from flask import Flask

from marketplace.association import reference
from marketplace.association.models import Unit
from marketplace.association.queries import find_unit_of_area
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.core.versions import SITE, version_of
from marketplace.places.models import Area
from tests.builders import BIEN_THUONG, HAC_THANH


def test_every_commune_of_the_province_has_its_unit(app: Flask) -> None:
    top = find_unit_of_area("38")
    assert top is not None and top.name == "Hội LHPN tỉnh Thanh Hóa" and top.path == f"/{top.id}/"
    communes = session.query(Unit).filter_by(level="commune").all()
    assert len(communes) == 166
    assert all(unit.parent_id == top.id and unit.path == f"/{top.id}/{unit.id}/" for unit in communes)
    assert sum(unit.name.startswith("Hội LHPN phường ") for unit in communes) == 19
    assert sum(unit.name.startswith("Hội LHPN xã ") for unit in communes) == 147


def test_names_and_search_forms_follow_the_place(app: Flask) -> None:
    unit = find_unit_of_area(BIEN_THUONG)
    assert unit is not None and (unit.name, unit.folded) == ("Hội LHPN xã Biện Thượng", "hoi lhpn xa bien thuong")
    ward = find_unit_of_area(HAC_THANH)
    assert ward is not None and ward.name == "Hội LHPN phường Hạc Thành"
    assert not unit.contact_name and not unit.contact_phone  # contacts are never invented


def test_loading_twice_changes_nothing(app: Flask) -> None:
    before = version_of(SITE)
    with transaction():
        reference.load()
    assert session.query(Unit).count() == 167 and version_of(SITE) == before


def test_a_renamed_commune_renames_its_unit_and_keeps_the_contact(app: Flask) -> None:
    with transaction():
        unit = find_unit_of_area(BIEN_THUONG)
        assert unit is not None
        unit.contact_name = "Bà Mẫu"
        session.get_one(Area, BIEN_THUONG).name = "Phường Biện Thượng"
    with transaction():
        reference.load()
    unit = find_unit_of_area(BIEN_THUONG)
    assert unit is not None and (unit.name, unit.contact_name) == ("Hội LHPN phường Biện Thượng", "Bà Mẫu")
