"""A private paper is shown as it is, named by us, and gone once it was erased."""

import pytest
from flask import Flask

from marketplace.core import outbox
from marketplace.core.transactions import transaction
from marketplace.media.errors import FileGone
from marketplace.media.services import erase_document
from marketplace.sellers.queries import list_papers
from marketplace.web.parts.papers import paper_response
from tests.sellers.applicants import PDF, make_draft


def test_a_paper_is_shown_under_a_name_of_ours(app: Flask) -> None:
    paper = list_papers(make_draft().id)[0]
    with app.test_request_context():
        response = paper_response(paper)
    assert (response.data, response.mimetype) == (PDF, "application/pdf")
    assert response.headers["Content-Disposition"] == f'inline; filename="giay-to-{paper.id}.pdf"'


def test_an_erased_paper_is_gone(app: Flask) -> None:
    paper = list_papers(make_draft().id)[0]
    with transaction():
        erase_document(paper.file)
    outbox.run_due()
    with app.test_request_context(), pytest.raises(FileGone):
        paper_response(paper)
