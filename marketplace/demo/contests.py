"""The demo's contests: ideas of a commune, of which the honoured go on to the province, judged and decided there."""

from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any

from marketplace.association.models import Unit
from marketplace.association.queries import list_units
from marketplace.association.scope import Scope
from marketplace.contests.awards import BY_CRITERION, COMMUNE, FAMILY, PROVINCE, TENTHS
from marketplace.contests.models import Contest, Judge
from marketplace.contests.queries.contests import list_entries
from marketplace.contests.queries.ideas import list_to_carry
from marketplace.contests.services import (
    Terms,
    Told,
    add_judge,
    begin_judging,
    carry_on,
    create_contest,
    decide,
    declare_relation,
    enter_idea,
    fill_sheet,
    note_national_support,
    open_contest,
)
from marketplace.contests.standings import summary_of
from marketplace.core.actors import Actor
from marketplace.demo.diary import Diary
from marketplace.demo.stage import Stage
from marketplace.people.models import Person
from marketplace.people.queries import get_person
from marketplace.people.services import create_person
from marketplace.programme.queries import get_programme
from marketplace.programme.services.ideas import count_contest_for
from marketplace.story.names import womans_name
from marketplace.story.source import get_people

WEIGHTS = (
    ("Tính mới, sáng tạo", 25),
    ("Tính khả thi, hiểu thị trường", 25),
    ("Tác động kinh tế - xã hội", 20),
    ("Tác động môi trường", 15),
    ("Năng lực của tác giả và nhóm", 15),
)
IDEAS = (
    ("Trà sâm Báo túi lọc", "food", "Phơi, sao sâm Báo hai năm tuổi, đóng túi lọc; bán cho khách xa mang về làm quà."),
    ("Nón lá vẽ phong cảnh quê", "craft", "Nón lá làng nghề vẽ cảnh sông Mã, bán cho khách du lịch và quà tặng."),
    ("Rau sạch giao tận nhà", "farming", "Năm hộ trồng rau không phun thuốc, gom đơn mỗi sáng, giao trong xã."),
    ("Chế phẩm rửa bát từ vỏ bưởi", "environment", "Ủ vỏ bưởi bỏ đi thành nước rửa bát, thu lại chai để dùng tiếp."),
    ("Bếp bánh gai truyền thống", "food", "Giữ cách làm bánh gai cũ, hút chân không để giữ được mười ngày."),
    ("Điểm dừng chân vườn bưởi", "tourism", "Khách vào vườn hái bưởi, ăn cơm quê, ngủ lại một đêm."),
    (
        "Gội đầu dưỡng sinh lá quê",
        "care",
        "Gội đầu bằng bồ kết, hương nhu; dạy nghề cho chị em mới nghỉ việc.",
    ),
    ("Đan túi từ dây nhựa bỏ đi", "environment", "Thu dây đai nhựa của xưởng, đan túi xách đi chợ."),
)
NAMED = (("Trịnh Văn Hòa", "Phòng Kinh tế"), ("Bùi Thị Xuân", "Ngân hàng Chính sách xã hội"), ("Đỗ Quang Minh", ""))


def write_contests(diary: Diary, stage: Stage) -> None:
    """Schedule the contests; drawn by a chance of their own, so that the rest of the demo stays as it was."""
    chance = Random("contests")
    area_code = get_people().officers[0].area_code
    diary.at(stage.past(150, 8), partial(_hold_in_commune, stage, chance, area_code), heard=False)
    diary.at(stage.past(110, 8), partial(_hold_in_province, stage, chance), heard=False)


def _hold_in_commune(stage: Stage, chance: Random, area_code: str) -> None:
    commune, by = stage.units[area_code], _as(stage.officer_of(area_code), stage.units[area_code])
    held_on = stage.today - timedelta(days=150)
    contest = _open(commune, "Phụ nữ khởi nghiệp sáng tạo", COMMUNE, held_on, **by)
    for title, sector, summary in IDEAS:
        author = _author(stage, chance, commune, title)
        told = Told(title, sector, summary)
        enter_idea(contest, author, commune, told, entered_on=held_on - timedelta(days=chance.randrange(8, 20)), **by)
    judges = [add_judge(contest, None, name=name, title=title, **by) for name, title in NAMED]
    _judge(contest, chance, judges, **by)
    awards = ("first", "second", "third", "encouragement", "honoured")
    _decide(contest, awards, held_on, "Quyết định số 08/QĐ-BTV", **by)


