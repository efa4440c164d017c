"""Reading certificates of knowledge contests: who earned one, by number, and those of a contest."""

from collections.abc import Iterator

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from marketplace.contests.models import KnowledgeCertificate, KnowledgeContest, Paper
from marketplace.contests.states import CANCELLED
from marketplace.core.db import session
from marketplace.core.errors import NotFound


def papers_that_earned(contest_id: int, *, first: int, least_right: int | None) -> list[tuple[Paper, int]]:
    """The papers among the first, or with enough right answers, each with its place; as `rank_of` places them.

    Of as many right answers in as many seconds several have one place, so that more may be among the first.
    """
    place = func.rank().over(order_by=(Paper.right_count.desc(), Paper.seconds)).label("place")
    placed = select(Paper.id, place).where(Paper.contest_id == contest_id).subquery("placed")
    enough = Paper.right_count >= least_right if least_right is not None else Paper.id < 0
    rows = select(Paper, placed.c.place).join(placed, placed.c.id == Paper.id)
    rows = rows.where(or_(placed.c.place <= first, enough)).order_by(placed.c.place, Paper.id)
    return [(paper, int(at)) for paper, at in session.execute(rows)]


def list_knowledge_certificates(
    contest_id: int, *, revoked: bool = True, after: int = 0, limit: int | None = None
) -> list[KnowledgeCertificate]:
    """The certificates of a contest, the best first, with their papers; revoked ones too unless they are not asked
    for; of a long list those after so many.
    """
    rows = select(KnowledgeCertificate).join(Paper, Paper.id == KnowledgeCertificate.paper_id)
    rows = rows.where(KnowledgeCertificate.contest_id == contest_id)
    if not revoked:
        rows = rows.where(KnowledgeCertificate.revoked_at.is_(None))
    rows = rows.order_by(Paper.right_count.desc(), Paper.seconds, Paper.id).offset(after).limit(limit)
    return list(session.scalars(rows.options(joinedload(KnowledgeCertificate.paper))))


def certificates_of_papers(contest_id: int) -> dict[int, KnowledgeCertificate]:
    """The certificates of a contest by paper, revoked ones too."""
    rows = select(KnowledgeCertificate).where(KnowledgeCertificate.contest_id == contest_id)
    return {row.paper_id: row for row in session.scalars(rows)}


def find_certificate_of_paper(paper_id: int) -> KnowledgeCertificate | None:
    """The certificate of a paper that stands."""
    rows = select(KnowledgeCertificate).where(KnowledgeCertificate.paper_id == paper_id)
    return session.scalar(rows.where(KnowledgeCertificate.revoked_at.is_(None)))


def get_knowledge_certificate(number: str, contest_id: int | None = None) -> KnowledgeCertificate:
    """A certificate by its number, of one contest where it is named, revoked ones too; NotFound where there is none."""
    rows = select(KnowledgeCertificate).where(KnowledgeCertificate.number == number.strip().upper())
    found = session.scalar(rows if contest_id is None else rows.where(KnowledgeCertificate.contest_id == contest_id))
    if found is None:
        raise NotFound(certificate=number)
    return found


def is_certificate_number_taken(number: str) -> bool:
    """Whether a certificate of a contest has this number."""
    return session.scalar(select(KnowledgeCertificate.id).where(KnowledgeCertificate.number == number)) is not None


def faults_of_knowledge_certificates() -> Iterator[str]:
    """Certificates that stand of a cancelled contest, of another contest's paper, or that tell another result."""
    rows = select(KnowledgeCertificate.number).join(Paper, Paper.id == KnowledgeCertificate.paper_id)
    rows = rows.join(KnowledgeContest, KnowledgeContest.id == KnowledgeCertificate.contest_id)
    wrong = or_(
        KnowledgeContest.status == CANCELLED,
        Paper.contest_id != KnowledgeCertificate.contest_id,
        Paper.right_count != KnowledgeCertificate.right_count,
    )
    rows = rows.where(KnowledgeCertificate.revoked_at.is_(None), wrong).order_by(KnowledgeCertificate.id)
    for number in session.scalars(rows):
        yield f"certificate {number} stands, but its contest or paper says something else"
