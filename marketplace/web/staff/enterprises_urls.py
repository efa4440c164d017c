"""The routes of «Sổ theo dõi mô hình»: entered, corrected, closed; people, counts, pages elsewhere."""

from marketplace.web.plumbing.access import OFFICERS, STAFF
from marketplace.web.plumbing.routing import Route
from marketplace.web.staff import (
    enterprise_ends,
    enterprise_entry,
    enterprise_files,
    enterprise_people,
    enterprises,
    online_pages,
)

ONE = "/staff/enterprises/<int:enterprise_id>"
PART = "/staff/enterprises/parts/<int:part_id>"
ROUTES: list[Route] = [
    Route("/staff/enterprises", enterprises.index, get=OFFICERS),
    Route("/staff/enterprises/list.xlsx", enterprise_files.download, get=OFFICERS.fresh()),
    Route("/staff/enterprises/find", enterprise_entry.find, post=OFFICERS),
    Route("/staff/enterprises/new", enterprise_entry.new, get=OFFICERS, post=OFFICERS, once=True),
    Route("/staff/enterprises/parts/find", enterprise_people.find, post=OFFICERS),
    Route("/staff/enterprises/parts/new", enterprise_people.new, get=OFFICERS, post=OFFICERS, once=True),
    Route(f"{PART}/end", enterprise_people.end, get=OFFICERS, post=OFFICERS),
    Route(f"{PART}/void", enterprise_people.void, get=OFFICERS, post=OFFICERS),
    Route("/staff/enterprises/counts/<int:count_id>/void", enterprise_ends.void_counts, get=OFFICERS, post=OFFICERS),
    Route("/staff/enterprises/pages/<int:presence_id>/void", online_pages.void, get=OFFICERS, post=OFFICERS),
    Route(ONE, enterprises.show, get=STAFF),
    Route(f"{ONE}/edit", enterprise_entry.correct, get=OFFICERS, post=OFFICERS),
    Route(f"{ONE}/close", enterprise_ends.close, get=OFFICERS, post=OFFICERS),
    Route(f"{ONE}/reopen", enterprise_ends.reopen, post=OFFICERS),
    Route(f"{ONE}/void", enterprise_ends.void, get=OFFICERS, post=OFFICERS),
    Route(f"{ONE}/men", enterprise_people.new_man, get=OFFICERS, post=OFFICERS, once=True),
    Route(f"{ONE}/counts", enterprise_ends.count, get=OFFICERS, post=OFFICERS, once=True),
    Route(f"{ONE}/pages", online_pages.of_enterprise, get=OFFICERS, post=OFFICERS, once=True),
    Route("/staff/women/<person_id>/pages", online_pages.of_woman, get=OFFICERS, post=OFFICERS, once=True),
]
