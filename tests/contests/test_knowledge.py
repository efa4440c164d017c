"""Knowledge contests: questions drawn by chance, one try a phone, the server's clock, ranks by person and unit."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

import pytest
import time_machine
from flask import Flask

from marketplace.association.scope import Scope
from marketplace.contests.errors import AlreadyTaken, HasCertificates, NotOnNow, NotOverYet, TooFewQuestions
from marketplace.contests.models import KnowledgeContest, Paper
from marketplace.contests.promises import certificates_tell_the_result, papers_are_taken_once
from marketplace.contests.queries.certificates import find_certificate_of_paper
from marketplace.contests.queries.knowledge import list_ranked, rank_of, rank_units
from marketplace.contests.services.certificates import certify_knowledge, revoke_knowledge_certificate
from marketplace.contests.services.knowledge import (
    Asked,
    Window,
    add_questions,
    begin_paper,
    cancel_knowledge,
    create_knowledge,
    hand_in,
    open_knowledge,
    put_question_aside,
    save_answers,
)
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import Conflict, Invalid, NotAllowed
from marketplace.core.transactions import transaction
from tests.builders import BIEN_THUONG, HAC_THANH, unit_of
from tests.contests.making import ALL, BY

BANK = [Asked(f"Câu số {n}?", ("đúng", "sai một", "sai hai", "sai ba"), 0) for n in range(12)]


@pytest.fixture
def writing(app: Flask) -> Iterator[None]:
    with transaction():
        yield
        session.flush()
        assert list(papers_are_taken_once()) == []


def contest_of(per_paper: int = 6, minutes: int = 10, hours: int = 1) -> KnowledgeContest:
    add_questions(unit_of("38"), "Kỹ năng số", BANK, **ALL)
    window = Window(per_paper, minutes, now() - timedelta(minutes=1), now() + timedelta(hours=hours))
    contest = create_knowledge(unit_of("38"), "Tìm hiểu kỹ năng số", "Kỹ năng số", window, **ALL)
    open_knowledge(contest, **ALL)
    return contest


def begun(contest: KnowledgeContest, number: int = 1, area: str = BIEN_THUONG, name: str = "Lê Thị Mận") -> Paper:
    phone = f"+8491200{number:04d}"
    return begin_paper(contest, unit_of(area), phone=phone, full_name=name, birth_year=1985, chance=Random(number))


def answer(paper: Paper, right: int) -> None:
    """So many right answers, the others wrong."""
    options = {n: row[2] if n < right else (row[2] + 1) % len(row[1]) for n, row in enumerate(paper.questions)}
    save_answers(paper, options)


def test_each_draws_questions_and_options_of_her_own(writing: None) -> None:
    contest = contest_of()
    papers = [begun(contest, n) for n in range(1, 5)]
    assert all(len({row[0] for row in paper.questions}) == 6 for paper in papers)
    assert len({str(paper.questions) for paper in papers}) == 4
    assert {row[1].index(0) == row[2] for paper in papers for row in paper.questions} == {True}
    assert len({row[2] for paper in papers for row in paper.questions}) > 1


def test_one_phone_takes_part_once_and_goes_on_with_her_paper(writing: None) -> None:
    contest = contest_of()
    paper = begun(contest)
    answer(paper, 2)
    assert begun(contest, name="LE THI MAN").id == paper.id
    with pytest.raises(AlreadyTaken):
        begun(contest, name="Trần Thị Khác")
    assert session.query(Paper).count() == 1 and paper.right_count == 2


def test_her_time_is_the_servers(app: Flask) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        with transaction():
            contest = contest_of(minutes=10)
            paper = begun(contest)
        clock.shift(timedelta(minutes=9))
        with transaction():
            paper = session.get_one(Paper, paper.id)
            answer(paper, 4)
        clock.shift(timedelta(minutes=2))
        with transaction():
            paper = session.get_one(Paper, paper.id)
            with pytest.raises(NotOnNow):
                answer(paper, 6)
            hand_in(paper)
        assert (paper.right_count, paper.seconds, paper.handed_in_at) == (4, 540, None)
        clock.shift(timedelta(hours=2))
        with transaction():
            contest = session.get_one(KnowledgeContest, contest.id)
            with pytest.raises(NotOnNow):
                begun(contest, 2)


def test_a_paper_ends_with_its_contest_and_once_handed_in(writing: None) -> None:
    contest = contest_of(minutes=120, hours=1)
    paper = begun(contest)
    assert paper.ends_at == contest.closes_at
    answer(paper, 3)
    hand_in(paper)
    first = paper.handed_in_at
    hand_in(paper)
    assert paper.handed_in_at == first
    with pytest.raises(NotOnNow):
        answer(paper, 6)


def test_what_was_never_offered_is_no_answer(writing: None) -> None:
    paper = begun(contest_of())
    save_answers(paper, {0: 9, 99: 0, 1: -1})
    assert paper.answers == [None] * 6 and paper.right_count == 0


def test_ranks_of_persons_and_units(writing: None) -> None:
    contest = contest_of()
    for number, (right, seconds, area) in enumerate(
        [(5, 100, BIEN_THUONG), (6, 300, HAC_THANH), (5, 90, BIEN_THUONG), (1, 10, HAC_THANH)], start=1
    ):
        paper = begun(contest, number, area)
        answer(paper, right)
        paper.seconds = seconds
    session.flush()
    page = list_ranked(contest.id)
    assert [(row.right_count, row.seconds) for row, _unit in page.items] == [(6, 300), (5, 90), (5, 100), (1, 10)]
    assert [rank_of(row) for row, _unit in page.items] == [1, 2, 3, 4]
    assert [(place.takers, place.mean) for place in rank_units(contest.id)] == [(2, 5.0), (2, 3.5)]


def test_the_bank_must_hold_a_whole_paper_and_takes_a_question_once(writing: None) -> None:
    added = add_questions(unit_of("38"), "Kỹ năng số", BANK[:3], **ALL)
    assert add_questions(unit_of("38"), "Kỹ năng số", BANK[:3], **ALL) == []
    window = Window(3, 10, now(), now() + timedelta(hours=1))
    contest = create_knowledge(unit_of(BIEN_THUONG), "Thi", "", window, **ALL)
    put_question_aside(added[0], **ALL)
    with pytest.raises(TooFewQuestions) as refused:
        open_knowledge(contest, **ALL)
    assert refused.value.have == 2 and contest.status == "draft"
    with pytest.raises(Invalid):
        add_questions(unit_of("38"), "x", [Asked("Một?", ("a",), 0)], **ALL)


def test_before_its_hour_and_once_cancelled_nobody_begins(writing: None) -> None:
    contest = contest_of()
    contest.opens_at = now() + timedelta(minutes=5)
    with pytest.raises(NotOnNow):
        begun(contest)
    contest.opens_at = now()
    cancel_knowledge(contest, why="Mất điện", **ALL)
    with pytest.raises(NotOnNow):
        begun(contest)
    assert session.query(Paper).count() == 0


def closed(contest: KnowledgeContest) -> None:
    """Its hour is over, and so is that of its papers."""
    contest.opens_at -= timedelta(hours=3)
    contest.closes_at -= timedelta(hours=2)
    for paper in session.query(Paper).filter_by(contest_id=contest.id):
        paper.started_at, paper.ends_at = contest.opens_at, min(paper.ends_at, contest.closes_at)
    session.flush()


def test_the_first_and_all_who_passed_are_certified_at_once_and_only_once(writing: None) -> None:
    contest = contest_of()
    papers = [begun(contest, number, name=f"Lê Thị {number}") for number in range(4)]
    for paper, right in zip(papers, (6, 5, 3, 1), strict=True):
        answer(paper, right)
        hand_in(paper)
    with pytest.raises(NotOverYet):
        certify_knowledge(contest, first=1, least_right=3, **ALL)
    closed(contest)
    for wrong in ({"first": -1, "least_right": None}, {"first": 0, "least_right": 7}):
        with pytest.raises(Invalid):
            certify_knowledge(contest, **wrong, **ALL)
    with pytest.raises(NotAllowed):
        certify_knowledge(contest, first=1, least_right=3, actor=BY, scope=Scope((unit_of(HAC_THANH).path,)))
    issued = certify_knowledge(contest, first=1, least_right=3, **ALL)
    assert [(row.paper_id, row.rank, row.right_count) for row in issued] == [
        (papers[0].id, 1, 6),
        (papers[1].id, None, 5),
        (papers[2].id, None, 3),
    ]
    assert certify_knowledge(contest, first=1, least_right=3, **ALL) == []
    with pytest.raises(HasCertificates):
        cancel_knowledge(contest, why="Nhầm", **ALL)
    revoke_knowledge_certificate(issued[1], why="Thi hộ", **ALL)
    with pytest.raises(Conflict):
        revoke_knowledge_certificate(issued[1], why="Thi hộ", **ALL)
    [last] = certify_knowledge(contest, first=0, least_right=1, **ALL)
    assert last.paper_id == papers[3].id and find_certificate_of_paper(papers[1].id) is None
    assert list(certificates_tell_the_result()) == []
    papers[3].right_count = 2
    session.flush()
    assert [last.number in fault for fault in certificates_tell_the_result()] == [True]
    papers[3].right_count = 1
