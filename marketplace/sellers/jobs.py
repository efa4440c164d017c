"""Scheduled: papers of ended applications are erased once they are no longer needed (their hash stays)."""

from datetime import timedelta

from marketplace.audit.services import record
from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.clock import now
from marketplace.core.jobs import daily
from marketplace.media.services import erase_document
from marketplace.sellers.queries import list_erasable_papers
from marketplace.site.queries import current_settings


@daily(2, 40)
def erase_old_papers() -> None:
    """Erase the papers of an application a set number of days after its end; the decision itself stays."""
    papers = list_erasable_papers(now() - timedelta(days=current_settings().evidence_kept_days))
    for paper in papers:
        erase_document(paper.file)
    for application_id in sorted({paper.application_id for paper in papers}):
        record("application.papers_erased", "application", application_id, by=SYSTEM_ACTOR)
