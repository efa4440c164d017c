"""Knowledge contests: the question bank, a contest and its window, and one woman's paper from beginning to end."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.audit.services import record
from marketplace.contests.errors import AlreadyTaken, HasCertificates, NotOnNow, TooFewQuestions
from marketplace.contests.models import KnowledgeContest, Paper, Question
from marketplace.contests.policies import can_keep_contest
from marketplace.contests.queries.certificates import list_knowledge_certificates
from marketplace.contests.queries.knowledge import (
    find_paper_of,
    questions_by_id,
    questions_to_draw,
    words_of_bank,
)
from marketplace.contests.states import CANCELLED, DRAFT, OPEN
from marketplace.core.actors import Actor
from marketplace.core.clock import now
from marketplace.core.db import AlreadyThere, session
from marketplace.core.errors import Conflict, Invalid, require
from marketplace.core.folding import fold_name
from marketplace.core.references import ALPHABET, chooser

OPTIONS = range(2, 7)  # how many a question may have
PER_PAPER = range(1, 61)
MINUTES = range(1, 181)
GRACE = timedelta(seconds=10)  # what a slow line may take to bring the last answers
CODE_LENGTH = 6


@dataclass(frozen=True)
class Asked:
    """A question as it is entered; `right` is the place of the right option, from 0."""

    words: str
    options: tuple[str, ...]
    right: int


@dataclass(frozen=True)
class Window:
    """How a knowledge contest is taken: so many questions in so many minutes, between two instants."""

    per_paper: int
    minutes: int
    opens_at: datetime
    closes_at: datetime


def add_questions(unit: Unit, topic: str, asked: Sequence[Asked], *, actor: Actor, scope: Scope) -> list[Question]:
    """Put questions into a unit's bank; those that ask what one there asks already are left out."""
    require(can_keep_contest(scope, unit))
    known, added = words_of_bank(unit.id), []
    for one in asked:
        if len(one.options) not in OPTIONS or not 0 <= one.right < len(one.options):
            raise Invalid(field="questions")
        if one.words not in known:
            known.add(one.words)
            row = Question(unit_id=unit.id, topic=topic, words=one.words, options=list(one.options))
            row.right_option, row.recorded_by = one.right, actor.person_id
            added.append(row)
    session.add_all(added)
    session.flush()
    if added:
        record("question.added", "unit", unit.id, by=actor, details={"records": len(added)})
    return added


def put_question_aside(question: Question, *, actor: Actor, scope: Scope) -> None:
    """Draw a question no more; contests that were opened keep it. Conflict when it was put aside before."""
    require(can_keep_contest(scope, question.unit))
    if question.put_aside_at is not None:
        raise Conflict(question=question.id)
    question.put_aside_at = now()
    record("question.put_aside", "unit", question.unit_id, by=actor)


def take_question_up(question: Question, *, actor: Actor, scope: Scope) -> None:
    """Draw a question again that was put aside."""
    require(can_keep_contest(scope, question.unit))
    if question.put_aside_at is None:
        raise Conflict(question=question.id)
    question.put_aside_at = None
    record("question.taken_up", "unit", question.unit_id, by=actor)


def create_knowledge(
    unit: Unit, name: str, topic: str, window: Window, *, actor: Actor, scope: Scope
) -> KnowledgeContest:
    """Enter a knowledge contest as a draft, with a code for its public address."""
    require(can_keep_contest(scope, unit))
    if window.per_paper not in PER_PAPER:
        raise Invalid(field="per_paper")
    if window.minutes not in MINUTES:
        raise Invalid(field="minutes")
    if window.closes_at <= window.opens_at or window.closes_at <= now():
        raise Invalid(field="closes_on")
    contest = KnowledgeContest(unit_id=unit.id, name=name, topic=topic, recorded_by=actor.person_id, **vars(window))
    contest.code = "".join(chooser().choice(ALPHABET) for _each in range(CODE_LENGTH))
    contest.unit, contest.question_ids = unit, []
    contest.begin_at(DRAFT, by=actor)
    return contest


