"""The officer's side of an application: mark each requirement, then approve, ask for more or decline.

Each service raises MayNotDecide outside the officer's territory and for the officer's own application (promise A2),
AlreadyDecided when another officer was first, and ChangedMeanwhile when the application was handed in again since
the officer opened it (`seen` is `stamp_of` the application as shown to the officer; None skips that check).
"""

from collections.abc import Mapping

from marketplace.association.models import Officer
from marketplace.association.queries import list_offices
from marketplace.audit.services import record
from marketplace.core.actors import Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.core.folding import tidy_lines
from marketplace.core.states import is_last_move
from marketplace.people.queries import get_person
from marketplace.people.services import reveal_trait
from marketplace.sellers.checklist import (
    MARK_MISSING,
    MARK_VERIFIED,
    MARK_WAIVED,
    applying,
    checklist,
    load_case,
    unmet_in,
)
from marketplace.sellers.decisions import DECLINE_REASONS
from marketplace.sellers.errors import AlreadyDecided, BadAnswer, ChangedMeanwhile, MayNotDecide, Unmet, Unopened
from marketplace.sellers.events import ApplicationApproved, ApplicationDeclined, ApplicationReopened, MoreAsked
from marketplace.sellers.legal_forms import PERSON
from marketplace.sellers.models import Application, Evidence, RequirementMark, Seller
from marketplace.sellers.policies import can_decide, covering_office
from marketplace.sellers.queries import PAPER_OPENED, bank_account_of, list_marks, list_unopened
from marketplace.sellers.services.answers import show_in_person
from marketplace.sellers.services.applying import begin_to_wait
from marketplace.sellers.services.bank_accounts import reveal_account_number
from marketplace.sellers.states import (
    ACTIVE,
    APPROVED,
    DECLINED,
    MORE_NEEDED,
    RESUMABLE_STATES,
    SUBMITTED,
    UNDECIDED_STATES,
)

MOST_NOTE = 1_000
REVIEW = "review"  # what papers of an application are opened for
ACCOUNT_NUMBER = "account_number"
SAW_ORIGINAL = "original"  # a verdict on a paper: verified from the original, which lay before the officer
REVEALED = ("id_number", "birth_date", "tax_code", ACCOUNT_NUMBER)


def stamp_of(application: Application) -> str:
    """The version of an application that an officer sees: changes whenever it is handed in again."""
    return application.submitted_at.isoformat() if application.submitted_at else ""


def open_paper(application: Application, paper: Evidence, actor: Actor) -> None:
    """Record that an officer opens one paper: one audit row each time."""
    details = {"paper": paper.id, "requirement": paper.requirement}
    record(PAPER_OPENED, "application", application.id, by=actor, purpose=REVIEW, details=details)


def mark_requirement(
    application: Application, code: str, verdict: str, note: str, actor: Actor, *, seen: str | None = None
) -> RequirementMark:
    """Mark one requirement as verified, waived (with the reason) or missing (with what to add).

    `SAW_ORIGINAL` verifies a paper that the applicant brought, whether or not photographs of it were sent. Raises
    Unopened when it is to be verified by its photographs and one of them has not been opened by any officer.
    """
    _require_turn(application, actor, (SUBMITTED,), seen)
    requirement = applying(application).get(code)
    if requirement is None or verdict not in (MARK_VERIFIED, MARK_WAIVED, MARK_MISSING, SAW_ORIGINAL):
        raise NotFound(requirement=code, verdict=verdict)
    if verdict == SAW_ORIGINAL and not requirement.takes_papers:
        raise NotFound(requirement=code, verdict=verdict)
    if verdict == MARK_WAIVED and not requirement.is_waivable:
        raise BadAnswer(field="verdict", why="not_waivable")
    if verdict == MARK_VERIFIED:
        _require_opened(application, code)
    if verdict == SAW_ORIGINAL:
        show_in_person(application, code, True)
    note = _checked_note(note, needed=verdict in (MARK_WAIVED, MARK_MISSING))
    mark = _put_mark(application, code, MARK_VERIFIED if verdict == SAW_ORIGINAL else verdict, note, actor)
    details = {"requirement": code, "verdict": verdict, "note": note}
    record("application.requirement_marked", "application", application.id, by=actor, details=details)
    return mark


def take_up_again(application: Application, note: str, actor: Actor, *, seen: str | None = None) -> None:
    """Go on with an application that was sent back for more, or reopen a declined one (with the reason).

    For the applicant who comes with her papers: the officer completes it with her, face to face. The marks of before
    stay; a new time to decide begins.
    """
    _require_turn(application, actor, RESUMABLE_STATES, seen, again=(SUBMITTED, note))
    was_declined = application.status == DECLINED
    note = _checked_note(note, needed=was_declined)
    begin_to_wait(application)
    application.move_to(SUBMITTED, by=actor, note=note)
    if was_declined:
        publish(ApplicationReopened(application.id))


def approve_application(application: Application, actor: Actor, note: str = "", *, seen: str | None = None) -> Seller:
    """Admit the applicant as a seller, vouched for by the officer's unit; Unmet while a requirement is not met."""
    office = _require_turn(application, actor, (SUBMITTED,), seen, again=(APPROVED, note))
    unmet = unmet_in(checklist(load_case(application)))
    if unmet:
        raise Unmet(unmet=unmet)
    _decide(application, APPROVED, actor, note=_checked_note(note))
    seller = _admit(application, office, actor)
    publish(ApplicationApproved(application.id, seller.id))
    return seller


