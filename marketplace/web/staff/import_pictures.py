"""The pictures of a list that is looked at: a whole page, and the part of it in which one cell stands."""

from flask import Response, make_response

from marketplace.core.errors import NotFound
from marketplace.imports.fields import FAMILY, GIVEN, NAME
from marketplace.imports.pictures import part_of
from marketplace.imports.queries import get_list
from marketplace.imports.queries.pictures import files_of_pictures, pictures_of
from marketplace.imports.readings import box_of
from marketplace.media.exchanges import read_document
from marketplace.web.plumbing.visitor import current_scope

PARTS = {NAME: (FAMILY, GIVEN)}
SIZE = (300, 60)  # pixels of the page at least


def page(list_id: str, place: int) -> Response:
    """One picture as it was sent, for officers of the list's territory."""
    row = get_list(list_id, current_scope())
    files = files_of_pictures(row.id)
    if place >= len(files):
        raise NotFound(picture=place)
    return _picture(read_document(files[place]))


def cell(list_id: str, position: int, field: str) -> Response:
    """The part of a picture in which a field of a row stands."""
    row = get_list(list_id, current_scope())
    pictures = pictures_of(row.id)
    columns = [row.columns[code] for code in (field, *PARTS.get(field, ())) if code in row.columns]
    found = box_of([picture.lines for picture in pictures], position - 1, columns)
    if found is None:
        raise NotFound(row=position)
    place, box = found
    data = read_document(files_of_pictures(row.id)[place])
    return _picture(part_of(data, pictures[place].turn, box, SIZE))


def _picture(data: bytes) -> Response:
    response = make_response(data)
    response.mimetype = "image/jpeg"
    response.headers["Cache-Control"] = "no-store"
    return response
