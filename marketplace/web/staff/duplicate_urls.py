"""The routes of records that may be one woman's: proposed, judged, merged, and taken back."""

from marketplace.web.plumbing.access import OFFICERS
from marketplace.web.plumbing.routing import Route
from marketplace.web.staff import duplicates, merges

ROUTES: list[Route] = [
    Route("/staff/duplicates", duplicates.index, get=OFFICERS),
    Route("/staff/duplicates/judged", duplicates.judged, get=OFFICERS),
    Route("/staff/duplicates/merges/<int:merge_id>", merges.undo, get=OFFICERS.fresh(), post=OFFICERS.fresh()),
    Route("/staff/duplicates/<first>/<second>", merges.show, get=OFFICERS.fresh(), post=OFFICERS.fresh(), once=True),
    Route("/staff/duplicates/<first>/<second>/differ", duplicates.differ, post=OFFICERS, once=True),
    Route("/staff/duplicates/<first>/<second>/withdraw", duplicates.withdraw, post=OFFICERS),
]
