"""The routes of support beyond its records: files for money, visits, mentors, who is to be followed up."""

from marketplace.web.plumbing.access import OFFICERS, STAFF
from marketplace.web.plumbing.routing import Route
from marketplace.web.staff import follow_up, funding, funding_acts, mentors, support, timelines, visits

FILE = "/staff/support/funding/<int:funding_id>"
ROUTES: list[Route] = [
    Route("/staff/support/records/<int:record_id>/aim", support.aim, post=OFFICERS),
    Route("/staff/support/follow-up", follow_up.index, get=STAFF),
    Route("/staff/support/funding", funding.index, get=STAFF),
    Route("/staff/support/<person_id>/funding", funding.new, get=OFFICERS, post=OFFICERS, once=True),
    Route(FILE, funding.show, get=STAFF),
    Route(f"{FILE}/papers/<int:file_id>", funding.paper, get=OFFICERS),
    Route(f"{FILE}/decide", funding_acts.decide, get=OFFICERS, post=OFFICERS, once=True),
    Route(f"{FILE}/tranches", funding_acts.plan, get=OFFICERS, post=OFFICERS, once=True),
    Route(f"{FILE}/tranches/<int:tranche_id>/pay", funding_acts.pay, get=OFFICERS, post=OFFICERS),
    Route(f"{FILE}/tranches/<int:tranche_id>/unpay", funding_acts.unpay, get=OFFICERS, post=OFFICERS),
    Route(f"{FILE}/tranches/<int:tranche_id>/drop", funding_acts.drop, post=OFFICERS),
    Route(f"{FILE}/conditions", funding_acts.condition, get=OFFICERS, post=OFFICERS, once=True),
    Route(f"{FILE}/conditions/<int:condition_id>/fulfil", funding_acts.fulfil, get=OFFICERS, post=OFFICERS),
    Route(f"{FILE}/conditions/<int:condition_id>/reopen", funding_acts.unfulfil, post=OFFICERS),
    Route(f"{FILE}/conditions/<int:condition_id>/drop", funding_acts.drop_the_condition, post=OFFICERS),
    Route(f"{FILE}/repayments", funding_acts.repay, get=OFFICERS, post=OFFICERS, once=True),
    Route(f"{FILE}/repayments/<int:repayment_id>/drop", funding_acts.drop_the_repayment, post=OFFICERS),
    Route(f"{FILE}/close", funding_acts.close, get=OFFICERS, post=OFFICERS),
    Route(f"{FILE}/reopen", funding_acts.reopen, post=OFFICERS),
    Route(f"{FILE}/void", funding_acts.void, get=OFFICERS, post=OFFICERS),
    Route("/staff/support/<person_id>/print", timelines.show, get=STAFF),
    Route("/staff/support/<person_id>/visits", visits.new, get=OFFICERS, post=OFFICERS, once=True),
    Route("/staff/support/visits/<int:visit_id>/done", visits.done, post=OFFICERS),
    Route("/staff/support/visits/<int:visit_id>/reopen", visits.reopen, post=OFFICERS),
    Route("/staff/support/visits/<int:visit_id>/void", visits.void, get=OFFICERS, post=OFFICERS),
    Route("/staff/support/visits/<int:visit_id>/photo", visits.photo, get=OFFICERS),
    Route("/staff/support/<person_id>/mentors", mentors.new, get=OFFICERS, post=OFFICERS, once=True),
    Route("/staff/support/<person_id>/mentors/find", mentors.find, post=OFFICERS),
    Route("/staff/support/mentors/<int:mentorship_id>/end", mentors.end, get=OFFICERS, post=OFFICERS),
    Route("/staff/support/mentors/<int:mentorship_id>/void", mentors.void, get=OFFICERS, post=OFFICERS),
]
