"""What the registers of another commune hold: enterprises, contests, channels, courses, honours, sealed facts."""

from datetime import timedelta
from random import Random
from typing import Any

from marketplace.association.models import CadrePost, Unit
from marketplace.association.scope import EVERYTHING
from marketplace.association.services import record_channel, record_software_use, record_training
from marketplace.association.unit_channels import FANPAGE
from marketplace.contests.awards import DANCE
from marketplace.contests.models import Idea, JudgeConflict, KnowledgeCertificate, KnowledgeContest, Paper
from marketplace.contests.services import decide, note_national_support
from marketplace.contests.services.knowledge import (
    Asked,
    Window,
    add_questions,
    begin_paper,
    cancel_knowledge,
    create_knowledge,
    open_knowledge,
)
from marketplace.contests.services.movement import Event, add_team, record_movement
from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.enterprises.enterprise_kinds import DIRECTOR, ENTERPRISE
from marketplace.enterprises.models import EnterprisePart
from marketplace.enterprises.services import Counted, Facts, record_count, record_enterprise, record_presence
from marketplace.people.models import Person
from marketplace.people.services import PAPER, keep_sensitive, say_consent
from marketplace.people.traits import DISABILITY
from tests.contests.making import judge_all, make_contest, make_entry, make_judges
from tests.honours_made import make_honour

Fillings = dict[str, dict[str, Any]]
BY: dict[str, Any] = {"actor": SYSTEM_ACTOR, "scope": EVERYTHING}
RECORDS = "staff.records."


def registers_of(woman: Person, unit: Unit, post: CadrePost, *, is_public: bool) -> Fillings:
    """What a commune keeps of one woman and of itself, by the beginning of the endpoint that takes it.

    What the public may see one day is public now, or not: her honour and the contest that women take part in.
    """
    return {
        **_enterprise_of(woman, unit),
        **_contest_of_ideas(woman, unit),
        **_knowledge_of(unit, is_public),
        **_movement_of(unit),
        **_said_of_itself(unit, post),
        **_honour_of(woman, unit, is_public),
    }


def _enterprise_of(woman: Person, unit: Unit) -> Fillings:
    """An enterprise with its people, numbers and page elsewhere."""
    facts = Facts("Công ty nơi khác", ENTERPRISE, is_new=True, founded_on=today() - timedelta(days=400))
    row = record_enterprise(facts, woman, unit, title=DIRECTOR, **BY)
    part = session.query(EnterprisePart).filter_by(enterprise_id=row.id).order_by(EnterprisePart.id).first()
    assert part is not None
    counted = record_count(row, Counted(workers=5), today(), source="Báo cáo", **BY)
    said: dict[str, Any] = {"link": "facebook.com/noikhac", "products": ["Trà sâm"], "seen_on": today()}
    page = record_presence(woman, unit, row, **said, **BY)
    session.flush()
    return {
        "staff.enterprise": {"enterprise_id": row.id, "part_id": part.id, "count_id": counted.id},
        "staff.online_pages.": {"enterprise_id": row.id, "presence_id": page.id, "person_id": woman.public_id},
        f"{RECORDS}enterprise": {"kind": "enterprise", "record_id": row.id},
        f"{RECORDS}shown_product": {"kind": "shown_product", "record_id": 2 * page.products[0].id + 1},
    }


def _contest_of_ideas(woman: Person, unit: Unit) -> Fillings:
    """A decided contest: one idea with its national support, three judges, their sheets and the minutes."""
    contest = make_contest(unit=unit)
    entry, judges = make_entry(contest, woman=woman, unit=unit), make_judges(contest)
    judge_all(contest, judges, {entry.number: (80, 85, 90)})
    decision = decide(contest, {entry.id: "first"}, on=today(), document="01/BB", **BY)
    idea: Idea = entry.idea
    note_national_support(idea, on=today(), what="50 triệu đồng", **BY)
    related = JudgeConflict(judge_id=judges[0].id, entry_id=entry.id, relation="family")
    session.add(related)
    session.flush()
    ids = {"contest_id": contest.id, "number": entry.number, "judge_id": judges[0].id, "conflict_id": related.id}
    return {
        "staff.contest": {**ids, "decision_id": decision.id, "idea_id": idea.id},
        f"{RECORDS}contest": {"kind": "contest", "record_id": contest.id},
        f"{RECORDS}idea": {"kind": "idea", "record_id": idea.id},
    }


