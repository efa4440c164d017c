"""Serving photos: public renditions only, kept by browsers for a year; originals and papers have no address here."""

from flask import Response, abort, send_file

from marketplace.media.storage import find_rendition

FORMATS = {"webp": ("webp", "image/webp"), "jpg": ("jpeg", "image/jpeg"), "avif": ("avif", "image/avif")}
FOR_EVER = "public, max-age=31536000, immutable"
FOR_NOW = "public, max-age=600"


def show(public_id: str, width: int, kind: str) -> Response:
    """One rendition; a width the photo lacks answers with the largest smaller one.

    AVIF comes from the worker, so until it is drawn WebP answers in its place, and only for minutes.
    """
    if kind not in FORMATS:
        abort(404)
    form, mime = FORMATS[kind]
    path, kept = find_rendition(public_id, width, form), FOR_EVER
    if path is None and kind == "avif":
        path, mime, kept = find_rendition(public_id, width, "webp"), "image/webp", FOR_NOW
    if path is None:
        abort(404)
    response = send_file(path, mimetype=mime, conditional=True)
    response.headers["Cache-Control"] = kept
    return response
