"""The pictures of a list that is looked at: a whole page, and the band of it in which one row stands."""

from flask import Response, make_response

from marketplace.core.errors import NotFound
from marketplace.imports.pictures import part_of
from marketplace.imports.queries import get_list
from marketplace.imports.queries.pictures import files_of_pictures, pictures_of
from marketplace.imports.readings import row_edges
from marketplace.media.exchanges import read_document
from marketplace.web.plumbing.visitor import current_scope

AROUND = 14  # pixels of the page above and below a row


def page(list_id: str, place: int) -> Response:
    """One picture as it was sent, for officers of the list's territory."""
    row = get_list(list_id, current_scope())
    files = files_of_pictures(row.id)
    if place >= len(files):
        raise NotFound(picture=place)
    return _picture(read_document(files[place]))


def of_row(list_id: str, position: int) -> Response:
    """The band of a picture in which a row stands."""
    row = get_list(list_id, current_scope())
    pictures = pictures_of(row.id)
    found = row_edges([picture.lines for picture in pictures], position - 1)
    if found is None:
        raise NotFound(row=position)
    place, top, bottom = found
    data = read_document(files_of_pictures(row.id)[place])
    return _picture(part_of(data, pictures[place].turn, top - AROUND, bottom + AROUND))


def _picture(data: bytes) -> Response:
    response = make_response(data)
    response.mimetype = "image/jpeg"
    response.headers["Cache-Control"] = "no-store"
    return response