def _hold_in_province(stage: Stage, chance: Random) -> None:
    officer = stage.province_officer
    assert officer is not None
    by, held_on = _as(officer, stage.home), stage.today - timedelta(days=110)
    contest = _open(stage.home, "Ngày Phụ nữ sáng tạo khởi nghiệp", PROVINCE, held_on, is_blind=True, **by)
    for entry in list_to_carry(contest)[:3]:
        carry_on(entry, contest, entered_on=held_on - timedelta(days=20), **by)
    others = [unit for unit in list_units() if unit.level == "commune"][20:24]
    for unit, (title, sector) in zip(others, (("Mật ong rừng", "farming"), ("Thổ cẩm may sẵn", "craft")), strict=False):
        author = _author(stage, chance, unit, "")
        enter_idea(contest, author, unit, Told(title, sector), entered_on=held_on - timedelta(days=18), **by)
    chair = get_person(officer.person_id or 0)
    judges = [add_judge(contest, chair, title="Hội LHPN tỉnh", is_chair=True, **by)]
    judges += [add_judge(contest, None, name=name, title=title, **by) for name, title in NAMED]
    declare_relation(judges[1], list_entries(contest.id)[-1], FAMILY, **by)
    _judge(contest, chance, judges, **by)
    _decide(contest, ("first", "second", "third"), held_on, "Quyết định số 41/QĐ-BTV", **by)
    best = summary_of(contest).standings[0].entry.idea
    note_national_support(best, on=held_on, what="50 triệu đồng, Trung ương Hội hỗ trợ", **by)


def _open(unit: Unit, name: str, level: str, held_on: date, *, is_blind: bool = False, **by: Any) -> Contest:
    terms = Terms(
        name,
        held_on.year,
        level,
        theme="Phát huy tài nguyên bản địa",
        opens_on=held_on - timedelta(days=30),
        closes_on=held_on - timedelta(days=7),
        is_blind=is_blind,
        tie_rule=BY_CRITERION,
    )
    contest = create_contest(unit, terms, WEIGHTS, **by)
    count_contest_for(contest.id, [get_programme("2415")], actor=by["actor"])
    open_contest(contest, **by)
    return contest


def _author(stage: Stage, chance: Random, unit: Unit, title: str) -> Person:
    """A seller of the commune for the first ideas, so that something became of them; else a new woman."""
    sellers = [seller.person for seller in stage.sellers.values() if seller.unit_id == unit.id]
    place = [known for known, *_rest in IDEAS].index(title) if title else len(sellers)
    if place < min(2, len(sellers)):
        return sellers[place]
    born = stage.today.year - chance.randrange(24, 60)
    return create_person(womans_name(chance), area_code=unit.area_code, birth_year=born)


def _judge(contest: Contest, chance: Random, judges: list[Judge], *, actor: Actor, scope: Scope) -> None:
    begin_judging(contest, actor=actor, scope=scope)
    entries = list_entries(contest.id)
    for entry in entries:
        worth = 0.95 - 0.05 * entries.index(entry)
        related = [judges[1]] if contest.is_blind and entry is entries[-1] else []
        for judge in (judge for judge in judges if judge not in related):
            points = {row.id: _tenths(chance, worth, row.weight) for row in contest.criteria}
            fill_sheet(judge, entry, points, actor=actor, scope=scope)


def _tenths(chance: Random, worth: float, weight: int) -> int:
    """Points in halves, near what the idea is worth."""
    halves = round(weight * 2 * min(1.0, worth + chance.uniform(-0.08, 0.05)))
    return halves * TENTHS // 2


def _decide(contest: Contest, awards: tuple[str, ...], on: date, document: str, **by: Any) -> None:
    standings = summary_of(contest).standings
    given = {one.entry.id: award for one, award in zip(standings, awards, strict=False)}
    decide(contest, given, on=on, document=document, **by)


def _as(actor: Actor, unit: Unit) -> dict[str, Any]:
    return {"actor": actor, "scope": Scope((unit.path,))}
