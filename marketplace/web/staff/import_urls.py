"""The routes of lists that are brought in: file, columns, rows, writing, and taking back."""

from marketplace.web.plumbing.access import OFFICERS
from marketplace.web.plumbing.routing import Route
from marketplace.web.staff import import_columns, import_pictures, imported_rows, imports

ROUTES: list[Route] = [
    Route("/staff/imports", imports.index, get=OFFICERS),
    Route("/staff/imports/new", imports.new, get=OFFICERS, post=OFFICERS, once=True),
    Route("/staff/imports/templates/<kind>.xlsx", imported_rows.template, get=OFFICERS),
    Route("/staff/imports/<list_id>", imports.show, get=OFFICERS),
    Route("/staff/imports/<list_id>/columns", import_columns.show, get=OFFICERS),
    Route("/staff/imports/<list_id>/columns/choose", import_columns.choose, post=OFFICERS),
    Route("/staff/imports/<list_id>/columns/again", imports.columns_again, post=OFFICERS),
    Route("/staff/imports/<list_id>/exact", imports.exact, post=OFFICERS),
    Route("/staff/imports/<list_id>/left.xlsx", imported_rows.left, get=OFFICERS.fresh()),
    Route("/staff/imports/<list_id>/pictures/<int:place>.jpg", import_pictures.page, get=OFFICERS),
    Route("/staff/imports/<list_id>/rows/<int:position>", imported_rows.edit, get=OFFICERS, post=OFFICERS),
    Route("/staff/imports/<list_id>/rows/<int:position>/answer", imported_rows.answer, post=OFFICERS),
    Route("/staff/imports/<list_id>/rows/<int:position>/<field>.jpg", import_pictures.cell, get=OFFICERS),
    Route("/staff/imports/<list_id>/rows/<int:position>/seen", imported_rows.seen, post=OFFICERS),
    Route("/staff/imports/<list_id>/take-back", imports.take_back, post=OFFICERS),
    Route("/staff/imports/<list_id>/throw-away", imports.discard, post=OFFICERS),
    Route("/staff/imports/<list_id>/write", imports.write, post=OFFICERS, once=True),
]
