"""The applicant's side of an application: begin, answer, add papers, hand in, withdraw, reopen."""

from datetime import timedelta
from typing import Any

from marketplace.audit.services import record
from marketplace.core.actors import CUSTOMER, Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.core.references import new_number
from marketplace.media.models import PrivateFile
from marketplace.media.services import erase_document
from marketplace.people.models import Person
from marketplace.sellers.checklist import MARK_ANSWERED, MARK_WAIVED, applying, checklist, load_case, missing_from
from marketplace.sellers.errors import Incomplete, NotOpenToAnswers, TooManyPapers
from marketplace.sellers.events import ApplicationSubmitted
from marketplace.sellers.models import Application, Evidence
from marketplace.sellers.queries import find_application_of, get_paper, list_marks, list_papers
from marketplace.sellers.services.answers import ANSWERS
from marketplace.sellers.states import DRAFT, OPEN_TO_ANSWERS, RETRIABLE_STATES, SUBMITTED, WITHDRAWN
from marketplace.sellers.steps import PAPERS
from marketplace.site.queries import current_settings

MOST_PAPERS = 6  # of one requirement


def start_application(person: Person, actor: Actor | None = None) -> Application:
    """Begin an application; returns the person's existing one, in whatever state."""
    known = find_application_of(person.id)
    if known is not None:
        return known
    application = Application(number=new_number("HS", today()), person_id=person.id, answers={})
    application.person = person
    application.begin_at(DRAFT, by=actor or Actor(CUSTOMER, person.id, person.full_name))
    return application


def answer(application: Application, step: str, values: dict[str, Any], actor: Actor) -> None:
    """Store the applicant's answer to one question; BadAnswer names an unusable part.

    An officer's mark on it stays readable, but the officer has to mark the requirement again.
    """
    _require_open(application)
    if step not in ANSWERS:
        raise NotFound(step=step)
    ANSWERS[step](application, actor, **values)
    if step != PAPERS:
        touched = {code for code, needed in applying(application).items() if step in needed.steps}
        ask_officers_anew(application, touched)


def add_evidence(application: Application, requirement: str, file: PrivateFile, side: str = "") -> Evidence:
    """Add a paper to a requirement that takes papers; a side of a card replaces the one sent before.

    TooManyPapers beyond six; NotFound for any other requirement or side.
    """
    _require_open(application)
    needed = applying(application).get(requirement)
    if needed is None or not needed.takes_papers or side not in needed.sides:
        raise NotFound(requirement=requirement, side=side)
    held = [paper for paper in list_papers(application.id) if paper.requirement == requirement]
    for old in [paper for paper in held if side and paper.side == side]:
        remove_evidence(application, old.id)
    if not side and len(held) >= MOST_PAPERS:
        raise TooManyPapers(field=requirement, requirement=requirement, most=MOST_PAPERS)
    paper = Evidence(application_id=application.id, requirement=requirement, side=side, private_file_id=file.id)
    paper.file = file
    session.add(paper)
    session.flush()
    ask_officers_anew(application, {requirement})
    return paper


def remove_evidence(application: Application, evidence_id: int) -> None:
    """Withdraw a paper: its bytes are erased at once; NotFound when it is not of this application."""
    _require_open(application)
    paper = get_paper(application.id, evidence_id)
    paper.removed_at = now()
    erase_document(paper.file)
    ask_officers_anew(application, {paper.requirement})


def submit_application(application: Application, actor: Actor) -> None:
    """Hand the application in (again); Incomplete names what is missing. Handed in already, nothing changes."""
    if application.status == SUBMITTED:
        return
    _require_open(application)
    missing = missing_from(checklist(load_case(application)))
    if missing:
        raise Incomplete(missing=missing)
    begin_to_wait(application)
    application.move_to(SUBMITTED, by=actor)
    publish(ApplicationSubmitted(application.id))


def begin_to_wait(application: Application) -> None:
    """Begin the time within which an officer decides; an earlier decision stays in the history alone."""
    application.submitted_at = now()
    application.due_at = now() + timedelta(days=current_settings().application_decision_days)
    application.decided_at = application.decided_by = None
    application.decision_reason = application.decision_note = ""


def withdraw_application(application: Application, actor: Actor) -> None:
    """Withdraw an application; its papers are erased when their retention ends. Withdrawn already, nothing changes."""
    if application.status == WITHDRAWN:
        return
    application.move_to(WITHDRAWN, by=actor)
    application.decided_at, application.decided_by, application.due_at = now(), None, None


def reopen_application(application: Application, actor: Actor) -> None:
    """Reopen an application after a decline or withdrawal, with all earlier answers; open already, nothing changes."""
    if application.status in OPEN_TO_ANSWERS:
        return
    if application.status not in RETRIABLE_STATES:
        raise NotOpenToAnswers(status=application.status)
    application.move_to(DRAFT, by=actor)
    record("application.reopened", "application", application.id, by=actor)


def _require_open(application: Application) -> None:
    if application.status not in OPEN_TO_ANSWERS:
        raise NotOpenToAnswers(status=application.status)


def ask_officers_anew(application: Application, codes: set[str]) -> None:
    """Mark requirements whose answers changed for checking again; the officer's note and waivers stay."""
    for code, mark in list_marks(application.id).items():
        if code in codes and mark.verdict != MARK_WAIVED:
            mark.verdict = MARK_ANSWERED
