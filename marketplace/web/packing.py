"""Bodies on the wire: brotli or gzip as the browser can, small answers as they are."""

import gzip

import brotli
from flask import Flask, Response, request

PACKED_KINDS = ("text/", "application/json", "application/problem+json", "application/xml", "image/svg+xml")
SMALLEST = 600  # bytes; below that a frame is saved by nobody
BROTLI_QUALITY, GZIP_LEVEL = 5, 6


def install_packing(app: Flask) -> None:
    """Compress every answer of text that is not compressed yet."""
    app.after_request(pack_response)


def accepted_packing() -> str:
    """The best encoding this browser takes: br, gzip, or nothing."""
    offered = request.accept_encodings
    return next((name for name in ("br", "gzip") if offered[name] > 0), "")


def pack(body: bytes, packing: str) -> bytes:
    """A body in one encoding."""
    if packing == "br":
        packed: bytes = brotli.compress(body, quality=BROTLI_QUALITY)
        return packed
    return gzip.compress(body, GZIP_LEVEL, mtime=0) if packing == "gzip" else body


def pack_response(response: Response) -> Response:
    """Compress an answer's body where that is worth it; streams and files are left alone."""
    if "Content-Encoding" in response.headers or response.direct_passthrough or not response.is_sequence:
        return response
    if not (response.mimetype or "").startswith(PACKED_KINDS):
        return response
    response.vary.add("Accept-Encoding")
    packing, body = accepted_packing(), response.get_data()
    if packing and len(body) >= SMALLEST and response.status_code not in (204, 304):
        response.set_data(pack(body, packing))
        response.headers["Content-Encoding"] = packing
    return response
