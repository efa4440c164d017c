"""The demo's pair that may be one woman: a member, and the same name on a list without marks, read a year off."""

from functools import partial
from typing import Any

from marketplace.association.scope import Scope
from marketplace.association.services import record_membership
from marketplace.demo.diary import Diary
from marketplace.demo.stage import Stage
from marketplace.people.services import create_person
from marketplace.story.source import get_people

NAME, LISTED, VILLAGE = "Nguyễn Thị Thu Hằng (mẫu)", "NGUYEN THI HANG (mẫu)", "Thôn Bồng Trung"
PHONE, BIRTH_YEAR = "0912000891", 1979


def write_likely(diary: Diary, stage: Stage) -> None:
    """Schedule both in the first commune that has an officer."""
    diary.at(stage.past(20, 10), partial(_write, stage, get_people().officers[0].area_code), heard=False)


def _write(stage: Stage, area_code: str) -> None:
    commune = stage.units[area_code]
    by: dict[str, Any] = {"actor": stage.officer_of(area_code), "scope": Scope((commune.path,))}
    member = create_person(NAME, PHONE, birth_year=BIRTH_YEAR)
    record_membership(member, commune, began_on=None, village=VILLAGE, **by)
    create_person(LISTED, birth_year=BIRTH_YEAR, area_code=area_code, address_line=VILLAGE)
