"""The routes of honours: listed, entered, shown, consented to, revoked and restored."""

from marketplace.web.plumbing.access import OFFICERS
from marketplace.web.plumbing.routing import Route
from marketplace.web.staff import honours

ROUTES: list[Route] = [
    Route("/staff/honours", honours.index, get=OFFICERS),
    Route("/staff/honours/find", honours.find, post=OFFICERS),
    Route("/staff/honours/new", honours.new, get=OFFICERS, post=OFFICERS, once=True),
    Route("/staff/honours/<number>", honours.show, get=OFFICERS),
    Route("/staff/honours/<number>/revoke", honours.revoke, post=OFFICERS),
    Route("/staff/honours/<number>/restore", honours.restore, post=OFFICERS),
    Route("/staff/honours/<number>/consent", honours.consent, post=OFFICERS, once=True),
    Route("/staff/honours/<number>/withdraw", honours.withdraw, post=OFFICERS),
]
