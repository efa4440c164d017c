"""Issuing certificates of a knowledge contest to all who earned one at once, and revoking one with the reason."""

from marketplace.association.scope import Scope
from marketplace.audit.services import record
from marketplace.contests.errors import NobodyEarned, NotOverYet
from marketplace.contests.models import KnowledgeCertificate, KnowledgeContest, Paper
from marketplace.contests.policies import can_keep_contest
from marketplace.contests.queries.certificates import (
    certificates_of_papers,
    is_certificate_number_taken,
    papers_that_earned,
)
from marketplace.contests.services.knowledge import GRACE
from marketplace.contests.states import OPEN
from marketplace.core.actors import Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.errors import Conflict, Invalid, require
from marketplace.core.references import new_number

MOST_HONOURED = 500  # of the first


def certify_knowledge(
    contest: KnowledgeContest, *, first: int, least_right: int | None, actor: Actor, scope: Scope
) -> list[KnowledgeCertificate]:
    """Issue a certificate to each of the first so many, and to whoever has enough right answers; twice is once.

    Who ever had one of this contest gets no second: a revoked one stays revoked. NotOverYet before it is closed,
    NobodyEarned, Invalid for numbers that cannot be.
    """
    require(can_keep_contest(scope, contest.unit))
    if not 0 <= first <= MOST_HONOURED:
        raise Invalid(field="first")
    if least_right is not None and not 1 <= least_right <= contest.per_paper:
        raise Invalid(field="least_right")
    if contest.status != OPEN or now() <= contest.closes_at + GRACE:
        raise NotOverYet(contest=contest.id)
    earned = papers_that_earned(contest.id, first=first, least_right=least_right)
    if not earned:
        raise NobodyEarned(field="first")
    known = certificates_of_papers(contest.id)
    issued = [
        _issue(contest, paper, at if at <= first else None, actor) for paper, at in earned if paper.id not in known
    ]
    session.flush()
    if issued:
        record("knowledge_contest.certified", "knowledge_contest", contest.id, by=actor, details={"rows": len(issued)})
    return issued


def revoke_knowledge_certificate(row: KnowledgeCertificate, *, why: str, actor: Actor, scope: Scope) -> None:
    """Revoke a certificate with the reason: its page says so from then on. Conflict when it was revoked before."""
    require(can_keep_contest(scope, row.contest.unit))
    if not why.strip():
        raise Invalid(field="why")
    if row.revoked_at is not None:
        raise Conflict(revoked_at=row.revoked_at)
    row.revoked_at, row.revoked_why = now(), why.strip()
    details = {"why": row.revoked_why}
    record("knowledge_certificate.revoked", "knowledge_certificate", row.id, by=actor, details=details)


def _issue(contest: KnowledgeContest, paper: Paper, rank: int | None, actor: Actor) -> KnowledgeCertificate:
    row = KnowledgeCertificate(number=_number(), contest_id=contest.id, paper_id=paper.id, issued_on=today())
    row.full_name, row.right_count, row.rank = paper.full_name, paper.right_count, rank
    row.issued_by, row.contest, row.paper = actor.person_id, contest, paper
    session.add(row)
    return row


def _number() -> str:
    while True:
        number = new_number("CT", today())
        if not is_certificate_number_taken(number):
            return number
