"""The routes of what stands beside counted figures: totals without a list, printed figures, parts, groups of units."""

from marketplace.web.plumbing.access import OFFICERS, PROVINCE_OR_OPERATOR, STAFF
from marketplace.web.plumbing.routing import Route
from marketplace.web.staff import definitions, figure_evidence, figure_parts, published, quality, totals, unit_groups

GROUPING = PROVINCE_OR_OPERATOR

ROUTES: list[Route] = [
    Route("/staff/quality", quality.index, get=OFFICERS),
    Route("/staff/quality/<code>", quality.show, get=OFFICERS),
    Route("/staff/programmes/<code>/totals", totals.index, get=STAFF, post=OFFICERS, once=True),
    Route("/staff/programmes/<code>/definitions", definitions.show, get=STAFF),
    Route("/staff/programmes/<code>/<indicator>/parts", figure_parts.show, get=STAFF),
    Route("/staff/programmes/<code>/<indicator>/evidence", figure_evidence.show, get=STAFF),
    Route("/staff/programmes/<code>/<indicator>/parts.xlsx", figure_parts.table, get=STAFF),
    Route(
        "/staff/programmes/groups/<scheme>",
        unit_groups.show,
        get=PROVINCE_OR_OPERATOR,
        post=PROVINCE_OR_OPERATOR,
        once=True,
    ),
    Route("/staff/programmes/totals/<int:total_id>", totals.show, get=OFFICERS, post=OFFICERS, once=True),
    Route("/staff/programmes/totals/<int:total_id>/end", totals.end, post=OFFICERS),
    Route("/staff/programmes/published", published.index, get=OFFICERS),
    Route("/staff/programmes/published/new", published.new, get=OFFICERS, post=OFFICERS, once=True),
    Route("/staff/programmes/published/<int:figure_id>", published.show, get=OFFICERS, post=OFFICERS),
    Route("/staff/programmes/published/<int:figure_id>/void", published.void, post=OFFICERS),
]