def ask_for_more(
    application: Application, note: str, notes: Mapping[str, str], actor: Actor, *, seen: str | None = None
) -> None:
    """Đề nghị bổ sung: say what to add, by requirement (code → note) or in general; the deadline is suspended."""
    _require_turn(application, actor, (SUBMITTED,), seen, again=(MORE_NEEDED, note))
    asked = {code: _checked_note(text) for code, text in notes.items() if text.strip()}
    if not asked.keys() <= applying(application).keys():
        raise NotFound(requirements=tuple(asked))
    note = _checked_note(note, needed=not asked)
    for code, text in asked.items():
        _put_mark(application, code, MARK_MISSING, text, actor)
    _decide(application, MORE_NEEDED, actor, note=note)
    application.due_at = None
    publish(MoreAsked(application.id))


def decline_application(
    application: Application, reason: str, note: str, actor: Actor, *, seen: str | None = None
) -> None:
    """Chưa đủ điều kiện: decline with a reason and advice in the note; the applicant may reopen the application."""
    _require_turn(application, actor, UNDECIDED_STATES, seen, again=(DECLINED, note))
    if reason not in DECLINE_REASONS:
        raise BadAnswer(field="reason", why="unknown" if tidy_lines(note) else "unknown_and_no_note")
    note = _checked_note(note, needed=True)
    application.decision_reason = reason
    _decide(application, DECLINED, actor, note=note)
    publish(ApplicationDeclined(application.id))


def reveal(application: Application, kind: str, actor: Actor, purpose: str) -> str:
    """Open one sealed fact of an applicant for a named purpose; audited and throttled where it is kept (P2)."""
    if not can_decide(actor, _offices_of(actor), application):
        raise MayNotDecide(number=application.number)
    if kind == ACCOUNT_NUMBER:
        account = bank_account_of(application.person_id)
        if account is None:
            raise NotFound(kind=kind)
        return reveal_account_number(account, actor, purpose)
    if kind not in REVEALED:
        raise NotFound(kind=kind)
    return reveal_trait(application.person, kind, actor, purpose)


def _require_turn(
    application: Application, actor: Actor, states: tuple[str, ...], seen: str | None, again: tuple[str, str] = ("", "")
) -> Officer:
    """The office in which she may act now; `again` is what a second press of the same act would find: state, note."""
    offices = _offices_of(actor)
    if not can_decide(actor, offices, application):
        raise MayNotDecide(number=application.number)
    if application.status not in states:
        raise _already(application, actor, *again)
    if seen is not None and seen != stamp_of(application):
        raise ChangedMeanwhile(number=application.number)
    office = covering_office(offices, application.unit)
    assert office is not None  # can_decide found it
    return office


def _require_opened(application: Application, code: str) -> None:
    left = tuple((p.requirement, p.side) for p in list_unopened(application) if p.requirement == code)
    if left:
        raise Unopened(papers=left)


def _already(application: Application, actor: Actor, wanted: str, note: str) -> AlreadyDecided:
    note = tidy_lines(note)
    repeated = application.status == wanted and is_last_move(
        Application.machine.kind, application.id, wanted, by=actor, note=note
    )
    by = get_person(application.decided_by).full_name if application.decided_by else ""
    return AlreadyDecided(
        number=application.number,
        status=application.status,
        decided_by=by,
        decided_at=application.decided_at,
        repeated=repeated,
    )


def _offices_of(actor: Actor) -> list[Officer]:
    return list_offices(actor.person_id) if actor.person_id is not None else []


def _decide(application: Application, status: str, actor: Actor, note: str) -> None:
    application.move_to(status, by=actor, note=note)
    application.decided_at, application.decided_by = now(), actor.person_id
    application.decision_note = note


def _admit(application: Application, office: Officer, actor: Actor) -> Seller:
    assert application.unit is not None and application.legal_form is not None  # both are requirements
    assert actor.person_id is not None  # can_decide asked for it
    name = str(application.answers.get("business_name") or "")
    seller = Seller(
        person_id=application.person_id,
        application_id=application.id,
        unit_id=application.unit.id,
        legal_form=application.legal_form,
        legal_name=application.person.full_name if application.legal_form == PERSON else name,
        verified_at=now(),
        verified_by=actor.person_id,
        verified_unit_id=office.unit_id,
    )
    seller.person, seller.unit, seller.verified_unit = application.person, application.unit, office.unit
    seller.begin_at(ACTIVE, by=actor)
    return seller


def _put_mark(application: Application, code: str, verdict: str, note: str, actor: Actor) -> RequirementMark:
    assert actor.person_id is not None  # can_decide asked for it
    mark = list_marks(application.id).get(code)
    if mark is None:
        mark = RequirementMark(application_id=application.id, requirement=code)
        session.add(mark)
    mark.verdict, mark.note, mark.by_person_id, mark.at = verdict, note, actor.person_id, now()
    session.flush()
    return mark


def _checked_note(text: str, needed: bool = False) -> str:
    note = tidy_lines(text)
    if len(note) > MOST_NOTE:
        raise BadAnswer(field="note", why="too_long")
    if needed and not note:
        raise BadAnswer(field="note", why="empty")
    return note
