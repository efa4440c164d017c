"""Reading the question bank, knowledge contests and papers, and who stands where."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_
from sqlalchemy.orm import raiseload

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.contests.models import KnowledgeContest, Paper, Question
from marketplace.contests.states import OPEN
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.core.paging import Page, decode_cursor, encode_cursor

PAGE = 50
MOST_UNITS = 200


@dataclass(frozen=True)
class UnitPlace:
    """How the women of one unit did: how many took part, and how many answers of each were right in the mean."""

    unit: Unit
    takers: int
    mean: float


def units_above(unit: Unit) -> list[int]:
    """The keys of a unit and of those above it, whose questions it may use."""
    return [int(key) for key in unit.path.strip("/").split("/")]


def list_bank(unit: Unit, topic: str = "", cursor: str | None = None, *, put_aside: bool = False) -> Page[Question]:
    """The questions that a unit may use, its own and those of the units above, or those put aside; the latest first."""
    standing = Question.put_aside_at.is_not(None) if put_aside else Question.put_aside_at.is_(None)
    rows = select(Question).where(Question.unit_id.in_(units_above(unit)), standing)
    if topic:
        rows = rows.where(Question.topic == topic)
    if keys := decode_cursor(cursor, (int,)):
        rows = rows.where(Question.id < keys[0])
    found = list(session.scalars(rows.order_by(Question.id.desc()).limit(PAGE + 1)))
    return Page(found[:PAGE], encode_cursor(found[PAGE - 1].id) if len(found) > PAGE else None)


def count_topics(unit: Unit) -> dict[str, int]:
    """The topics of the questions that a unit may use, each with their number."""
    rows = select(Question.topic, func.count()).where(Question.unit_id.in_(units_above(unit)))
    rows = rows.where(Question.put_aside_at.is_(None)).group_by(Question.topic).order_by(Question.topic)
    return dict(session.execute(rows).all())


def questions_to_draw(unit: Unit, topic: str) -> list[int]:
    """The keys of the questions that a unit may use, of one topic or of all."""
    rows = select(Question.id).where(Question.unit_id.in_(units_above(unit)), Question.put_aside_at.is_(None))
    if topic:
        rows = rows.where(Question.topic == topic)
    return list(session.scalars(rows.order_by(Question.id)))


def words_of_bank(unit_id: int) -> set[str]:
    """What the questions of a unit's own bank ask."""
    rows = select(Question.words).where(Question.unit_id == unit_id, Question.put_aside_at.is_(None))
    return set(session.scalars(rows))


def get_question(question_id: int, scope: Scope) -> Question:
    """A question of a territory's own banks; NotFound outside it."""
    row = session.scalar(select(Question).where(Question.id == question_id, scope.allows(Question.unit_id)))
    if row is None:
        raise NotFound(question=question_id)
    return row


def questions_by_id(question_ids: Iterable[int]) -> dict[int, Question]:
    """Some questions by their keys, without their units."""
    rows = select(Question).where(Question.id.in_(list(question_ids))).options(raiseload(Question.unit))
    return {row.id: row for row in session.scalars(rows)}


def list_knowledge(scope: Scope, cursor: str | None = None) -> Page[KnowledgeContest]:
    """The knowledge contests held in a territory, the latest first."""
    rows = select(KnowledgeContest).where(scope.allows(KnowledgeContest.unit_id))
    if keys := decode_cursor(cursor, (int,)):
        rows = rows.where(KnowledgeContest.id < keys[0])
    found = list(session.scalars(rows.order_by(KnowledgeContest.id.desc()).limit(PAGE + 1)))
    return Page(found[:PAGE], encode_cursor(found[PAGE - 1].id) if len(found) > PAGE else None)


def count_papers(contest_ids: Iterable[int]) -> dict[int, int]:
    """How many papers were begun in each contest."""
    rows = select(Paper.contest_id, func.count()).where(Paper.contest_id.in_(list(contest_ids)))
    return dict(session.execute(rows.group_by(Paper.contest_id)).all())


def get_knowledge(contest_id: int, scope: Scope) -> KnowledgeContest:
    """A knowledge contest held in a territory; NotFound outside it."""
    rows = select(KnowledgeContest).where(KnowledgeContest.id == contest_id, scope.allows(KnowledgeContest.unit_id))
    contest = session.scalar(rows)
    if contest is None:
        raise NotFound(contest=contest_id)
    return contest


def get_public_contest(code: str) -> KnowledgeContest:
    """A contest that was opened, by the code in its address; NotFound otherwise."""
    rows = select(KnowledgeContest).where(KnowledgeContest.code == code.upper(), KnowledgeContest.status == OPEN)
    contest = session.scalar(rows)
    if contest is None:
        raise NotFound(contest=code)
    return contest