def _knowledge_of(unit: Unit, is_public: bool) -> Fillings:
    """A knowledge contest with its question and a paper; cancelled, the public has it no more."""
    [asked] = add_questions(unit, "Kỹ năng số", [Asked("Đúng hay sai?", ("đúng", "sai"), 0)], **BY)
    window = Window(1, 10, now() - timedelta(minutes=1), now() + timedelta(hours=1))
    contest = create_knowledge(unit, "Tìm hiểu kỹ năng số", "Kỹ năng số", window, **BY)
    open_knowledge(contest, **BY)
    who: dict[str, Any] = {"phone": "+84912000777", "full_name": "Lê Thị Mận", "birth_year": 1985}
    paper = begin_paper(contest, unit, **who, chance=Random(1))
    if not is_public:
        cancel_knowledge(contest, why="Nhầm ngày", **BY)
    session.flush()
    number = _certificate_of(contest, paper)
    return {
        "staff.knowledge.": {"contest_id": contest.id},
        "staff.knowledge_certificates.": {"contest_id": contest.id, "number": number},
        "staff.question_bank.": {"question_id": asked.id},
        "storefront.contests.": {"code": contest.code, "paper_id": paper.public_id, "sheet": 1},
    }


def _certificate_of(contest: KnowledgeContest, paper: Paper) -> str:
    """The number of a certificate of a paper, as if the contest were over."""
    row = KnowledgeCertificate(
        number=f"CT260101-{contest.code}", contest_id=contest.id, paper_id=paper.id, issued_on=today()
    )
    row.full_name, row.right_count = paper.full_name, paper.right_count
    session.add(row)
    session.flush()
    return row.number


def _movement_of(unit: Unit) -> Fillings:
    """A movement contest and one of its teams."""
    movement = record_movement(unit, Event("Dân vũ", DANCE, today()), **BY)
    team = add_team(movement, unit, people=20, women=18, **BY)
    return {
        "staff.movements.": {"movement_id": movement.id, "team_id": team.id},
        f"{RECORDS}movement_contest": {"kind": "movement_contest", "record_id": movement.id},
    }


def _said_of_itself(unit: Unit, post: CadrePost) -> Fillings:
    """A channel, the software in use, and a course of a full-time officer."""
    channel = record_channel(unit, FANPAGE, "facebook.com/hoinoikhac", **BY)
    said: dict[str, Any] = {"is_used": True, "said_on": today(), "source": "Báo cáo số 12"}
    software = record_software_use(unit, "zalo", "members", **said, **BY)
    course = record_training(post, course="Kỹ năng số", trained_on=today(), document="15/GCN", **BY)
    session.flush()
    return {
        "staff.channels.": {"channel_id": channel.id, "unit_id": unit.id},
        "staff.unit_notes.": {"unit_id": unit.id, "post_id": post.id, "row_id": software.id},
        "staff.unit_notes.void_course": {"row_id": course.id},
        f"{RECORDS}cadre_post": {"kind": "cadre_post", "record_id": post.id},
    }


def _honour_of(woman: Person, unit: Unit, is_public: bool) -> Fillings:
    """An honour; without her consent no page of the public shows it."""
    number = {"number": make_honour(woman, consents=is_public, area_code=unit.area_code).number}
    return {"staff.honours.": number, "storefront.honours.": number}


def sealed_of(woman: Person) -> Fillings:
    """A fact that is kept sealed, with her consent."""
    say_consent(woman, DISABILITY, "v1", PAPER, actor=SYSTEM_ACTOR)
    keep_sensitive(woman, DISABILITY, "learning:extreme", actor=SYSTEM_ACTOR)
    session.flush()
    return {"staff.traits.": {"person_id": woman.public_id, "kind": DISABILITY}}
