"""The demo's classes: in two communes one that is over with certificates, and one to come that women register for."""

from datetime import timedelta
from functools import partial
from random import Random
from typing import Any

from marketplace.association.scope import Scope
from marketplace.core.actors import CUSTOMER, Actor
from marketplace.demo.diary import Diary
from marketplace.demo.stage import Stage
from marketplace.people.models import Person
from marketplace.people.services import create_person
from marketplace.programme.queries import get_programme
from marketplace.programme.services import count_for
from marketplace.story.names import phone, womans_name
from marketplace.story.source import get_people
from marketplace.training.models import TrainingClass
from marketplace.training.queries import list_enrolments, list_sessions, lock_class
from marketplace.training.services import (
    Plan,
    add_session,
    call_roll,
    end_class,
    enrol,
    issue_certificates,
    open_class,
    register_by_phone,
)
from marketplace.training.topics import DIGITAL_SKILLS, LATE, ONLINE_SELLING, PRESENT

COMMUNES = 2
FIRST_PHONE = 9_000  # of those who register themselves, in the block of invented people
TRAINEES = 10  # of the class that is over, besides the sellers of the commune
TO_COME = Plan("Chụp ảnh và viết lời bán hàng", ONLINE_SELLING, 6, "Hội trường xã", trainers=("Cán bộ Hội LHPN tỉnh",))
OVER = Plan(
    "Kỹ năng số cho hội viên: Zalo, thanh toán không tiền mặt, an toàn trên mạng",
    DIGITAL_SKILLS,
    40,
    "Nhà văn hóa thôn",
    trainers=("Đoàn Thanh niên xã", "Cán bộ Hội LHPN tỉnh"),
    budget_dong=6_000_000,
    funder="Ngân sách tỉnh",
    relatives=4,
)


def write_classes(diary: Diary, stage: Stage) -> None:
    """Schedule the classes of the first communes that have an officer; after their registers."""
    chance = Random("classes")  # its own, so that the rest of the demo stays as it was
    for number, officer in enumerate(get_people().officers[:COMMUNES]):
        made: list[TrainingClass] = []
        over, to_come = (partial(act, stage, chance, officer.area_code) for act in (_open_over, _open_to_come))
        diary.at(stage.past(52, 10, number), partial(_keep, made, over), heard=False)
        diary.at(stage.past(41, 17, number), partial(_teach, stage, chance, officer.area_code, made), heard=False)
        diary.at(stage.past(5, 10, number), to_come, heard=False)


def _keep(made: list[TrainingClass], act: Any) -> None:
    made.append(act())


def _by(stage: Stage, area_code: str) -> dict[str, Any]:
    return {"actor": stage.officer_of(area_code), "scope": Scope((stage.units[area_code].path,))}


def _open_over(stage: Stage, chance: Random, area_code: str) -> TrainingClass:
    by, unit = _by(stage, area_code), stage.units[area_code]
    row = open_class(unit, OVER, stage.today - timedelta(days=42), **by)
    add_session(row, stage.today - timedelta(days=41), "07:30", "11:00", **by)
    count_for("training_class", row.id, [get_programme("2415")], actor=by["actor"])
    sellers = [seller.person for seller in stage.sellers.values() if seller.unit_id == unit.id][:2]
    for woman in [*sellers, *(_woman(stage, chance, area_code) for _each in range(TRAINEES))]:
        enrol(row, woman, **by)
    return row


def _teach(stage: Stage, chance: Random, area_code: str, made: list[TrainingClass]) -> None:
    [row], by = made, _by(stage, area_code)
    people = list_enrolments(row)
    for held in list_sessions(row):
        marks = {one.id: LATE if chance.random() < 0.1 else PRESENT for one in people if chance.random() < 0.9}
        call_roll(row, held, marks, **by)
    end_class(row, **by)
    issue_certificates(row, **by)


def _open_to_come(stage: Stage, chance: Random, area_code: str) -> None:
    by = _by(stage, area_code)
    row = open_class(stage.units[area_code], TO_COME, stage.today + timedelta(days=6), **by)
    count_for("training_class", row.id, [get_programme("2415")], actor=by["actor"])
    for _each in range(8):
        year, number = stage.today.year - chance.randrange(24, 60), FIRST_PHONE + chance.randrange(900)
        register_by_phone(lock_class(row.code), womans_name(chance), phone(number), year, actor=Actor(CUSTOMER))


def _woman(stage: Stage, chance: Random, area_code: str) -> Person:
    year = stage.today.year - chance.randrange(24, 66)
    return create_person(womans_name(chance), birth_year=year, area_code=area_code)
