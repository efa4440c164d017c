"""The routes of classes: opened, filled, taught, certified."""

from marketplace.web.plumbing.access import OFFICERS, STAFF
from marketplace.web.plumbing.routing import Route
from marketplace.web.staff import (
    class_certificates,
    class_effects,
    class_lists,
    class_pasting,
    class_quizzes,
    class_sessions,
    classes,
)

CLASS = "/staff/classes/<code>"
ROUTES: list[Route] = [
    Route("/staff/classes", classes.index, get=STAFF),
    Route("/staff/classes/effects", class_effects.index, get=STAFF),
    Route("/staff/classes/effects/women", class_effects.women, get=STAFF),
    Route("/staff/classes/new", classes.new, get=OFFICERS, post=OFFICERS, once=True),
    Route(CLASS, classes.show, get=STAFF),
    Route(f"{CLASS}/edit", classes.edit, get=OFFICERS, post=OFFICERS),
    Route(f"{CLASS}/repeat", classes.repeat, get=OFFICERS, post=OFFICERS, once=True),
    Route(f"{CLASS}/cancel", classes.cancel, get=OFFICERS, post=OFFICERS),
    Route(f"{CLASS}/reopen", classes.reopen, post=OFFICERS),
    Route(f"{CLASS}/finish", classes.finish, post=OFFICERS),
    Route(f"{CLASS}/go-on", classes.go_on, post=OFFICERS),
    Route(f"{CLASS}/sessions", class_sessions.add, post=OFFICERS, once=True),
    Route(f"{CLASS}/sessions/<int:session_id>", class_sessions.roll, get=OFFICERS, post=OFFICERS),
    Route(f"{CLASS}/sessions/<int:session_id>/move", class_sessions.move, get=OFFICERS, post=OFFICERS),
    Route(f"{CLASS}/sessions/<int:session_id>/drop", class_sessions.drop, post=OFFICERS),
    Route(f"{CLASS}/sessions/<int:session_id>/open-code", class_sessions.open_code, post=OFFICERS),
    Route(f"{CLASS}/sessions/<int:session_id>/close-code", class_sessions.close_code, post=OFFICERS),
    Route(f"{CLASS}/sessions/<int:session_id>/sheets", class_sessions.keep, post=OFFICERS, once=True),
    Route(f"{CLASS}/sheets/<int:sheet_id>", class_sessions.sheet, get=OFFICERS),
    Route(f"{CLASS}/people/find", class_lists.find, post=OFFICERS),
    Route(f"{CLASS}/people/new", class_lists.new, get=OFFICERS, post=OFFICERS, once=True),
    Route(f"{CLASS}/people/paste", class_pasting.paste, get=OFFICERS, post=OFFICERS),
    Route(f"{CLASS}/people/pasted", class_pasting.save, post=OFFICERS, once=True),
    Route(f"{CLASS}/calls/<int:call_id>/done", class_lists.called, post=OFFICERS),
    Route(f"{CLASS}/calls/<int:call_id>/not-done", class_lists.not_called, post=OFFICERS),
    Route(f"{CLASS}/people/<int:enrolment_id>/leave", class_lists.leave, post=OFFICERS),
    Route(f"{CLASS}/people/<int:enrolment_id>/take", class_lists.take, post=OFFICERS),
    Route(f"{CLASS}/people/<int:enrolment_id>/void", class_lists.void, get=OFFICERS, post=OFFICERS),
    Route(f"{CLASS}/quiz", class_quizzes.index, get=OFFICERS, post=OFFICERS, once=True),
    Route(f"{CLASS}/quiz/<int:question_id>/drop", class_quizzes.drop, post=OFFICERS),
    Route(f"{CLASS}/certificates", class_certificates.issue, post=OFFICERS),
    Route(f"{CLASS}/certificates.pdf", class_certificates.every, get=OFFICERS),
    Route(f"{CLASS}/certificates/<number>", class_certificates.show, get=OFFICERS),
    Route(f"{CLASS}/certificates/<number>/revoke", class_certificates.revoke, get=OFFICERS, post=OFFICERS),
]
