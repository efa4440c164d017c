"""Serving photos: public renditions only, cached for a year; originals and documents have no public address."""

from flask import Response, abort, send_file

from marketplace.media.storage import find_rendition

FORMATS = {"webp": ("webp", "image/webp"), "jpg": ("jpeg", "image/jpeg"), "avif": ("avif", "image/avif")}
FOR_EVER = "public, max-age=31536000, immutable"
FOR_NOW = "public, max-age=600"


def show(public_id: str, width: int, kind: str) -> Response:
    """One rendition; while it is not rendered yet, the nearest width or WebP is served, cached for minutes only.

    The worker renders AVIF of every photo, and all but one rendition of photos loaded in bulk.
    """
    if kind not in FORMATS:
        abort(404)
    form, mime = FORMATS[kind]
    path = find_rendition(public_id, width, form)
    if path is None:
        path, mime = find_rendition(public_id, width, "webp"), "image/webp"
    if path is None:
        abort(404)
    response = send_file(path, mimetype=mime, conditional=True)
    response.headers["Cache-Control"] = FOR_EVER if path.name == f"{width}.{form}" else FOR_NOW
    return response
