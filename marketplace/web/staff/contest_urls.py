"""The routes of contests: of ideas with their judges and results, of knowledge, and of movement."""

from marketplace.web.plumbing.access import OFFICERS, STAFF
from marketplace.web.plumbing.routing import Route
from marketplace.web.staff import (
    contest_ideas,
    contest_judges,
    contest_judging,
    contest_results,
    contests,
    idea_ways,
    knowledge,
    knowledge_certificates,
    movements,
    question_bank,
)

ONE = "/staff/contests/<int:contest_id>"
KNOWLEDGE = "/staff/contests/knowledge"
MOVEMENTS = "/staff/contests/movements"
JUDGE = f"{ONE}/judges/<int:judge_id>"

ROUTES: list[Route] = [
    Route("/staff/contests", contests.index, get=STAFF),
    Route("/staff/contests/judging", contest_judging.mine, get=OFFICERS),
    Route("/staff/contests/new", contests.new, get=OFFICERS, post=OFFICERS, once=True),
    Route(ONE, contests.show, get=STAFF),
    Route(f"{ONE}/begin", contests.begin_judging, post=OFFICERS),
    Route(f"{ONE}/cancel", contests.cancel, post=OFFICERS),
    Route(f"{ONE}/draft", contests.back_to_draft, post=OFFICERS),
    Route(f"{ONE}/edit", contests.edit, get=OFFICERS, post=OFFICERS, once=True),
    Route(f"{ONE}/open", contests.take_ideas, post=OFFICERS),
    Route(f"{ONE}/reopen-list", contests.back_to_open, post=OFFICERS),
    Route(f"{ONE}/carry", contest_ideas.carry, get=OFFICERS, post=OFFICERS, once=True),
    Route(f"{ONE}/ideas", contest_ideas.new, get=OFFICERS, post=OFFICERS, once=True),
    Route(f"{ONE}/ideas/find", contest_ideas.find, post=OFFICERS),
    Route(f"{ONE}/ideas/<int:number>/withdraw", contest_ideas.withdraw, post=OFFICERS),
    Route(f"{ONE}/judges", contest_judges.index, get=OFFICERS, post=OFFICERS, once=True),
    Route(f"{JUDGE}/remove", contest_judges.remove, post=OFFICERS),
    Route(f"{JUDGE}/relations", contest_judges.relate, post=OFFICERS, once=True),
    Route(f"{JUDGE}/relations/<int:conflict_id>/withdraw", contest_judges.unrelate, post=OFFICERS),
    Route(f"{JUDGE}/sheets/<int:number>", contest_judging.named_sheet, get=OFFICERS, post=OFFICERS, once=True),
    Route(f"{ONE}/judging", contest_judging.show, get=OFFICERS),
    Route(f"{ONE}/judging/relations", contest_judging.declare, post=OFFICERS, once=True),
    Route(f"{ONE}/judging/<int:number>", contest_judging.sheet, get=OFFICERS, post=OFFICERS, once=True),
    Route(f"{ONE}/results", contest_results.show, get=STAFF, post=OFFICERS, once=True),
    Route(f"{ONE}/results/reopen", contest_results.reopen, post=OFFICERS),
    Route(f"{ONE}/minutes/<int:decision_id>", contest_results.minutes, get=STAFF),
    Route(KNOWLEDGE, knowledge.index, get=STAFF),
    Route(f"{KNOWLEDGE}/new", knowledge.new, get=OFFICERS, post=OFFICERS, once=True),
    Route(f"{KNOWLEDGE}/<int:contest_id>", knowledge.show, get=STAFF),
    Route(f"{KNOWLEDGE}/<int:contest_id>/open", knowledge.let_in, post=OFFICERS),
    Route(f"{KNOWLEDGE}/<int:contest_id>/certificates", knowledge_certificates.index, get=STAFF, post=OFFICERS),
    Route(f"{KNOWLEDGE}/<int:contest_id>/certificates.pdf", knowledge_certificates.every, get=OFFICERS),
    Route(f"{KNOWLEDGE}/<int:contest_id>/certificates/<number>", knowledge_certificates.show, get=OFFICERS),
    Route(
        f"{KNOWLEDGE}/<int:contest_id>/certificates/<number>/revoke",
        knowledge_certificates.revoke,
        get=OFFICERS,
        post=OFFICERS,
    ),
    Route(f"{KNOWLEDGE}/<int:contest_id>/cancel", knowledge.cancel, post=OFFICERS),
    Route("/staff/contests/questions", question_bank.index, get=OFFICERS, post=OFFICERS, once=True),
    Route("/staff/contests/questions/<int:question_id>/aside", question_bank.put_aside, post=OFFICERS),
    Route("/staff/contests/questions/<int:question_id>/up", question_bank.take_up, post=OFFICERS),
    Route(MOVEMENTS, movements.index, get=STAFF),
    Route(f"{MOVEMENTS}/new", movements.new, get=OFFICERS, post=OFFICERS, once=True),
    Route(f"{MOVEMENTS}/<int:movement_id>", movements.show, get=STAFF, post=OFFICERS, once=True),
    Route(f"{MOVEMENTS}/<int:movement_id>/void", movements.void, post=OFFICERS),
    Route(f"{MOVEMENTS}/<int:movement_id>/teams/<int:team_id>/remove", movements.remove, post=OFFICERS),
    Route("/staff/ideas", contest_ideas.index, get=STAFF),
    Route("/staff/ideas/way", idea_ways.show, get=STAFF),
    Route("/staff/ideas/<int:idea_id>", contest_ideas.show, get=STAFF),
    Route("/staff/ideas/<int:idea_id>/support", contest_ideas.support, post=OFFICERS),
    Route("/staff/ideas/<int:idea_id>/support/withdraw", contest_ideas.forget_support, post=OFFICERS),
]
