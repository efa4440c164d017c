"""Serving private files: only after the view has checked access, never cached, with a fixed content type."""

from flask import Response, g, make_response

from marketplace.catalog.errors import NoSuchPart
from marketplace.catalog.models import Certificate
from marketplace.media.exchanges import read_document
from marketplace.media.models import PrivateFile
from marketplace.media.queries import find_document
from marketplace.sellers.models import Evidence

ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg"}


def paper_response(paper: Evidence) -> Response:
    """The bytes of a private file, inline and with no-store; FileGone once it was erased."""
    content = read_document(paper.file)
    g.is_personal = True
    response = Response(content, mimetype=paper.file.mime)
    name = f"giay-to-{paper.id}.{ENDINGS.get(paper.file.mime, 'bin')}"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def scan_of(paper: Certificate) -> Response:
    """A paper's scan, after the view has checked access: pictures inline, PDF files as downloads."""
    file: PrivateFile | None = find_document(paper.private_file_id) if paper.private_file_id else None
    if file is None:
        raise NoSuchPart(paper_id=paper.id)
    response = make_response(read_document(file))
    response.mimetype = file.mime
    how = "inline" if file.mime == "image/jpeg" else "attachment"
    ending = "jpg" if file.mime == "image/jpeg" else "pdf"
    response.headers["Content-Disposition"] = f'{how}; filename="giay-to-{paper.id}.{ending}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def private_picture(file_id: int, name: str) -> Response:
    """A private file that holds a picture, after the view has checked access: inline, never kept by a browser."""
    file: PrivateFile | None = find_document(file_id)
    if file is None:
        raise NoSuchPart(paper_id=file_id)
    response = make_response(read_document(file))
    g.is_personal = True
    response.mimetype = file.mime
    how = "inline" if file.mime == "image/jpeg" else "attachment"
    response.headers["Content-Disposition"] = f'{how}; filename="{name}.{ENDINGS.get(file.mime, "bin")}"'
    response.headers["Cache-Control"] = "no-store"
    return response
