"""The addresses of this audience, and who may."""

from marketplace.web.routing import Route
from marketplace.web.staff import programmes, records, support
from marketplace.web.who import OFFICERS, STAFF

ROUTES: list[Route] = [
    Route("/staff/programmes", programmes.index, get=STAFF),
    Route("/staff/programmes/<code>", programmes.show, get=STAFF),
    Route("/staff/programmes/<code>/table.xlsx", programmes.table_file, get=STAFF),
    Route("/staff/programmes/<code>/targets", programmes.targets, get=OFFICERS, post=OFFICERS),
    Route("/staff/programmes/<code>/<indicator>", programmes.records, get=STAFF),
    Route("/staff/programmes/<code>/<indicator>/list.xlsx", programmes.records_file, get=STAFF),
    Route("/staff/records/<kind>/<int:record_id>", records.show, get=STAFF),
    Route("/staff/support", support.index, get=STAFF),
    Route("/staff/support/new", support.new, get=OFFICERS, post=OFFICERS),
    Route("/staff/support/<person_id>", support.show, get=STAFF),
    Route("/staff/support/records/<int:record_id>/void", support.void, post=OFFICERS),
]
