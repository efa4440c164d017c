"""The routes of outreach in bulk: written down, its list, relatives, photos, mistakes."""

from marketplace.web.plumbing.access import OFFICERS, STAFF
from marketplace.web.plumbing.routing import Route
from marketplace.web.staff import outreach, outreach_lists

ONE = "/staff/outreach/<int:outreach_id>"
ROUTES: list[Route] = [
    Route("/staff/outreach", outreach.index, get=STAFF),
    Route("/staff/outreach/new", outreach.new, get=OFFICERS, post=OFFICERS, once=True),
    Route(ONE, outreach.show, get=STAFF),
    Route(f"{ONE}/edit", outreach.edit, get=OFFICERS, post=OFFICERS),
    Route(f"{ONE}/void", outreach.void, get=OFFICERS, post=OFFICERS),
    Route(f"{ONE}/photos", outreach.keep, post=OFFICERS, once=True),
    Route(f"{ONE}/photos/<int:photo_id>", outreach.photo, get=OFFICERS),
    Route(f"{ONE}/people/find", outreach_lists.find, post=OFFICERS),
    Route(f"{ONE}/people/new", outreach_lists.new, get=OFFICERS, post=OFFICERS, once=True),
    Route(f"{ONE}/people/paste", outreach_lists.paste, get=OFFICERS, post=OFFICERS),
    Route(f"{ONE}/people/pasted", outreach_lists.save, post=OFFICERS, once=True),
    Route(f"{ONE}/people/relatives", outreach_lists.relatives, post=OFFICERS),
    Route(f"{ONE}/people/<int:woman_id>/void", outreach_lists.void, get=OFFICERS, post=OFFICERS),
]