def list_units_of(contest: KnowledgeContest) -> list[tuple[str, str]]:
    """Code and name of the units whose women take part: the one that holds it, and those right below."""
    below = or_(Unit.id == contest.unit_id, Unit.parent_id == contest.unit_id)
    rows = select(Unit.code, Unit.name).where(below, Unit.valid_to.is_(None)).order_by(Unit.folded).limit(MOST_UNITS)
    return [(code, name) for code, name in session.execute(rows)]


def find_unit_of(contest: KnowledgeContest, code: str) -> Unit | None:
    """One of these units by its code."""
    below = or_(Unit.id == contest.unit_id, Unit.parent_id == contest.unit_id)
    return session.scalar(select(Unit).where(Unit.code == code, below, Unit.valid_to.is_(None)))


def find_paper_of(contest_id: int, phone: str) -> Paper | None:
    """The paper that was begun with a phone, or None."""
    return session.scalar(select(Paper).where(Paper.contest_id == contest_id, Paper.phone == phone))


def get_paper(code: str, public_id: str, *, to_change: bool = False) -> tuple[Paper, KnowledgeContest]:
    """A paper with its contest, by the two parts of its address, in one statement; NotFound otherwise."""
    rows = select(Paper, KnowledgeContest).join(KnowledgeContest, KnowledgeContest.id == Paper.contest_id)
    rows = rows.where(Paper.public_id == public_id, KnowledgeContest.code == code.upper())
    rows = rows.options(raiseload(KnowledgeContest.unit))
    found = session.execute(rows.with_for_update(of=Paper) if to_change else rows).one_or_none()
    if found is None:
        raise NotFound(paper=public_id)
    return found[0], found[1]


def rank_of(paper: Paper) -> int:
    """Where a paper stands: one more than those with more right answers, or as many in less time."""
    better = select(func.count()).where(Paper.contest_id == paper.contest_id, _is_better(paper))
    return (session.scalar(better) or 0) + 1


def list_ranked(contest_id: int, cursor: str | None = None) -> Page[tuple[Paper, Unit]]:
    """The papers of a contest with the units, the best first; of as many right answers the quicker."""
    rows = select(Paper, Unit).join(Unit, Unit.id == Paper.unit_id).where(Paper.contest_id == contest_id)
    if keys := decode_cursor(cursor, (int, int, int)):
        rows = rows.where(tuple_(-Paper.right_count, Paper.seconds, Paper.id) > tuple_(*keys))
    in_order = rows.order_by(Paper.right_count.desc(), Paper.seconds, Paper.id)
    found = [(row[0], row[1]) for row in session.execute(in_order.limit(PAGE + 1))]
    last = found[PAGE - 1][0] if len(found) > PAGE else None
    return Page(found[:PAGE], encode_cursor(-last.right_count, last.seconds, last.id) if last else None)


def rank_units(contest_id: int) -> list[UnitPlace]:
    """The units of a contest's takers: the highest mean of right answers first, then the more takers."""
    mean: Any = func.avg(Paper.right_count)
    rows = select(Unit, func.count(), mean).join(Paper, Paper.unit_id == Unit.id)
    rows = rows.where(Paper.contest_id == contest_id).group_by(Unit.id)
    rows = rows.order_by(mean.desc(), func.count().desc(), Unit.id).limit(MOST_UNITS)
    return [UnitPlace(unit, takers, float(value)) for unit, takers, value in session.execute(rows)]


def _is_better(paper: Paper) -> ColumnElement[bool]:
    equal = and_(Paper.right_count == paper.right_count, Paper.seconds < paper.seconds)
    return or_(Paper.right_count > paper.right_count, equal)


def faults_of_papers() -> Iterator[str]:
    """Two papers of one phone in a contest, answers after the time was over, more right answers than questions."""
    twice = select(Paper.contest_id).group_by(Paper.contest_id, Paper.phone).having(func.count() > 1)
    for contest_id in session.scalars(twice):
        yield f"knowledge contest {contest_id} has two papers of one phone"
    rows = select(Paper.id).join(KnowledgeContest, KnowledgeContest.id == Paper.contest_id)
    too_much = or_(Paper.right_count > KnowledgeContest.per_paper, Paper.ends_at > KnowledgeContest.closes_at)
    for paper_id in session.scalars(rows.where(too_much).order_by(Paper.id)):
        yield f"quiz paper {paper_id} has more right answers than questions, or goes on after its contest"
