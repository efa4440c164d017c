"""The demo's contests: ideas that went from a commune to the province, a knowledge contest that is on, a dance."""

from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any

from marketplace.association.models import Unit
from marketplace.association.queries import list_units
from marketplace.association.scope import Scope
from marketplace.contests.awards import BY_CRITERION, COMMUNE, DANCE, FAMILY, PROVINCE, TENTHS
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
from marketplace.contests.services.knowledge import (
    Asked,
    Window,
    add_questions,
    begin_paper,
    create_knowledge,
    hand_in,
    open_knowledge,
    save_answers,
)
from marketplace.contests.services.movement import Event, add_team, record_movement
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
TOPIC = "Kỹ năng số"
QUESTIONS = (  # the right option first
    ("Mật khẩu nào khó đoán nhất?", "Câu dài chị tự đặt, có số", "123456", "Ngày sinh của chị"),
    (
        "Người lạ gọi xin mã OTP, chị làm gì?",
        "Không đọc mã cho ai",
        "Đọc mã nếu họ nói là ngân hàng",
        "Nhắn qua Zalo",
    ),
    ("Tài khoản VNeID mức 2 được kích hoạt sau khi làm gì?", "Đến công an làm thủ tục", "Gọi tổng đài", "Nhắn tin"),
    ("Nộp hồ sơ dịch vụ công trực tuyến ở đâu?", "Cổng dịch vụ công quốc gia", "Trang mạng xã hội", "Nhóm Zalo"),
    ("Nhận đường dẫn lạ báo trúng thưởng, chị làm gì?", "Không bấm, hỏi người tin cậy", "Bấm xem thử", "Gửi cho bạn"),
    ("Ảnh sản phẩm đăng bán nên thế nào?", "Chụp thật, đủ sáng", "Lấy ảnh trên mạng", "Chụp ban đêm"),
    ("Khách chuyển khoản, chị xem tiền về ở đâu?", "Ứng dụng ngân hàng của chị", "Ảnh khách gửi", "Tin nhắn của khách"),
    ("Livestream bán hàng cần chuẩn bị gì trước?", "Hàng, giá và cách giao", "Chỉ cần điện thoại", "Không cần gì"),
    (
        "Ai được xem căn cước công dân của chị?",
        "Cơ quan có thẩm quyền khi cần",
        "Bất cứ ai hỏi",
        "Người lạ trên mạng",
    ),
    (
        "Điện thoại báo cập nhật phần mềm, chị làm gì?",
        "Cập nhật khi có wifi tin cậy",
        "Không bao giờ cập nhật",
        "Xóa máy",
    ),
    ("Dấu hiệu của trang giả mạo là gì?", "Địa chỉ viết sai, giục nhập mật khẩu", "Có nhiều ảnh", "Có chữ tiếng Việt"),
    ("Bị lừa chuyển tiền, việc đầu tiên là gì?", "Báo ngân hàng và công an ngay", "Giữ kín", "Chuyển thêm để lấy lại"),
)
NAMED = (("Trịnh Văn Hòa", "Phòng Kinh tế"), ("Bùi Thị Xuân", "Ngân hàng Chính sách xã hội"), ("Đỗ Quang Minh", ""))


def write_contests(diary: Diary, stage: Stage) -> None:
    """Schedule the contests; drawn by a chance of their own, so that the rest of the demo stays as it was."""
    chance = Random("contests")
    area_code = get_people().officers[0].area_code
    diary.at(stage.past(150, 8), partial(_hold_in_commune, stage, chance, area_code), heard=False)
    diary.at(stage.past(110, 8), partial(_hold_in_province, stage, chance), heard=False)
    diary.at(stage.past(12, 8), partial(_record_dance, stage, area_code), heard=False)
    diary.at(stage.past(2, 8), partial(_ask_digital_skills, stage, chance), heard=False)


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


def _record_dance(stage: Stage, area_code: str) -> None:
    commune, by = stage.units[area_code], _as(stage.officer_of(area_code), stage.units[area_code])
    event = Event("Dân vũ vui khỏe", DANCE, stage.today - timedelta(days=12), "Nhà văn hóa xã")
    row = record_movement(commune, event, **by)
    add_team(row, commune, people=16, women=15, name="Đội thôn Đông", prize="Giải nhất", **by)
    add_team(row, commune, people=12, women=12, name="Đội thôn Thượng", prize="Giải nhì", **by)


def _ask_digital_skills(stage: Stage, chance: Random) -> None:
    """A contest that is open for a week, with the papers of some who took part."""
    officer, province = stage.province_officer, stage.home
    assert officer is not None
    by = _as(officer, province)
    asked = [Asked(words, tuple(options), 0) for words, *options in QUESTIONS]
    add_questions(province, TOPIC, asked, **by)
    opens_at = stage.past(2, 7)
    window = Window(10, 15, opens_at, opens_at + timedelta(days=7))
    contest = create_knowledge(province, "Phụ nữ tìm hiểu kỹ năng số", TOPIC, window, **by)
    open_knowledge(contest, **by)
    communes = [unit for unit in list_units() if unit.level == "commune"][:6]
    for number in range(12):
        about = {"phone": f"+84900100{number:03d}", "birth_year": stage.today.year - chance.randrange(22, 60)}
        name = womans_name(chance)
        paper = begin_paper(contest, communes[number % 6], full_name=name, chance=chance, **about)  # type: ignore[arg-type]
        said = {n: row[2] for n, row in enumerate(paper.questions) if chance.random() < 0.75}
        save_answers(paper, said)
        hand_in(paper)
        paper.seconds = chance.randrange(180, 800)


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
