"""The communes of before the reform of July 2025 as units that ended then, with their pages and full-time officers."""

from datetime import date, datetime, time, timedelta
from typing import Any

from marketplace.association.endings import MOVED
from marketplace.association.levels import COMMUNE
from marketplace.association.models import CadrePost, ChannelSighting, OfficerTraining, Unit, UnitChannel
from marketplace.association.posts import FULL_TIME
from marketplace.association.queries import find_unit_of_area
from marketplace.association.unit_channels import FANPAGE, ZALO_GROUP
from marketplace.bulk_demo.women import write_woman
from marketplace.bulk_demo.writing import Entry, Sheets
from marketplace.core.clock import VIETNAM
from marketplace.core.db import session
from marketplace.core.folding import fold
from marketplace.people.models import Person
from marketplace.places.models import FormerArea
from marketplace.story.names import MARK
from marketplace.story.stage import Stage

PROVINCE = "38"
BEGAN_ON, ENDED_ON = date(2017, 6, 30), date(2025, 6, 30)
OPENED_ON, TRAINED_ON = date(2021, 3, 8), date(2022, 6, 15)
ADDRESSES = {FANPAGE: "facebook.com/hoi-phu-nu-mau-{code}", ZALO_GROUP: "zalo.me/g/mau{code}"}


def write_former_units(stage: Stage) -> int:
    """Write a unit for each former commune of the home province, as part of the running transaction."""
    province = find_unit_of_area(PROVINCE)
    assert province is not None
    known = session.query(FormerArea).filter(FormerArea.province_code == PROVINCE, FormerArea.code != "")
    units = [_unit(province, area) for area in known.order_by(FormerArea.code)]
    session.add_all(units)
    session.flush()
    for unit in units:
        unit.path = f"{province.path}{unit.id}/"
    session.flush()
    sheets = Sheets()
    for unit in units:
        _write_what_it_has(stage, sheets, unit, province)
    sheets.insert([Person, UnitChannel], [ChannelSighting, CadrePost, OfficerTraining])
    return len(units)


def _unit(province: Unit, area: FormerArea) -> Unit:
    name = f"Hội LHPN {area.name[:1].lower()}{area.name[1:]}, {area.district}"
    return Unit(
        code=f"{PROVINCE}-{area.code}",
        name=name,
        folded=fold(name),
        level=COMMUNE,
        area_code=None,
        parent_id=province.id,
        path=f"{province.path}{area.code}/",
        valid_from=BEGAN_ON,
        valid_to=ENDED_ON,
    )


def _write_what_it_has(stage: Stage, sheets: Sheets, unit: Unit, province: Unit) -> None:
    officer = stage.officer_of("").person_id
    opened_at, trained_at = (datetime.combine(day, time(9), VIETNAM) for day in (OPENED_ON, TRAINED_ON))
    noted: dict[str, Any] = {"recorded_by": officer}
    for kind, address in ADDRESSES.items():
        link = address.format(code=unit.code)
        channel = sheets.add(
            UnitChannel,
            unit_id=unit.id,
            kind=kind,
            link=f"https://{link}",
            link_key=link,
            name=f"{unit.name} {MARK}",
            opened_on=OPENED_ON,
            closed_on=ENDED_ON,
            recorded_at=opened_at,
            **noted,
        )
        seen = {"seen_on": OPENED_ON + timedelta(days=1), "seen_by": officer, "recorded_at": opened_at}
        sheets.add(ChannelSighting, channel_id=channel, **seen)
    holder: Entry = write_woman(stage.random, sheets, province)
    post = {"post": FULL_TIME, "began_on": OPENED_ON, "ended_on": ENDED_ON, "ended_why": MOVED}
    sheets.add(CadrePost, person_id=holder, unit_id=unit.id, recorded_at=opened_at, **post, **noted)
    course = {"course": "Tập huấn cán bộ chuyên trách", "trained_on": TRAINED_ON, "document": "KH MAU-01/KH-BTV"}
    sheets.add(OfficerTraining, person_id=holder, unit_id=unit.id, recorded_at=trained_at, **course, **noted)
