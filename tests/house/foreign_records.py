"""Records of the association that belong to another commune: enterprises, contests, honours, channels, lists."""

from datetime import timedelta
from typing import Any

from marketplace.association.models import CadrePost, Unit
from marketplace.association.services import record_channel, record_software_use, record_training
from marketplace.association.unit_channels import FANPAGE
from marketplace.association.unit_software import SOFTWARE, USERS
from marketplace.contests.services.deciding import decide
from marketplace.contests.services.knowledge import Asked, Window, add_questions, create_knowledge
from marketplace.contests.services.movement import MOVEMENTS, Event, add_team, record_movement
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.enterprises.enterprise_kinds import ENTERPRISE
from marketplace.enterprises.models import EnterprisePart
from marketplace.enterprises.services import Counted, Facts, record_count, record_enterprise, record_presence
from marketplace.people.models import Person
from tests.contests.making import ALL, judge_all, make_contest, make_entry, make_judges
from tests.honours_made import make_honour
from tests.imports.bringing import read
from tests.imports.messy import members

Fillings = dict[str, dict[str, Any]]


def list_of_another() -> Fillings:
    """A list that another commune brought in; written in transactions of its own."""
    ids = {"list_id": read(members()).public_id, "position": 1}
    return {"staff.imports.": ids, "staff.import_columns.": ids, "staff.imported_rows.": ids}


def records_of_another(woman: Person, unit: Unit, post: CadrePost) -> Fillings:
    """What her commune keeps of her and of itself."""
    return {
        **_enterprise(woman, unit),
        **_contest(woman),
        **_other_contests(unit),
        **_unit(unit, post),
        "staff.honours.": {"number": make_honour(woman).number},
        "staff.traits.": {"person_id": woman.public_id, "kind": "poverty"},
    }


def _enterprise(woman: Person, unit: Unit) -> Fillings:
    said = Facts("Tổ len nơi khác", ENTERPRISE, is_new=True, founded_on=today())
    row = record_enterprise(said, woman, unit, **ALL)
    counted = record_count(row, Counted(workers=3, women_workers=2), today(), source="Báo cáo", **ALL)
    link = "facebook.com/tolennoikhac"
    page = record_presence(woman, unit, row, link=link, products=["Len"], seen_on=today(), **ALL)
    session.flush()
    part = session.query(EnterprisePart).filter_by(enterprise_id=row.id).first()
    assert part is not None
    ids = {"enterprise_id": row.id, "part_id": part.id, "count_id": counted.id, "presence_id": page.id}
    ids["person_id"] = woman.public_id
    return {
        "staff.enterprise": ids,
        "staff.online_pages.": ids,
        "staff.records.enterprise": {"kind": "enterprise", "record_id": row.id},
    }


def _contest(woman: Person) -> Fillings:
    row = make_contest()
    entry = make_entry(row, woman=woman)
    judges = make_judges(row)
    judge_all(row, judges, {entry.number: (70, 80, 90)})
    decision = decide(row, {}, on=today(), document="", **ALL)
    session.flush()
    ids = {"contest_id": row.id, "number": entry.number, "judge_id": judges[0].id, "decision_id": decision.id}
    ids["idea_id"] = entry.idea_id
    return {"staff.contest": ids, "staff.records.idea": {"kind": "idea", "record_id": entry.idea_id}}


def _other_contests(unit: Unit) -> Fillings:
    asked = [Asked(f"Câu số {n}?", ("đúng", "sai một", "sai hai", "sai ba"), 0) for n in range(12)]
    questions = add_questions(unit, "Kỹ năng số", asked, **ALL)
    window = Window(6, 10, now(), now() + timedelta(hours=1))
    knowledge = create_knowledge(unit, "Tìm hiểu", "Kỹ năng số", window, **ALL)
    movement = record_movement(unit, Event("Dân vũ", next(iter(MOVEMENTS)), today()), **ALL)
    team = add_team(movement, unit, people=3, women=2, **ALL)
    session.flush()
    return {
        "staff.question_bank.": {"question_id": questions[0].id},
        "staff.knowledge.": {"contest_id": knowledge.id},
        "staff.movements.": {"movement_id": movement.id, "team_id": team.id},
    }


def _unit(unit: Unit, post: CadrePost) -> Fillings:
    channel = record_channel(unit, FANPAGE, "facebook.com/hoinoikhac", **ALL)
    said = {"is_used": True, "said_on": today(), "source": "Báo cáo"}
    software = record_software_use(unit, next(iter(SOFTWARE)), next(iter(USERS)), **said, **ALL)
    course = record_training(post, course="Kỹ năng số", trained_on=today(), document="", **ALL)
    return {
        "staff.channels.": {"channel_id": channel.id, "unit_id": unit.id},
        "staff.unit_notes.": {"unit_id": unit.id, "post_id": post.id, "row_id": software.id},
        "staff.unit_notes.void_course": {"row_id": course.id},
    }
