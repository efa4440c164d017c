"""Papers go when their time is over, and only then; their hash and the decision stay."""

from datetime import timedelta

import pytest
from flask import Flask

from marketplace.core import outbox
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.media.errors import FileGone
from marketplace.media.exchanges import read_document
from marketplace.sellers import jobs
from marketplace.sellers.models import Application, Evidence
from marketplace.sellers.queries import find_application_of, list_marks, list_papers
from marketplace.sellers.services import withdraw_application
from tests.builders import make_officer
from tests.sellers.applicants import applicant_actor, make_approved, make_draft, make_submitted


def _erase() -> None:
    with transaction():
        jobs.erase_old_papers()
    while outbox.run_due():
        pass


def _approved(days_ago: int) -> tuple[Application, Evidence]:
    with transaction():
        by = make_officer()
    application = find_application_of(make_approved(by).person_id)
    assert application is not None
    with transaction():
        application.decided_at = now() - timedelta(days=days_ago)
    return application, list_papers(application.id)[0]


def test_papers_are_erased_after_their_time_and_the_result_stays(app: Flask) -> None:
    application, paper = _approved(days_ago=181)
    digest = paper.file.sha256
    _erase()
    _erase()
    session.expire_all()
    with pytest.raises(FileGone):
        read_document(paper.file)
    assert paper.file.sha256 == digest
    assert list_marks(application.id)["identity"].verdict == "verified"


def test_papers_are_kept_until_then(app: Flask) -> None:
    _, paper = _approved(days_ago=179)
    _erase()
    assert read_document(paper.file).startswith(b"%PDF")


def test_papers_of_open_applications_are_kept(app: Flask) -> None:
    papers = [list_papers(made.id)[0] for made in (make_draft(), make_submitted())]
    _erase()
    assert all(read_document(paper.file) for paper in papers)


def test_papers_of_an_application_taken_back_go_too(app: Flask) -> None:
    application = make_submitted()
    with transaction():
        withdraw_application(application, applicant_actor(application.person))
        application.decided_at = now() - timedelta(days=200)
    _erase()
    assert list_papers(application.id)[0].file.erased_at is not None
