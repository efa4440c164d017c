"""The demo's outreach: in two communes a day by name with relatives, and one of which only numbers are known yet."""

from datetime import timedelta
from functools import partial
from random import Random
from typing import Any

from marketplace.association.scope import Scope
from marketplace.demo.diary import Diary
from marketplace.demo.stage import Stage
from marketplace.people.services import create_person
from marketplace.programme.queries import get_programme
from marketplace.programme.services import count_for, name_themes
from marketplace.story.names import womans_name
from marketplace.story.source import get_people
from marketplace.training.models import Outreach
from marketplace.training.services import Day, enter_helped, record_outreach
from marketplace.training.topics import PUBLIC_SERVICE, VNEID

COMMUNES, BY_NAME = 2, 8
PLACE, HELPERS = "Nhà văn hóa thôn", "Tổ công nghệ số cộng đồng, Đoàn Thanh niên xã"


def write_outreach(diary: Diary, stage: Stage) -> None:
    """Schedule the outreach of the first communes that have an officer."""
    chance = Random("outreach")  # its own, so that the rest of the demo stays as it was
    for number, officer in enumerate(get_people().officers[:COMMUNES]):
        by_name = partial(_hold_by_name, stage, chance, officer.area_code)
        diary.at(stage.past(26, 16, number), by_name, heard=False)
        diary.at(stage.past(9, 16, number), partial(_hold_told, stage, officer.area_code, number), heard=False)


def _hold_by_name(stage: Stage, chance: Random, area_code: str) -> None:
    day = Day(VNEID, stage.today - timedelta(days=27), "cài đặt và định danh mức 2", PLACE, HELPERS)
    row, by = _record(stage, area_code, day)
    sellers = [seller.person for seller in stage.sellers.values() if seller.unit_id == row.unit_id][:1]
    years = [stage.today.year - chance.randrange(24, 70) for _each in range(BY_NAME)]
    women = [create_person(womans_name(chance), birth_year=year, area_code=area_code) for year in years]
    enter_helped(row, [(woman, chance.randrange(2), chance.randrange(3)) for woman in [*sellers, *women]], **by)


def _hold_told(stage: Stage, area_code: str, number: int) -> None:
    told: dict[str, Any] = {"women_said": 34 + number, "female_said": 6, "male_said": 11}
    held_on = stage.today - timedelta(days=10)
    _record(stage, area_code, Day(PUBLIC_SERVICE, held_on, "nộp hồ sơ khai sinh", PLACE, HELPERS, **told))


def _record(stage: Stage, area_code: str, day: Day) -> tuple[Outreach, dict[str, Any]]:
    by: dict[str, Any] = {
        "actor": stage.officer_of(area_code),
        "scope": Scope((stage.units[area_code].path,)),
    }
    row = record_outreach(stage.units[area_code], day, **by)
    count_for("outreach", row.id, [get_programme("2415")], actor=by["actor"])
    name_themes("outreach", row.id, row.unit, row.held_on, ["theme"], actor=by["actor"])
    return row, by
