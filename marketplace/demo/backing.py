"""The demo's money and visits: grants, a loan being paid back, a mentor, visits, one woman long out of touch."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.demo.diary import Diary
from marketplace.demo.stage import Stage
from marketplace.people.models import Person
from marketplace.people.queries import get_person
from marketplace.people.services import create_person
from marketplace.programme.aims import START_UP, TRADE
from marketplace.programme.models import Funding, Programme
from marketplace.programme.queries import get_programme
from marketplace.programme.services import (
    CALL,
    VISIT,
    add_condition,
    close_funding,
    fulfil_condition,
    give_mentor,
    grant_funding,
    note_repayment,
    open_funding,
    pay_tranche,
    plan_tranche,
    record_support,
    record_visit,
)
from marketplace.story.names import womans_name
from marketplace.story.source import get_people

SELLER = "bien-thuong"  # the stall whose owner signs in as in the README
FUND, BANK = "Quỹ hỗ trợ phụ nữ (mẫu)", "Nguồn vốn ủy thác (mẫu)"


@dataclass(frozen=True)
class Place:
    """Where it happens, under which programme, and who writes it down."""

    stage: Stage
    programme: Programme
    unit: Unit
    by: dict[str, Any]

    def ago(self, days: int) -> date:
        """A day of the programme, so many days ago."""
        return max(self.programme.begins_on, self.stage.today - timedelta(days=days))


def write_backing(diary: Diary, stage: Stage) -> None:
    """Schedule what the officer of the first commune wrote down yesterday."""
    diary.at(stage.past(1, 16), partial(_write, stage, Random("backing")), heard=False)  # its own chance


def _write(stage: Stage, chance: Random) -> None:
    area_code = get_people().officers[0].area_code
    unit, officer = stage.units[area_code], stage.officer_of(area_code)
    by: dict[str, Any] = {"actor": officer, "scope": Scope((unit.path,))}
    place = Place(stage, get_programme("2415"), unit, by)
    women = [_enter(chance, area_code) for _each in range(3)]
    assert officer.person_id is not None
    herself, owner = get_person(officer.person_id), stage.sellers[SELLER].person
    _grant_with_open_condition(place, owner)
    _grant_that_is_closed(place, women[0])
    _loan(place, women[1])
    _visits(place, owner, herself, women)
    _long_ago(place, women[2])


def _enter(chance: Random, area_code: str) -> Person:
    return create_person(womans_name(chance), area_code=area_code, birth_year=chance.randrange(1968, 1999))


def _granted(place: Place, woman: Person, kind: str, dong: int, funder: str, idea: str, days: int) -> Funding:
    aim = START_UP if kind == "grant" else TRADE
    told: dict[str, Any] = {"kind": kind, "aim": aim, "idea": idea, "wanted_dong": dong + 5_000_000}
    row = open_funding(place.programme, woman, place.unit, applied_on=place.ago(days), **told, **place.by)
    decided: dict[str, Any] = {"decided_on": place.ago(days - 12), "repay_by": place.stage.today + timedelta(days=500)}
    number = f"{row.id:02}/QĐ-HLHPN (mẫu)"
    grant_funding(row, granted_dong=dong, decision_number=number, funder=funder, **decided, **place.by)
    return row


def _pay(place: Place, row: Funding, dong: int, days: int) -> None:
    tranche = plan_tranche(row, planned_on=place.ago(days), amount_dong=dong, **place.by)
    pay_tranche(row, tranche.id, paid_on=place.ago(days), **place.by)


def _grant_with_open_condition(place: Place, owner: Person) -> None:
    row = _granted(place, owner, "grant", 15_000_000, FUND, "Máy sấy cho sâm Báo", 75)
    _pay(place, row, 10_000_000, 50)
    coming = place.stage.today + timedelta(days=20)
    plan_tranche(row, planned_on=coming, amount_dong=5_000_000, **place.by)
    done = add_condition(row, text="Nộp hóa đơn mua máy sấy", due_on=place.ago(30), **place.by)
    fulfil_condition(row, done.id, fulfilled_on=place.ago(33), **place.by)
    text = "Gửi Hội ảnh mẻ sâm sấy đầu tiên"
    add_condition(row, text=text, due_on=place.stage.today + timedelta(days=6), **place.by)


def _grant_that_is_closed(place: Place, woman: Person) -> None:
    row = _granted(place, woman, "equipment", 8_000_000, FUND, "May gia công tại nhà", 160)
    _pay(place, row, 8_000_000, 140)
    close_funding(row, closed_on=place.ago(20), result="Đã mua hai máy may, có thêm hai chị cùng làm", **place.by)


def _loan(place: Place, woman: Person) -> None:
    row = _granted(place, woman, "loan", 40_000_000, BANK, "Nấu chè lam, kẹo lạc", 190)
    _pay(place, row, 25_000_000, 170)
    _pay(place, row, 15_000_000, 120)
    for days in (90, 60, 30):
        note_repayment(row, repaid_on=place.ago(days), amount_dong=2_500_000, **place.by)


def _visits(place: Place, owner: Person, officer: Person, women: list[Person]) -> None:
    give_mentor(owner, officer, place.unit, began_on=place.ago(70), **place.by)
    give_mentor(women[1], officer, place.unit, began_on=place.ago(150), **place.by)
    told: dict[str, Any] = {"seen": "Máy sấy đã lắp, chạy đều. Hàng còn để gần bếp.", "way": VISIT}
    told |= {"next_step": "Chụp lại ảnh ba món hàng", "next_due_on": place.stage.today + timedelta(days=4)}
    record_visit(owner, place.unit, officer, visited_on=place.ago(12), **told, **place.by)
    told = {"seen": "Đang gom hàng cho dịp Tết, cần thêm khuôn.", "way": CALL}
    told |= {"next_step": "Ghi sổ thu chi hằng ngày", "next_due_on": place.ago(3)}
    record_visit(women[1], place.unit, officer, visited_on=place.ago(25), **told, **place.by)


def _long_ago(place: Place, woman: Person) -> None:
    told: dict[str, Any] = {"kind": "training", "aim": TRADE, "idea": "Quán ăn quê", "given_on": place.ago(130)}
    record_support(place.programme, woman, place.unit, **told, **place.by)