def open_knowledge(contest: KnowledgeContest, *, actor: Actor, scope: Scope) -> None:
    """Fix the questions and let women in from its hour on; TooFewQuestions when the bank has fewer than a paper."""
    require(can_keep_contest(scope, contest.unit))
    found = questions_to_draw(contest.unit, contest.topic)
    if len(found) < contest.per_paper:
        raise TooFewQuestions(have=len(found))
    contest.question_ids = list(found)
    contest.move_to(OPEN, by=actor)


def cancel_knowledge(contest: KnowledgeContest, *, why: str, actor: Actor, scope: Scope) -> None:
    """Cancel it with the reason: its public page is gone, its papers stay. HasCertificates once they were issued."""
    require(can_keep_contest(scope, contest.unit))
    if not why.strip():
        raise Invalid(field="why")
    if list_knowledge_certificates(contest.id, revoked=False, limit=1):
        raise HasCertificates(contest=contest.id)
    contest.move_to(CANCELLED, by=actor, note=why.strip())


def begin_paper(
    contest: KnowledgeContest,
    unit: Unit,
    *,
    phone: str,
    full_name: str,
    birth_year: int,
    chance: Random | None = None,
) -> Paper:
    """Draw a woman's paper: questions by chance, options in an order of her own. One phone (E.164) takes part once.

    Whoever gives the same phone, name and year again goes on with her paper; AlreadyTaken for another name or year.
    Nothing is looked up in the register, so that a phone tells nothing about its owner.
    """
    moment = now()
    if contest.status != OPEN or moment < contest.opens_at:
        raise NotOnNow(why="not_yet")
    before = find_paper_of(contest.id, phone)
    if before is not None:
        return _the_same(before, full_name, birth_year)
    if moment >= contest.closes_at:
        raise NotOnNow(why="over")
    drawn = _draw(contest, chance or secrets.SystemRandom())
    paper = Paper(contest_id=contest.id, unit_id=unit.id, phone=phone, full_name=full_name, birth_year=birth_year)
    paper.questions, paper.answers = drawn, [None] * len(drawn)
    paper.started_at = moment
    paper.ends_at = min(moment + timedelta(minutes=contest.minutes), contest.closes_at)
    try:
        with session.begin_nested():
            session.add(paper)
    except AlreadyThere:
        other = find_paper_of(contest.id, phone)
        if other is None:
            raise
        return _the_same(other, full_name, birth_year)
    return paper


def save_answers(paper: Paper, chosen: Mapping[int, int]) -> None:
    """Keep answers: place of the question → place of the option as she saw it. NotOnNow when her time is over."""
    moment = now()
    if is_over(paper, moment):
        raise NotOnNow(why="over")
    answers = list(paper.answers)
    for place, option in chosen.items():
        if 0 <= place < len(answers) and 0 <= option < len(paper.questions[place][1]):
            answers[place] = option
    paper.answers = answers
    paper.right_count = sum(
        answer == right for answer, (_question, _order, right) in zip(answers, paper.questions, strict=True)
    )
    paper.seconds = _seconds(paper, moment)


def hand_in(paper: Paper) -> None:
    """She is done; twice is once, and when her time is over what was saved stands."""
    moment = now()
    if is_over(paper, moment):
        return
    paper.handed_in_at, paper.seconds = moment, _seconds(paper, moment)


def is_over(paper: Paper, moment: datetime) -> bool:
    """Whether nothing can be answered any more: handed in, or her time is over by the clock of the server."""
    return paper.handed_in_at is not None or moment > paper.ends_at + GRACE


def _seconds(paper: Paper, moment: datetime) -> int:
    return int((min(moment, paper.ends_at) - paper.started_at).total_seconds())


def _the_same(paper: Paper, full_name: str, birth_year: int) -> Paper:
    if paper.birth_year != birth_year or fold_name(paper.full_name) != fold_name(full_name):
        raise AlreadyTaken()
    return paper


def _draw(contest: KnowledgeContest, chance: Random) -> list[list[object]]:
    """[key, order of the options, place of the right one] of each question drawn."""
    chosen = chance.sample(list(contest.question_ids), contest.per_paper)
    known = questions_by_id(chosen)
    drawn: list[list[object]] = []
    for question_id in chosen:
        order = list(range(len(known[question_id].options)))
        chance.shuffle(order)
        drawn.append([question_id, order, order.index(known[question_id].right_option)])
    return drawn
