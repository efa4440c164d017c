"""Private papers on screen: read for somebody whose right was checked, never stored on the way, never guessed at."""

from flask import Response, g

from marketplace.media.exchanges import read_document
from marketplace.sellers.models import Evidence

ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg"}


def paper_response(paper: Evidence) -> Response:
    """The bytes of a paper, shown in place and kept nowhere; FileGone once it was erased."""
    content = read_document(paper.file)
    g.is_personal = True
    response = Response(content, mimetype=paper.file.mime)
    name = f"giay-to-{paper.id}.{ENDINGS.get(paper.file.mime, 'bin')}"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
