"""The routes of what units keep of themselves: channels, software, full-time officers' courses, themes of years."""

from marketplace.web.plumbing.access import OFFICERS, PROVINCE_OR_OPERATOR, STAFF
from marketplace.web.plumbing.routing import Route
from marketplace.web.staff import channel_files, channels, themes, unit_notes

ROUTES: list[Route] = [
    Route("/staff/channels", channels.index, get=OFFICERS),
    Route("/staff/channels.xlsx", channel_files.register, get=OFFICERS),
    Route("/staff/channels/units/<int:unit_id>", channels.unit, get=OFFICERS, post=OFFICERS, once=True),
    Route("/staff/channels/units/<int:unit_id>/software", unit_notes.add_software, post=OFFICERS, once=True),
    Route("/staff/channels/software/<int:row_id>/void", unit_notes.void_software, get=OFFICERS, post=OFFICERS),
    Route("/staff/channels/<int:channel_id>/seen", channels.see, post=OFFICERS, once=True),
    Route("/staff/channels/<int:channel_id>/close", channels.close, get=OFFICERS, post=OFFICERS),
    Route("/staff/channels/<int:channel_id>/reopen", channels.reopen, post=OFFICERS),
    Route("/staff/channels/<int:channel_id>/void", channels.void, get=OFFICERS, post=OFFICERS),
    Route("/staff/full-time", unit_notes.full_time, get=OFFICERS),
    Route("/staff/full-time/<int:post_id>/courses", unit_notes.add_training, get=OFFICERS, post=OFFICERS, once=True),
    Route("/staff/full-time/courses/<int:row_id>/void", unit_notes.void_course, get=OFFICERS, post=OFFICERS),
    Route("/staff/themes/<int:year>", themes.show, get=STAFF),
    Route("/staff/themes", unit_notes.themes, get=PROVINCE_OR_OPERATOR, post=PROVINCE_OR_OPERATOR, once=True),
]
